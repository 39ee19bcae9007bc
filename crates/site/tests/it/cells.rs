//! Workbooks whose cells tests change, as a person would in a spreadsheet program.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
};

use indigo_exchange::{
    Limits,
    workbook::{CellPlace, Form, read},
};
use indigo_standard::Standard;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A workbook that has to be readable.
pub(crate) fn form(standard: &Standard, bytes: &[u8]) -> Form {
    let reading = read(standard, "form.xlsx", bytes, &Limits::default());
    let problems = reading.problems;
    reading.form.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// The sheet and cell of a value.
pub(crate) fn place(form: &Form, pointer: &str) -> CellPlace {
    form.cells()
        .find(|place| place.pointer == pointer)
        .unwrap_or_else(|| panic!("no cell for {pointer}"))
}

/// The parts of a zip archive by name.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// A zip archive of parts.
pub(crate) fn packed(parts: BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with other texts in some cells: sheet, cell, text.
pub(crate) fn with_texts(bytes: &[u8], cells: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut parts = parts(bytes);
    for (sheet, cell, text) in cells {
        let part = part_of(&parts, sheet);
        let xml = String::from_utf8(parts[&part].clone()).unwrap();
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let new = format!(
            "<c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        );
        parts.insert(part, with_cell(&xml, cell, &new).into_bytes());
    }
    packed(parts)
}

fn with_cell(xml: &str, cell: &str, new: &str) -> String {
    let row: String = cell.chars().filter(char::is_ascii_digit).collect();
    if let Some(at) = xml.find(&format!("<c r=\"{cell}\"")) {
        let open = at + xml[at..].find('>').unwrap();
        let end = match xml.as_bytes()[open - 1] {
            b'/' => open + 1,
            _ => at + xml[at..].find("</c>").unwrap() + 4,
        };
        return format!("{}{new}{}", &xml[..at], &xml[end..]);
    }
    if let Some(at) = xml.find(&format!("<row r=\"{row}\"")) {
        let open = at + xml[at..].find('>').unwrap();
        if xml.as_bytes()[open - 1] == b'/' {
            return format!("{}>{new}</row>{}", &xml[..open - 1], &xml[open + 1..]);
        }
        let end = at + xml[at..].find("</row>").unwrap();
        return format!("{}{new}{}", &xml[..end], &xml[end..]);
    }
    let end = xml.find("</sheetData>").unwrap();
    format!("{}<row r=\"{row}\">{new}</row>{}", &xml[..end], &xml[end..])
}

/// The name of the part that holds a sheet.
pub(crate) fn part_of(parts: &BTreeMap<String, Vec<u8>>, sheet: &str) -> String {
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let workbook = text("xl/workbook.xml");
    let name = format!("name=\"{}\"", sheet.replace('&', "&amp;"));
    let at = workbook
        .find(&name)
        .unwrap_or_else(|| panic!("no sheet {sheet}"));
    let element = &workbook[workbook[..at].rfind('<').unwrap()..];
    let id = between(element, "r:id=\"");
    let relations = text("xl/_rels/workbook.xml.rels");
    let relation = relations
        .split('<')
        .find(|element| element.contains(&format!("Id=\"{id}\"")))
        .unwrap();
    let target = between(relation, "Target=\"");
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    }
}

fn between<'t>(text: &'t str, start: &str) -> &'t str {
    let at = text.find(start).unwrap() + start.len();
    &text[at..at + text[at..].find('"').unwrap()]
}
