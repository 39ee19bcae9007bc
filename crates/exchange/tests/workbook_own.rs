//! Our own workbooks: what they hold, how they are locked, and what comes back from them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{collections::BTreeMap, io::Cursor, sync::Arc};

use calamine::{Data, Reader, SheetVisible, Xlsx};
use indigo_exchange::workbook::{Filling, FormKind, View, write};
use indigo_model::{Status, Value, changes::changes_between};
use indigo_standard::Standard;
use serde_json::json;
use support::{
    workbooks::{form, packed, parts, reading, seen, text, with_cells, without_sheets},
    *,
};

/// A record type that no code knows.
fn made_up() -> Arc<Standard> {
    let schema = json!({
        "type": "object",
        "title": "Walk",
        "version": "2.0",
        "description": "A walk that people can take. It is made up.",
        "properties": {
            "status": {"title": "Status", "type": "string", "enum": ["PUBLIC", "PRIVATE"]},
            "name": {"title": "Name", "type": "object", "properties": {"value": {"title": "(Value)", "type": "string", "examples": ["River path"]}}},
            "trail": {
                "title": "Trail", "description": "The way itself. Look at the map.", "type": "object",
                "properties": {
                    "opened": {"title": "Opened", "type": "object", "properties": {"value": {"title": "(Value)", "type": "string", "pattern": "^[0-9][0-9][0-9][0-9]$|^[0-9][0-9][0-9][0-9]-[0-9][0-9]$"}, "status": {"title": "Status", "type": "string"}}},
                    "length": {"title": "Length", "type": "number", "unit": "kilometres"},
                    "ground": {"title": "Ground", "type": "string", "enum": ["Sand", "Mud, mostly", "Rock"]},
                    "country": {"title": "Country", "type": "string", "enum": (0..200).map(|number| format!("C{number}")).collect::<Vec<_>>()},
                    "notes": {"title": "Notes", "type": "string"}
                }
            },
            "stops": {
                "title": "Stops: [all]", "type": "array", "description": "Where people rest.",
                "items": {"type": "object", "properties": {
                    "id": {"title": "Id", "type": "string"},
                    "height": {"title": "Height", "type": "number"},
                    "status": {"title": "Status", "type": "string"}
                }}
            },
            "legs": {
                "title": "Legs", "type": "array",
                "items": {"type": "object", "properties": {
                    "from": {"title": "From", "type": "string", "references-data-list": "/stops", "references-data-key": "/id"},
                    "days": {"title": "Days", "type": "number"}
                }}
            }
        }
    });
    let folder = folder(&[("walk.json", schema.to_string())]);
    Arc::new(Standard::load_dir(folder.path()).unwrap())
}

fn walk() -> Value {
    json!({
        "status": "PUBLIC",
        "name": {"value": "=HYPERLINK(\"http://x\")"},
        "trail": {
            "opened": {"value": "2020-05", "status": "PRIVATE"},
            "length": 12.5,
            "ground": "Mud, mostly",
            "notes": "line\r\nline\u{1}end _x0041_ <&>"
        },
        "stops": [{"id": "007", "height": 0, "status": "PUBLIC"}, {"id": "+1", "height": 3, "status": "PRIVATE"}],
        "legs": [{"from": "007", "days": 2}]
    })
}

fn filling(data: &Value) -> Filling<'_> {
    Filling {
        id: "INDIGO-WALK-1",
        version: Some(3),
        as_of: None,
        view: View::Full,
        data,
    }
}

#[test]
fn a_made_up_type_goes_out_and_comes_back() {
    let standard = made_up();
    let one = standard.get("walk").unwrap();
    let data = walk();
    let written = write(one, Some(&filling(&data))).unwrap();
    assert_eq!(written.problems, []);
    let reading = reading(&standard, &written.bytes);
    let form = reading.form.unwrap();
    assert_eq!(form.kind, FormKind::Own);
    assert_eq!(form.record_id.as_deref(), Some("INDIGO-WALK-1"));
    assert_eq!(form.standard_version.as_deref(), Some("2.0"));
    let laid = form.lay_over(one, Some(&data), Status::Public);
    assert_eq!(laid.data, data);
    // Laid over nothing, the workbook is the record.
    let alone = form.lay_over(one, None, Status::Public);
    assert_eq!(changes_between(&data, &alone.data), []);
}

#[test]
fn sheets_headers_and_choices() {
    let standard = made_up();
    let one = standard.get("walk").unwrap();
    let data = walk();
    let bytes = write(one, Some(&filling(&data))).unwrap().bytes;
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let names: Vec<(&str, bool)> = sheets
        .iter()
        .map(|(name, shown)| (name.as_str(), *shown))
        .collect();
    assert_eq!(
        names,
        [
            ("Introduction", true),
            ("Overview", true),
            ("Trail", true),
            ("Stops   all", true),
            ("Legs", true),
            ("Options", false),
            ("Indigo", false),
        ]
    );
    let seen = seen(&bytes);
    let trail: Vec<String> = (3..9)
        .map(|row| {
            let cell = |column| {
                seen["Trail"]
                    .get(&(row, column))
                    .map(Data::to_string)
                    .unwrap_or_default()
            };
            format!("{} | {} | {}", cell(1), cell(2).escape_debug(), cell(3))
        })
        .collect();
    assert_eq!(
        trail,
        [
            "Opened | 2020-05 | YYYY, YYYY-MM or YYYY-MM-DD.",
            "Opened: Status | PRIVATE | ",
            "Length | 12.5 | In kilometres.",
            "Ground | Mud, mostly | ",
            "Country |  | ",
            "Notes | line\\r\\nline\\u{1}end _x0041_ <&> | ",
        ]
    );
    // Ids and dates are texts, numbers numbers.
    assert_eq!(seen["Stops   all"][&(4, 1)], Data::String("007".to_owned()));
    assert_eq!(seen["Stops   all"][&(4, 2)], Data::Float(0.0));
    let parts = parts(&bytes);
    let xml = |sheet: usize| {
        String::from_utf8(parts[&format!("xl/worksheets/sheet{sheet}.xml")].clone()).unwrap()
    };
    assert!(
        xml(3).contains("<formula1>Options!$A$1:$A$3</formula1>"),
        "{}",
        xml(3)
    );
    assert!(xml(3).contains("<formula1>Options!$B$1:$B$200</formula1>"));
    assert!(xml(2).contains("<formula1>\"PUBLIC,PRIVATE\"</formula1>"));
    assert!(xml(5).contains("<formula1>'Stops   all'!$B$5:$B$2000</formula1>"));
    for sheet in 1..=7 {
        assert!(
            xml(sheet).contains("<sheetProtection "),
            "sheet {sheet} is not locked"
        );
        assert!(!xml(sheet).contains("<f>"), "sheet {sheet} has a formula");
    }
    let styles = String::from_utf8(parts["xl/styles.xml"].clone()).unwrap();
    assert!(styles.contains("<protection locked=\"0\"/>"));
}

#[test]
fn labels_and_help_are_short() {
    let standard = standard();
    let told = |record_type: &str, sheet: &str, row: u32| {
        let one = standard.get(record_type).unwrap();
        let seen = seen(&write(one, None).unwrap().bytes);
        let cell = |column| seen[sheet][&(row, column)].to_string();
        format!("{} | {}", cell(1), cell(3))
    };
    assert_eq!(
        told("project", "Dates", 4),
        "Date outcomes contract signed: Status | Who may see this value."
    );
    // Titles of funds begin with that of the schema, which says nothing on a sheet of a fund.
    assert_eq!(
        told("fund", "Dates", 4),
        "Launch date | When its first outcomes contract was signed. YYYY, YYYY-MM or YYYY-MM-DD."
    );
    let stage = told("project", "Overview", 6);
    assert!(
        stage.starts_with("Stage of Development | Needed first. "),
        "{stage}"
    );
}

#[test]
fn the_same_bytes_each_time() {
    let standard = standard();
    for one in standard.types() {
        let again = || write(one, None).unwrap().bytes;
        assert!(again() == again(), "{}", one.id);
    }
}

#[test]
fn a_blank_workbook_of_each_type_is_a_record_of_nothing() {
    let standard = standard();
    for one in standard.types() {
        let form = form(&standard, &write(one, None).unwrap().bytes);
        assert_eq!(form.record_type, one.id);
        assert_eq!(
            (form.record_id.as_deref(), form.record_version),
            (None, None)
        );
        // Every field of the standard has a cell or a column.
        let cells: Vec<_> = form.cells().map(|cell| cell.pointer).collect();
        let missing: Vec<_> = one
            .fields
            .iter()
            .filter(|field| !cells.contains(&field.pointer))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        let values = form.values();
        for list in &one.lists {
            assert_eq!(
                values.pointer(&list.pointer),
                Some(&json!([])),
                "{}",
                list.pointer
            );
        }
        let laid = form.lay_over(one, None, Status::Private);
        let wanted = if one.field("/status").is_some() {
            json!({"status": "PRIVATE"})
        } else {
            json!({})
        };
        assert_eq!(laid.data, wanted);
    }
}

#[test]
fn a_text_that_is_too_long_for_a_cell_is_said_and_stays() {
    let standard = made_up();
    let one = standard.get("walk").unwrap();
    let mut data = walk();
    data["trail"]["notes"] = json!("é".repeat(40_000));
    let written = write(one, Some(&filling(&data))).unwrap();
    assert_eq!(
        told(&written.problems),
        [
            "warning: sheet \"Trail\", cell C9, INDIGO-WALK-1, /trail/notes: The text is longer than the 32,767 characters that a cell can hold. The cell says so in its place; change the text in the record itself. [text_too_long_for_a_cell]"
        ]
    );
    let back = form(&standard, &written.bytes);
    assert_eq!(back.lay_over(one, Some(&data), Status::Public).data, data);
}

#[test]
fn sheets_may_be_renamed_moved_or_taken_out() {
    let standard = made_up();
    let one = standard.get("walk").unwrap();
    let data = walk();
    let bytes = write(one, Some(&filling(&data))).unwrap().bytes;
    let bytes = with_cells(
        &bytes,
        &[
            ("Trail", "C6", text("7")),
            ("Stops   all", "B9", text("new")),
        ],
    );
    let mut parts = parts(&without_sheets(&bytes, &["Legs", "Overview"]));
    let workbook = String::from_utf8(parts["xl/workbook.xml"].clone()).unwrap();
    let workbook = workbook.replace("name=\"Trail\"", "name=\"Path\"");
    parts.insert("xl/workbook.xml".to_owned(), workbook.into_bytes());
    let laid = form(&standard, &packed(parts)).lay_over(one, Some(&data), Status::Private);
    let changes: BTreeMap<String, Value> = changes_between(&data, &laid.data)
        .into_iter()
        .map(|change| (change.pointer, change.after.unwrap()))
        .collect();
    let wanted = [("/trail/length", json!(7)), ("/stops/2/id", json!("new"))];
    assert_eq!(
        changes,
        wanted.map(|(at, value)| (at.to_owned(), value)).into()
    );
    assert_eq!(
        laid.place_of("/trail/length").unwrap().sheet.as_deref(),
        Some("Path")
    );
}

#[test]
fn a_sheet_that_was_copied_counts_once() {
    let standard = made_up();
    let one = standard.get("walk").unwrap();
    let data = walk();
    let bytes = write(one, Some(&filling(&data))).unwrap().bytes;
    let mut parts = parts(&bytes);
    let mut change = |part: &str, from: &str, to: &str| {
        let content = String::from_utf8(parts[part].clone()).unwrap();
        assert!(content.contains(from), "{content}");
        parts.insert(part.to_owned(), content.replacen(from, to, 1).into_bytes());
    };
    // Sheet 3 a second time, under another name.
    change(
        "xl/workbook.xml",
        "</sheets>",
        "<sheet name=\"Trail (2)\" sheetId=\"99\" r:id=\"copy\"/></sheets>",
    );
    change(
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        "<Relationship Id=\"copy\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet3.xml\"/></Relationships>",
    );
    let reading = reading(&standard, &packed(parts));
    assert_eq!(
        told(&reading.problems),
        [
            "warning: form.xlsx, sheet \"Trail (2)\", INDIGO-WALK-1: Another sheet of the workbook holds the same values; this one is left out. Delete the one that is not meant. [sheet_doubled]"
        ]
    );
    let laid = reading
        .form
        .unwrap()
        .lay_over(one, Some(&data), Status::Public);
    assert_eq!(laid.data, data);
}

#[test]
fn another_standard_or_a_later_indigo_is_said() {
    let standard = made_up();
    let one = standard.get("walk").unwrap();
    let data = walk();
    let bytes = write(one, Some(&filling(&data))).unwrap().bytes;
    let older = with_cells(
        &bytes,
        &[
            ("Indigo", "B3", text("1.0")),
            ("Trail", "A6", text("/trail/width")),
        ],
    );
    assert_eq!(
        told(&reading(&standard, &older).problems),
        [
            "note: form.xlsx: The workbook was made with version 1.0 of the standard; version 2.0 is in force. What both know is read as it is. [workbook_of_other_standard]",
            "warning: form.xlsx, sheet \"Trail\", INDIGO-WALK-1, /trail/width: The workbook has a field that the standard does not know. What stands there is kept, and not shown anywhere. [field_not_in_standard]",
        ]
    );
    let later = with_cells(&bytes, &[("Indigo", "A1", text("Indigo workbook 2"))]);
    assert_eq!(
        told(&reading(&standard, &later).problems),
        [
            "error: form.xlsx: The workbook was made by a later Indigo than this one, which does not know how to read it. Take a new workbook from here. [workbook_of_newer_kind]"
        ]
    );
    let other = with_cells(&bytes, &[("Indigo", "B2", text("flight"))]);
    assert_eq!(
        told(&reading(&standard, &other).problems),
        [
            "error: form.xlsx: The workbook is for a record of the type \"flight\", which is not known here. [workbook_type_not_known]"
        ]
    );
}

#[test]
fn a_public_workbook_shows_no_statuses() {
    let standard = made_up();
    let one = standard.get("walk").unwrap();
    let data = json!({"name": {"value": "x"}});
    let public = Filling {
        view: View::Public,
        version: None,
        as_of: Some("2026-05-03T10:00:00Z"),
        ..filling(&data)
    };
    let form = form(&standard, &write(one, Some(&public)).unwrap().bytes);
    assert_eq!(form.record_as_of.as_deref(), Some("2026-05-03T10:00:00Z"));
    assert!(form.cells().all(|cell| !cell.pointer.contains("status")));
    // What the public does not see stays.
    let mut record = walk();
    record["name"]["value"] = json!("x");
    let laid = form.lay_over(one, Some(&record), Status::Public);
    assert_eq!(laid.data["trail"]["opened"], record["trail"]["opened"]);
    assert_eq!(laid.data["stops"], json!([record["stops"][1]]));
}
