//! Workbooks that other programs have saved say the same.
//!
//! The fixtures are our own workbook, filled with what is in `record.json`, opened and saved again
//! by `LibreOffice` 7.4 and by openpyxl 3.1. Official forms are saved anew while the test runs.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{fmt::Write as _, fs, io::Cursor, path::Path, process::Command, time::Instant};

use calamine::{Data, Reader as _, Xlsx};
use indigo_exchange::{
    Limits,
    workbook::{Filling, View, fill_official, write},
};
use indigo_model::{Status, Value};
use indigo_standard::{Standard, TypeStandard};
use rust_xlsxwriter::{Format, Workbook};

use support::{
    shared, standard,
    workbooks::{form, packed, parts, small, text},
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/workbooks");
const ID: &str = "INDIGO-POJ-0001";

fn record() -> Value {
    let text = fs::read_to_string(Path::new(FOLDER).join("record.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn filling(data: &Value) -> Filling<'_> {
    Filling {
        id: ID,
        version: Some(3),
        as_of: None,
        view: View::Full,
        data,
    }
}

fn ours(one: &TypeStandard, data: &Value) -> Vec<u8> {
    write(one, Some(&filling(data))).unwrap().bytes
}

/// The official forms of staff that are there, filled.
fn officials(one: &TypeStandard, data: &Value) -> Vec<Vec<u8>> {
    let Some(forms) = shared("data/forms") else {
        return Vec::new();
    };
    ["project_v018.xlsx", "project_v012.xlsx"]
        .map(|name| {
            let blank = fs::read(forms.join(name)).unwrap();
            let limits = Limits::default();
            fill_official(&blank, one, Some(&filling(data)), &limits)
                .unwrap()
                .bytes
        })
        .to_vec()
}

/// Saved by `rust_xlsxwriter`: each cell as what it is, dates as dates.
fn by_rust_xlsxwriter(bytes: &[u8]) -> Vec<u8> {
    let mut from: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut to = Workbook::new();
    for name in from.sheet_names() {
        let range = from.worksheet_range(&name).unwrap();
        let sheet = to.add_worksheet();
        sheet.set_name(&name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let row = top + u32::try_from(row).unwrap();
            let column = u16::try_from(left).unwrap() + u16::try_from(column).unwrap();
            match value {
                Data::Empty => {}
                Data::Bool(value) => {
                    sheet.write_boolean(row, column, *value).unwrap();
                }
                Data::Int(value) => {
                    sheet.write(row, column, *value).unwrap();
                }
                Data::Float(value) => {
                    sheet.write_number(row, column, *value).unwrap();
                }
                Data::DateTime(value) => {
                    let format = Format::new().set_num_format("yyyy-mm-dd");
                    sheet
                        .write_number_with_format(row, column, value.as_f64(), &format)
                        .unwrap();
                }
                other => {
                    sheet.write_string(row, column, other.to_string()).unwrap();
                }
            }
        }
    }
    to.save_to_buffer().unwrap()
}

/// As some programs on the web save: texts in their cells, no styles, nothing else.
fn inline_without_styles(bytes: &[u8]) -> Vec<u8> {
    let mut from: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = from.sheet_names();
    let sheets: Vec<(String, String)> = names
        .into_iter()
        .map(|name| {
            let range = from.worksheet_range(&name).unwrap();
            let (top, left) = range.start().unwrap_or_default();
            let mut rows = String::new();
            for (number, row) in (top + 1..).zip(range.rows()) {
                write!(rows, "<row r=\"{number}\">").unwrap();
                for (column, value) in (left..).zip(row) {
                    let cell = format!("{}{number}", letters(column));
                    match value {
                        Data::Empty => {}
                        Data::Float(value) => {
                            write!(rows, "<c r=\"{cell}\"><v>{value}</v></c>").unwrap();
                        }
                        other => {
                            let content = text(&other.to_string());
                            write!(rows, "<c r=\"{cell}\"{content}</c>").unwrap();
                        }
                    }
                }
                rows.push_str("</row>");
            }
            (name.replace('&', "&amp;"), rows)
        })
        .collect();
    let sheets: Vec<(&str, &str)> = sheets
        .iter()
        .map(|(name, rows)| (name.as_str(), rows.as_str()))
        .collect();
    let mut parts = small(&sheets, "");
    parts.remove("xl/styles.xml");
    parts.remove("xl/sharedStrings.xml");
    packed(parts)
}

/// The letters of a column, counted from 0.
fn letters(column: u32) -> String {
    let letter = |place: u32| char::from(b'A' + u8::try_from(place).unwrap());
    match column / 26 {
        0 => letter(column).to_string(),
        more => format!("{}{}", letter(more - 1), letter(column % 26)),
    }
}

/// Fails unless a workbook says what the other one says, and changes nothing of the record.
fn same(standard: &Standard, saved: &[u8], original: &[u8], program: &str) {
    let one = standard.get("project").unwrap();
    let (ours, theirs) = (form(standard, original), form(standard, saved));
    assert_eq!(theirs.kind, ours.kind, "{program}");
    assert_eq!(theirs.record_id, ours.record_id, "{program}");
    assert_eq!(theirs.record_version, ours.record_version, "{program}");
    assert_eq!(theirs.values(), ours.values(), "{program}");
    let record = record();
    let laid = theirs.lay_over(one, Some(&record), Status::Public);
    assert_eq!(laid.data, record, "{program}");
}

/// Opened and saved again by a program of this machine; none when it is not there.
#[expect(clippy::print_stderr, reason = "what was left out is said")]
fn by_program(name: &str, program: &str, arguments: &[&str], bytes: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("form.xlsx"), folder.path().join("out"));
    fs::create_dir(&to).unwrap();
    fs::write(&from, bytes).unwrap();
    let done = Command::new(program)
        .args(arguments)
        .arg(&from)
        .current_dir(&to)
        .env("HOME", folder.path())
        .output()
        .is_ok_and(|output| output.status.success());
    let saved = fs::read(to.join("form.xlsx")).ok().filter(|_| done);
    if saved.is_none() {
        eprintln!("left out: {name} is not on this machine");
    }
    saved
}

/// Saved by `LibreOffice` and by openpyxl, as far as they are here.
fn by_programs(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    const OPENPYXL: &str =
        "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save('form.xlsx')";
    let office = ["--headless", "--convert-to", "xlsx"];
    let programs = [
        ("LibreOffice", "soffice", &office[..]),
        ("openpyxl", "python3", &["-c", OPENPYXL][..]),
    ];
    programs
        .into_iter()
        .filter_map(|(name, program, arguments)| {
            Some((name, by_program(name, program, arguments, bytes)?))
        })
        .collect()
}

#[test]
fn our_workbook_says_the_same_whoever_saved_it() {
    let standard = standard();
    let one = standard.get("project").unwrap();
    let bytes = ours(one, &record());
    same(
        &standard,
        &by_rust_xlsxwriter(&bytes),
        &bytes,
        "rust_xlsxwriter",
    );
    same(&standard, &inline_without_styles(&bytes), &bytes, "inline");
    for (name, saved) in by_programs(&bytes) {
        same(&standard, &saved, &bytes, name);
    }
    for program in ["libreoffice", "openpyxl"] {
        let saved = fs::read(Path::new(FOLDER).join(format!("{program}.xlsx"))).unwrap();
        let theirs = form(&standard, &saved);
        assert_eq!(theirs.record_id.as_deref(), Some(ID), "{program}");
        assert_eq!(theirs.record_version, Some(3), "{program}");
        let laid = theirs.lay_over(one, Some(&record()), Status::Public);
        assert_eq!(laid.data, record(), "{program}");
        // Drop-downs and locks are still there.
        let parts = parts(&saved);
        let sheets: String = parts
            .iter()
            .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
            .map(|(_, xml)| String::from_utf8_lossy(xml).into_owned())
            .collect();
        assert!(sheets.matches("<dataValidation ").count() > 50, "{program}");
        assert!(sheets.matches("<sheetProtection").count() > 20, "{program}");
    }
}

#[test]
fn an_official_form_says_the_same_whoever_saved_it() {
    let standard = standard();
    let one = standard.get("project").unwrap();
    for bytes in officials(one, &record()) {
        same(
            &standard,
            &by_rust_xlsxwriter(&bytes),
            &bytes,
            "rust_xlsxwriter",
        );
        same(&standard, &inline_without_styles(&bytes), &bytes, "inline");
        for (name, saved) in by_programs(&bytes) {
            same(&standard, &saved, &bytes, name);
        }
    }
}

/// The workbook with many rows below those of a sheet that hold nothing but a look.
fn with_empty_rows(bytes: &[u8], sheet: &str) -> Vec<u8> {
    let mut parts = parts(bytes);
    let part = support::workbooks::part_of(&parts, sheet);
    let xml = String::from_utf8(parts[&part].clone()).unwrap();
    let last = xml
        .match_indices("<row r=\"")
        .map(|(at, start)| {
            let number = &xml[at + start.len()..];
            number[..number.find('"').unwrap()].parse::<u32>().unwrap()
        })
        .max()
        .unwrap_or(0);
    let mut rows = String::new();
    for row in last + 1..=last + 100_000 {
        write!(rows, "<row r=\"{row}\" s=\"4\" customFormat=\"1\">").unwrap();
        for column in 1..=20 {
            write!(rows, "<c r=\"{}{row}\" s=\"4\"/>", letters(column)).unwrap();
        }
        rows.push_str("</row>");
    }
    let end = xml.find("</sheetData>").unwrap();
    let xml = format!("{}{rows}{}", &xml[..end], &xml[end..]);
    parts.insert(part, xml.into_bytes());
    packed(parts)
}

#[test]
fn a_hundred_thousand_empty_rows_are_nothing_in_ours_and_in_an_official_form() {
    let standard = standard();
    let one = standard.get("project").unwrap();
    let data = record();
    let mut all = vec![(ours(one, &data), "Sources")];
    all.extend(
        officials(one, &data)
            .into_iter()
            .map(|bytes| (bytes, "Sources")),
    );
    for (bytes, sheet) in all {
        let large = with_empty_rows(&bytes, sheet);
        let start = Instant::now();
        let theirs = form(&standard, &large);
        let took = start.elapsed();
        println!("read in {took:?}");
        assert_eq!(theirs.values(), form(&standard, &bytes).values());
        // Generous: a busy machine.
        assert!(took.as_secs() < 10, "{took:?}");
    }
}
