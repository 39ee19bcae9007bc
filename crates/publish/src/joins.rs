//! What is added to the public data of a record from the public data of others.
//!
//! A record that is unknown or not public adds nothing, so that naming it gives nothing away; only
//! rows that hold a fund's id tell, as they always did, whether there is such a fund.

use std::{collections::BTreeMap, sync::Arc};

use indigo_model::{Object, Value, pointer};
use indigo_standard::{Field, FundRows, Joined, ModelReference, Publication, TypeStandard};

use crate::{
    Others,
    references::{at, ids},
};

/// Adds the id, the names in rows, the joined records and the funds of rows.
pub(crate) fn join(one: &TypeStandard, id: &str, shown: &mut Object, others: &dyn Others) {
    let publication = &one.profile.publication;
    if publication.id_in_data {
        shown.insert("id".to_owned(), Value::from(id));
    }
    // By id, as the list that is made of them is ordered.
    let mut named: BTreeMap<String, Arc<Value>> = BTreeMap::new();
    if publication.names || publication.joined.is_some() {
        for list in &one.lists {
            let fields: Vec<(&Field, &ModelReference)> = list
                .fields
                .iter()
                .filter_map(|field| Some((field, field.leaf.references.as_ref()?)))
                .filter(|(field, _)| !is_link_only(publication, &list.pointer, &field.pointer))
                .collect();
            if fields.is_empty() {
                continue;
            }
            for row in rows_mut(shown, &list.keys) {
                for (field, reference) in &fields {
                    in_row(publication, row, field, reference, others, &mut named);
                }
            }
        }
    }
    if let Some(joined) = &publication.joined {
        let records = named
            .iter()
            .map(|(id, data)| joined_record(joined, id, data));
        shown.insert(joined.key.clone(), records.collect());
    }
    if let Some(rows) = &publication.fund_rows {
        funds(rows, shown, others);
    }
}

/// A reference that the profile lists is followed from both ends, but nothing is joined for it.
fn is_link_only(publication: &Publication, list: &str, field: &str) -> bool {
    publication
        .references
        .iter()
        .any(|reference| reference.list == list && reference.field == field)
}

fn in_row(
    publication: &Publication,
    row: &mut Object,
    field: &Field,
    reference: &ModelReference,
    others: &dyn Others,
    named: &mut BTreeMap<String, Arc<Value>>,
) {
    let record_type = &reference.record_type;
    let separator = reference.separator.as_deref();
    let is_joined = publication
        .joined
        .as_ref()
        .is_some_and(|joined| joined.record_type == *record_type);
    let mut name = None;
    for id in ids(at(row, &field.pointer), separator) {
        let Some(data) = others.public_data(record_type, id) else {
            continue;
        };
        if separator.is_none() {
            let at = others.name_pointer(record_type);
            name = Some(pointer::get(&data, at).cloned().unwrap_or_default());
        }
        if is_joined {
            named.insert(id.to_owned(), data);
        }
    }
    if publication.names
        && let Some(name) = name
    {
        let mut keys = vec![format!("{record_type}_names")];
        keys.extend(field.keys.iter().cloned());
        pointer::set(row, &keys, name);
    }
}

fn joined_record(joined: &Joined, id: &str, data: &Value) -> Value {
    let mut record = with_paths(&joined.paths, Some(data));
    record.insert("id".to_owned(), Value::from(id));
    Value::Object(record)
}

/// Rows whose id, to the letter, is that of a record get some of its public values; nulls when it
/// is not public.
fn funds(rows: &FundRows, shown: &mut Object, others: &dyn Others) {
    let list: Vec<String> = pointer::split(&rows.list).map(str::to_owned).collect();
    let key = format!("/{}", rows.key);
    for row in rows_mut(shown, &list) {
        let Some(id) = at(row, &key)
            .and_then(Value::as_str)
            .filter(|id| !id.is_empty())
        else {
            continue;
        };
        if !others.exists(&rows.record_type, id) {
            continue;
        }
        let data = others.public_data(&rows.record_type, id);
        let joined = with_paths(&rows.paths, data.as_deref());
        row.insert(rows.record_type.clone(), Value::Object(joined));
    }
}

/// An object of the values at `paths`, null for each that is not there.
fn with_paths(paths: &[String], data: Option<&Value>) -> Object {
    let mut record = Object::new();
    for path in paths {
        let keys: Vec<String> = path.split('/').map(str::to_owned).collect();
        let value = data
            .and_then(|data| pointer::at(data, &keys))
            .cloned()
            .unwrap_or_default();
        pointer::set(&mut record, &keys, value);
    }
    record
}

fn rows_mut<'a>(shown: &'a mut Object, list: &[String]) -> impl Iterator<Item = &'a mut Object> {
    list.split_last()
        .and_then(|(last, path)| {
            pointer::object_mut(shown, path)?
                .get_mut(last)?
                .as_array_mut()
        })
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
}

#[cfg(test)]
mod tests;
