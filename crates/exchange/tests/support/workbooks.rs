//! Workbooks that tests make by hand and change.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use calamine::{Data, Reader, Xlsx};
use indigo_exchange::{
    Limits,
    workbook::{Form, Reading, read},
};
use indigo_standard::Standard;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The parts of a workbook by name.
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
pub(crate) fn packed<B: AsRef<[u8]>>(parts: impl IntoIterator<Item = (String, B)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A small workbook with these sheets (name and XML inside `sheetData`).
pub(crate) fn small(sheets: &[(&str, &str)], strings: &str) -> BTreeMap<String, Vec<u8>> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut parts = BTreeMap::new();
    let mut add = |name: &str, text: String| parts.insert(name.to_owned(), text.into_bytes());
    add(
        "_rels/.rels",
        format!(
            r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    );
    let (mut names, mut relations) = (String::new(), String::new());
    for (index, (name, rows)) in sheets.iter().enumerate() {
        names.push_str(&format!(
            r#"<sheet name="{name}" sheetId="{0}" r:id="s{0}"/>"#,
            index + 1
        ));
        relations.push_str(&format!(
            r#"<Relationship Id="s{0}" Type="{REL}/worksheet" Target="worksheets/sheet{0}.xml"/>"#,
            index + 1
        ));
        add(
            &format!("xl/worksheets/sheet{}.xml", index + 1),
            format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#),
        );
    }
    relations.push_str(&format!(
        r#"<Relationship Id="t" Type="{REL}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="y" Type="{REL}/styles" Target="styles.xml"/>"#
    ));
    add(
        "xl/workbook.xml",
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{names}</sheets></workbook>"#),
    );
    add(
        "xl/_rels/workbook.xml.rels",
        format!(r#"<Relationships xmlns="{PACKAGE}">{relations}</Relationships>"#),
    );
    add(
        "xl/sharedStrings.xml",
        format!(r#"<sst xmlns="{MAIN}">{strings}</sst>"#),
    );
    // Style 1 shows dates, 2 times, 3 months.
    add(
        "xl/styles.xml",
        format!(
            r#"<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="mmm\-yy"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="164"/></cellXfs></styleSheet>"#
        ),
    );
    parts
}

/// The part of a sheet.
pub(crate) fn part_of(parts: &BTreeMap<String, Vec<u8>>, sheet: &str) -> String {
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let workbook = text("xl/workbook.xml");
    let name = format!("name=\"{}\"", sheet.replace('&', "&amp;"));
    let at = workbook
        .find(&name)
        .unwrap_or_else(|| panic!("no sheet {sheet}"));
    let id = between(&workbook[at..], "r:id=\"", "\"");
    let relations = text("xl/_rels/workbook.xml.rels");
    let relation = relations
        .split('<')
        .find(|element| element.contains(&format!("Id=\"{id}\"")))
        .unwrap();
    format!("xl/{}", between(relation, "Target=\"", "\""))
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let at = text.find(start).unwrap() + start.len();
    &text[at..at + text[at..].find(end).unwrap()]
}

/// A cell as XML: a text.
pub(crate) fn text(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is>"#)
}

/// A cell as XML: a number.
pub(crate) fn number(number: &str) -> String {
    format!("><v>{number}</v>")
}

/// A workbook with other contents in some cells: `(sheet, cell, what text or number gave)`.
pub(crate) fn with_cells(bytes: &[u8], cells: &[(&str, &str, String)]) -> Vec<u8> {
    let mut parts = parts(bytes);
    for (sheet, cell, content) in cells {
        let part = part_of(&parts, sheet);
        let xml = String::from_utf8(parts[&part].clone()).unwrap();
        let new = format!("<c r=\"{cell}\"{content}</c>");
        let row: String = cell.chars().filter(char::is_ascii_digit).collect();
        let old = format!("<c r=\"{cell}\"");
        let changed = if let Some(at) = xml.find(&old) {
            let open = at + xml[at..].find('>').unwrap();
            let end = if xml.as_bytes()[open - 1] == b'/' {
                open + 1
            } else {
                at + xml[at..].find("</c>").unwrap() + 4
            };
            format!("{}{new}{}", &xml[..at], &xml[end..])
        } else if let Some(at) = xml.find(&format!("<row r=\"{row}\"")) {
            // Cells of a row may stand in any order for our reader; programs write them in theirs.
            let open = at + xml[at..].find('>').unwrap();
            if xml.as_bytes()[open - 1] == b'/' {
                format!("{}>{new}</row>{}", &xml[..open - 1], &xml[open + 1..])
            } else {
                let end = at + xml[at..].find("</row>").unwrap();
                format!("{}{new}{}", &xml[..end], &xml[end..])
            }
        } else {
            let end = xml.find("</sheetData>").unwrap();
            format!("{}<row r=\"{row}\">{new}</row>{}", &xml[..end], &xml[end..])
        };
        parts.insert(part, changed.into_bytes());
    }
    packed(parts)
}

/// The place of a style that shows dates, added to the workbook.
pub(crate) fn with_date_style(bytes: &[u8]) -> (Vec<u8>, usize) {
    let mut parts = parts(bytes);
    let styles = String::from_utf8(parts["xl/styles.xml"].clone()).unwrap();
    let at = styles.find("<cellXfs").unwrap();
    let end = at + styles[at..].find("</cellXfs>").unwrap();
    let place = styles[at..end].matches("<xf ").count();
    let new = format!("{}<xf numFmtId=\"14\"/>{}", &styles[..end], &styles[end..]);
    parts.insert("xl/styles.xml".to_owned(), new.into_bytes());
    (packed(parts), place)
}

/// A workbook without some of its sheets.
pub(crate) fn without_sheets(bytes: &[u8], sheets: &[&str]) -> Vec<u8> {
    let mut parts = parts(bytes);
    let mut workbook = String::from_utf8(parts["xl/workbook.xml"].clone()).unwrap();
    for sheet in sheets {
        let part = part_of(&parts, sheet);
        parts.remove(&part);
        let name = format!("name=\"{}\"", sheet.replace('&', "&amp;"));
        let at = workbook.find(&name).unwrap();
        let start = workbook[..at].rfind("<sheet ").unwrap();
        let end = at + workbook[at..].find("/>").unwrap() + 2;
        workbook.replace_range(start..end, "");
        parts.insert("xl/workbook.xml".to_owned(), workbook.clone().into_bytes());
    }
    packed(parts)
}

/// Reads with usual limits.
pub(crate) fn reading(standard: &Standard, bytes: &[u8]) -> Reading {
    read(standard, "form.xlsx", bytes, &Limits::default())
}

/// Reads what has to be a form.
pub(crate) fn form(standard: &Standard, bytes: &[u8]) -> Form {
    let reading = reading(standard, bytes);
    let problems = super::told(&reading.problems);
    reading.form.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// The filled cells of a workbook as another reader sees them: sheet → cell → value.
pub(crate) fn seen(bytes: &[u8]) -> BTreeMap<String, BTreeMap<(u32, u32), Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = workbook.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = workbook.worksheet_range(&name).unwrap();
            let (top, left) = range.start().unwrap_or_default();
            let cells = range
                .used_cells()
                .map(|(row, column, value)| {
                    let at = (
                        top + u32::try_from(row).unwrap(),
                        left + u32::try_from(column).unwrap(),
                    );
                    (at, value.clone())
                })
                .collect();
            (name, cells)
        })
        .collect()
}

/// Row and column of a cell, counted from 0.
pub(crate) fn row_and_column(cell: &str) -> (u32, u32) {
    let digits = cell.find(|letter: char| letter.is_ascii_digit()).unwrap();
    let column = cell[..digits].bytes().fold(0, |column, letter| {
        column * 26 + u32::from(letter - b'A') + 1
    });
    (cell[digits..].parse::<u32>().unwrap() - 1, column - 1)
}
