//! The demo records with something private in every place that can hold it.

use std::{fs, path::Path};

use indigo_model::{Object, Record, Value};
use indigo_standard::{Standard, TypeStandard};
use serde_json::json;

/// The demo records, with something private in every place that can hold it, and with that suffix
/// to their names.
pub(crate) fn records(marker: &str, organisation: &str, suffix: &str) -> Vec<Record> {
    let standard = Standard::builtin().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/records");
    let mut records = Vec::new();
    for one in standard.types() {
        let mut paths: Vec<_> = fs::read_dir(folder.join(&one.id))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        for (at, path) in paths.iter().enumerate() {
            let mut record: Record =
                serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
            let name = indigo_model::pointer::text(&record.data, &one.profile.name_pointer);
            if let Some(name) = name.map(|name| format!("{name}{suffix}")) {
                let keys: Vec<String> = indigo_model::pointer::split(&one.profile.name_pointer)
                    .map(str::to_owned)
                    .collect();
                indigo_model::pointer::set(
                    record.data.as_object_mut().unwrap(),
                    &keys,
                    name.into(),
                );
            }
            hide(
                one,
                record.data.as_object_mut().unwrap(),
                at,
                marker,
                organisation,
            );
            records.push(record);
        }
    }
    records
}

/// Puts private things into a record: an unknown key, a private block, a private row in each list,
/// a private cell; every fifth record is private as a whole.
fn hide(one: &TypeStandard, data: &mut Object, at: usize, marker: &str, organisation: &str) {
    data.insert("unknown_key".to_owned(), json!({ "value": marker }));
    let words = ["PRIVATE", "disputed", "SANDBOX", "confidential", ""];
    let word = words[at % words.len()];
    if !one.blocks.is_empty() {
        let block = &one.blocks[at % one.blocks.len()];
        indigo_model::pointer::set(data, block, json!({ "value": marker, "status": word }));
    }
    for list in one.lists.iter().filter(|list| list.has_status) {
        let mut row = json!({ "id": marker, "status": word, "notes": marker });
        for field in list
            .fields
            .iter()
            .filter(|field| field.leaf.references.is_some())
        {
            indigo_model::pointer::set(
                row.as_object_mut().unwrap(),
                &field.keys,
                organisation.into(),
            );
        }
        let mut rows = match indigo_model::pointer::get(&Value::Object(data.clone()), &list.pointer)
        {
            Some(Value::Array(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        rows.insert(at % (rows.len() + 1), row);
        if let Some(first) = rows.iter_mut().filter_map(Value::as_object_mut).next()
            && let Some(cell) = list.inner_blocks.first()
        {
            indigo_model::pointer::set(
                first,
                cell,
                json!({ "value": marker, "status": "PRIVATE" }),
            );
        }
        indigo_model::pointer::set(data, &list.keys, Value::Array(rows));
    }
    if at % 5 == 4 {
        data.insert("status".to_owned(), "PRIVATE".into());
        data.insert("name".to_owned(), json!({ "value": marker }));
    }
}
