//! Official forms as the present system filled and read them, against ours.
//!
//! Where ours differ on purpose is listed in `docs/COMPATIBILITY.md`, and nothing else may.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use calamine::Data;
use indigo_exchange::{
    Limits,
    workbook::{Filling, View, fill_official},
};
use indigo_model::Value;
use serde_json::json;
use support::{
    workbooks::{
        form, number, row_and_column, seen, text, with_cells, with_date_style, without_sheets,
    },
    *,
};

/// The rows of the table in `docs/COMPATIBILITY.md` under a heading: file, place, theirs, ours.
fn listed(heading: &str) -> BTreeSet<[String; 4]> {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/COMPATIBILITY.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, rest) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let part = rest.split("\n## ").next().unwrap();
    part.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let mut cells = line
                .split('|')
                .skip(1)
                .map(|cell| cell.trim().trim_matches('`').to_owned());
            std::array::from_fn(|_| cells.next().unwrap())
        })
        .collect()
}

fn row(file: &str, place: &str, theirs: &Value, ours: &Value) -> [String; 4] {
    [file, place, &theirs.to_string(), &ours.to_string()].map(str::to_owned)
}

fn json_file(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

fn type_of(guide: &str) -> &'static str {
    let types = ["assessment_resource", "organisation", "pipeline", "fund"];
    types
        .into_iter()
        .find(|one| guide.starts_with(one))
        .unwrap_or("project")
}

/// What another program sees in a cell, as the golden files write it.
fn cell_value(value: Option<&Data>) -> Value {
    match value {
        None | Some(Data::Empty) => Value::Null,
        Some(Data::String(text)) => json!(text),
        Some(Data::Float(number)) if number.fract() == 0.0 => json!(*number as i64),
        Some(Data::Float(number)) => json!(number),
        Some(Data::Int(number)) => json!(number),
        Some(Data::Bool(value)) => json!(value),
        Some(other) => panic!("{other:?}"),
    }
}

#[test]
fn forms_are_filled_as_the_present_system_fills_them() {
    let (Some(golden), Some(forms)) = (shared("data/golden"), shared("data/forms")) else {
        return;
    };
    let standard = standard();
    let mut differences = BTreeSet::new();
    let mut compared = 0;
    for folder in files(&golden.join("forms/export")) {
        let guide = folder.file_name().unwrap().to_string_lossy().into_owned();
        let one = standard.get(type_of(&guide)).unwrap();
        let template = fs::read(forms.join(format!("{guide}.xlsx"))).unwrap();
        let view = if guide.contains("public") {
            View::Public
        } else {
            View::Full
        };
        for file in files(&folder) {
            let id = file.file_stem().unwrap().to_string_lossy().into_owned();
            let data = match view {
                View::Public => {
                    let body = json_file(&golden.join(format!("api/{}/{id}.json", one.id)));
                    body[one.id.as_str()]["data"].clone()
                }
                View::Full => {
                    json_file(&golden.join(format!("records/{}/{id}.json", one.id)))["data"].clone()
                }
            };
            let filling = Filling {
                id: &id,
                version: Some(1),
                as_of: None,
                view,
                data: &data,
            };
            let written =
                fill_official(&template, one, Some(&filling), &Limits::default()).unwrap();
            assert!(written.problems.is_empty(), "{:?}", told(&written.problems));
            let again = fill_official(&template, one, Some(&filling), &Limits::default()).unwrap();
            assert!(written.bytes == again.bytes, "the bytes differ");
            let seen = seen(&written.bytes);
            let wanted = json_file(&file);
            for (sheet, cells) in wanted.as_object().unwrap() {
                for (cell, theirs) in cells.as_object().unwrap() {
                    // What is joined from other records is given by the caller for public forms only.
                    let joined = sheet == "Organisations" && one.id != "fund"
                        || sheet == "Outcome Funds" && ["B", "C", "D", "F"].contains(&&cell[..1]);
                    if view == View::Full && joined {
                        continue;
                    }
                    let ours = cell_value(seen[sheet].get(&row_and_column(cell)));
                    compared += 1;
                    if ours != *theirs {
                        let file = format!("export/{guide}/{id}.json");
                        differences.insert(row(&file, &format!("{sheet}!{cell}"), theirs, &ours));
                    }
                }
            }
            for (sheet, cells) in &seen {
                for value in cells.values() {
                    assert!(
                        !value.to_string().contains("SPREADSHEETFORM"),
                        "{sheet}: {value}"
                    );
                }
            }
        }
    }
    assert!(compared > 2_000, "{compared}");
    assert_eq!(
        differences,
        listed("Differences of filled forms on purpose")
    );
}

/// Cells that the golden file set, as XML.
fn set_cells(bytes: &[u8], golden: &Value) -> Vec<u8> {
    let (mut bytes, dates) = with_date_style(bytes);
    for (sheet, cells) in golden["cells_set"].as_object().unwrap() {
        for (cell, value) in cells.as_object().unwrap() {
            let kind = golden["cell_types"][sheet][cell].as_str().unwrap();
            let content = match (kind, value) {
                ("datetime", _) => {
                    assert_eq!(value, "2020-05-17T00:00:00");
                    format!(" s=\"{dates}\"><v>43968</v>")
                }
                ("time", _) => " s=\"0\" t=\"d\"><v>10:30:00</v>".to_owned(),
                ("bool", _) => format!(" t=\"b\"><v>{}</v>", u8::from(value.as_bool().unwrap())),
                // The program that set the cell took this for a formula.
                ("str", Value::String(said)) if said.starts_with('=') => {
                    format!("><f>{}</f><v>2</v>", &said[1..])
                }
                ("str", Value::String(said)) => text(said),
                (_, number_set) => number(&number_set.to_string()),
            };
            bytes = with_cells(&bytes, &[(sheet, cell, content)]);
        }
    }
    bytes
}

#[test]
fn forms_are_read_as_the_present_system_reads_them() {
    let (Some(golden), Some(forms)) = (shared("data/golden/forms/import"), shared("data/forms"))
    else {
        return;
    };
    let standard = standard();
    let mut differences = BTreeSet::new();
    for file in files(&golden) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let wanted = json_file(&file);
        let guide = match wanted["guide"].as_str() {
            Some(guide) => guide.to_owned(),
            None => panic!("{name}: no guide"),
        };
        let one = standard.get(type_of(&guide)).unwrap();
        let template = fs::read(forms.join(format!("{guide}.xlsx"))).unwrap();
        let blank = fill_official(&template, one, None, &Limits::default())
            .unwrap()
            .bytes;
        let removed: Vec<&str> = wanted["worksheets_removed"]
            .as_array()
            .unwrap()
            .iter()
            .map(|sheet| sheet.as_str().unwrap())
            .collect();
        let bytes = set_cells(&without_sheets(&blank, &removed), &wanted);
        let form = form(&standard, &bytes);
        assert_eq!(form.record_type, one.id);
        assert_eq!(json!(form.record_id), wanted["extracted"]["id"], "{name}");
        let ours = form.values();
        let Some(theirs) = wanted.get("edit_data") else {
            // The present system failed on it.
            assert_eq!(name, "project_v018_time_cell.json");
            assert_eq!(
                ours.pointer("/dates/outcomes_contract_signed/value"),
                Some(&json!("10:30:00"))
            );
            continue;
        };
        compare(
            &format!("import/{name}"),
            "",
            Some(theirs),
            Some(&ours),
            &mut differences,
        );
    }
    assert_eq!(differences, listed("Differences of read forms on purpose"));
}

fn compare(
    file: &str,
    at: &str,
    theirs: Option<&Value>,
    ours: Option<&Value>,
    found: &mut BTreeSet<[String; 4]>,
) {
    let nothing = json!("(nothing)");
    match (theirs, ours) {
        (Some(Value::Object(theirs)), Some(Value::Object(ours))) => {
            let keys: BTreeMap<&String, ()> = theirs
                .keys()
                .chain(ours.keys())
                .map(|key| (key, ()))
                .collect();
            for key in keys.into_keys() {
                compare(
                    file,
                    &format!("{at}/{key}"),
                    theirs.get(key),
                    ours.get(key),
                    found,
                );
            }
        }
        (Some(Value::Array(theirs)), Some(Value::Array(ours))) => {
            for index in 0..theirs.len().max(ours.len()) {
                let at = format!("{at}/{index}");
                compare(file, &at, theirs.get(index), ours.get(index), found);
            }
        }
        (theirs, ours) if theirs == ours => {}
        (theirs, ours) => {
            let shown = |value: Option<&Value>| value.map_or(nothing.clone(), filled);
            found.insert(row(file, at, &shown(theirs), &shown(ours)));
        }
    }
}

/// A value without what is null.
fn filled(value: &Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(
            object
                .iter()
                .map(|(key, value)| (key.clone(), filled(value)))
                .filter(|(_, value)| !value.is_null() && *value != json!({}))
                .collect(),
        ),
        other => other.clone(),
    }
}
