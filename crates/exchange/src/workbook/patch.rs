//! Puts values into cells of a sheet's XML and leaves every other byte as it is.

use std::{collections::BTreeMap, fmt::Write as _};

use quick_xml::{
    Reader,
    escape::partial_escape,
    events::{BytesStart, Event},
};

use super::{
    Fault,
    cell::CellName,
    sheet::Counter,
    shown_cell::Entry,
    text,
    xml::{attribute, checked},
};

/// What is put into a cell.
#[derive(Debug)]
pub(super) struct Edit<'a> {
    pub(super) entry: Entry<'a>,
    /// The cell whose style is taken when the sheet does not have this one.
    pub(super) like: CellName,
}

/// The XML of a sheet with other contents in some cells.
pub(super) fn patched(
    part: &str,
    xml: &[u8],
    edits: &BTreeMap<CellName, Edit<'_>>,
) -> Result<Vec<u8>, Fault> {
    let text = std::str::from_utf8(xml).map_err(|error| Fault::damaged(part, error))?;
    let mut patch = Patch {
        xml: text,
        copied: 0,
        out: String::with_capacity(xml.len() + edits.len() * 64),
        left: edits.iter().peekable(),
        styles: edits.values().map(|edit| (edit.like, None)).collect(),
        prefix: String::new(),
        open_row: None,
    };
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader::from_str(&text[bom..]);
    let mut at = Counter::default();
    let mut in_rows = false;
    let position = |reader: &Reader<&[u8]>| {
        bom + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX - bom)
    };
    loop {
        let start = position(&reader);
        let event = reader
            .read_event()
            .map_err(|error| Fault::damaged(part, error))?;
        let Some(event) = checked(part, event)? else {
            break;
        };
        let end = position(&reader);
        match event {
            Event::Start(element) => match element.local_name().into_inner() {
                "sheetData" => {
                    in_rows = true;
                    patch.prefix = prefix(&element);
                }
                "row" if in_rows => {
                    at.row(&element);
                    patch.rows_before(start, at.row_number());
                    patch.open_row = Some(at.row_number());
                }
                "c" if in_rows => {
                    let name = at.cell(&element);
                    patch.cells_before(start, name);
                    let style = attribute(&element, "s").map(std::borrow::Cow::into_owned);
                    reader
                        .read_to_end(element.name())
                        .map_err(|error| Fault::damaged(part, error))?;
                    patch.cell(start, position(&reader), name, style);
                }
                _ => {}
            },
            Event::Empty(element) => match element.local_name().into_inner() {
                "sheetData" => {
                    patch.prefix = prefix(&element);
                    let name = element.name().into_inner();
                    patch.opened(start, end, name, Patch::rows_left);
                }
                "row" if in_rows => {
                    at.row(&element);
                    let row = at.row_number();
                    patch.rows_before(start, row);
                    if patch.left.peek().is_some_and(|(name, _)| name.row == row) {
                        let name = element.name().into_inner();
                        patch.opened(start, end, name, |patch| patch.cells_left(row));
                    }
                }
                "c" if in_rows => {
                    let name = at.cell(&element);
                    patch.cells_before(start, name);
                    let style = attribute(&element, "s").map(std::borrow::Cow::into_owned);
                    patch.cell(start, end, name, style);
                }
                _ => {}
            },
            Event::End(element) if in_rows => match element.local_name().into_inner() {
                "row" => {
                    if let Some(row) = patch.open_row.take() {
                        patch.copy_to(start);
                        patch.cells_left(row);
                    }
                }
                "sheetData" => {
                    in_rows = false;
                    patch.copy_to(start);
                    patch.rows_left();
                }
                _ => {}
            },
            _ => {}
        }
    }
    patch.copy_to(text.len());
    if let Some((name, _)) = patch.left.peek() {
        return Err(Fault::damaged(
            part,
            format!("there is no room for the cell {name}"),
        ));
    }
    Ok(patch.out.into_bytes())
}

type Left<'e> = std::iter::Peekable<std::collections::btree_map::Iter<'e, CellName, Edit<'e>>>;

struct Patch<'x, 'e> {
    xml: &'x str,
    /// How much of it was copied or replaced.
    copied: usize,
    out: String,
    /// What is still to be put in, in the order of the sheet.
    left: Left<'e>,
    /// The styles of the cells that others are to be like.
    styles: BTreeMap<CellName, Option<String>>,
    /// The namespace prefix of the sheet's elements, with its colon.
    prefix: String,
    open_row: Option<u32>,
}

impl<'e> Patch<'_, 'e> {
    fn copy_to(&mut self, end: usize) {
        self.out
            .push_str(self.xml.get(self.copied..end).unwrap_or_default());
        self.copied = end;
    }

    /// The next edit, when it comes before a cell.
    fn next_before(&mut self, name: CellName) -> Option<(CellName, &'e Edit<'e>)> {
        let (next, edit) = self.left.next_if(|(next, _)| **next < name)?;
        Some((*next, edit))
    }

    /// Rows that are to stand before a row.
    fn rows_before(&mut self, start: usize, row: u32) {
        let first_cell = CellName::new(row, 0);
        if self
            .left
            .peek()
            .is_some_and(|(name, _)| **name < first_cell)
        {
            self.copy_to(start);
        }
        let mut open = None;
        while let Some((name, edit)) = self.next_before(first_cell) {
            if edit.entry == Entry::Blank {
                continue;
            }
            if open != Some(name.row) {
                self.close_row(open);
                let _ = write!(self.out, "<{}row r=\"{}\">", self.prefix, name.row);
                open = Some(name.row);
            }
            self.put(name, edit, None);
        }
        self.close_row(open);
    }

    fn close_row(&mut self, open: Option<u32>) {
        if open.is_some() {
            let _ = write!(self.out, "</{}row>", self.prefix);
        }
    }

    fn rows_left(&mut self) {
        self.rows_before(self.copied, u32::MAX);
    }

    /// Cells that are to stand before a cell of the open row.
    fn cells_before(&mut self, start: usize, name: CellName) {
        if self.left.peek().is_some_and(|(next, _)| **next < name) {
            self.copy_to(start);
        }
        while let Some((next, edit)) = self.next_before(name) {
            if edit.entry != Entry::Blank {
                self.put(next, edit, None);
            }
        }
    }

    fn cells_left(&mut self, row: u32) {
        self.cells_before(self.copied, CellName::new(row.saturating_add(1), 0));
    }

    /// A cell of the sheet: replaced, when something is to be put there.
    fn cell(&mut self, start: usize, end: usize, name: CellName, style: Option<String>) {
        if let Some(known) = self.styles.get_mut(&name) {
            known.clone_from(&style);
        }
        if let Some((_, edit)) = self.left.next_if(|(next, _)| **next == name) {
            self.copy_to(start);
            self.put(name, edit, Some(style));
            self.copied = end;
        }
    }

    /// Turns `<name …/>` into `<name …>`, what is put inside, and `</name>`.
    fn opened(&mut self, start: usize, end: usize, name: &str, inside: impl FnOnce(&mut Self)) {
        self.copy_to(start);
        let element = self.xml.get(start..end).unwrap_or_default();
        self.out.push_str(element.trim_end_matches("/>"));
        self.out.push('>');
        self.copied = end;
        inside(self);
        let _ = write!(self.out, "</{name}>");
    }

    /// Writes a cell, in its own style or in that of the cell it is to be like.
    fn put(&mut self, name: CellName, edit: &Edit<'_>, own_style: Option<Option<String>>) {
        let style = own_style.unwrap_or_else(|| self.styles.get(&edit.like).cloned().flatten());
        let prefix = &self.prefix;
        let out = &mut self.out;
        let _ = write!(out, "<{prefix}c r=\"{name}\"");
        if let Some(style) = style {
            let _ = write!(out, " s=\"{}\"", partial_escape(style));
        }
        let _ = match &edit.entry {
            Entry::Blank => write!(out, "/>"),
            Entry::Number(number) => {
                write!(
                    out,
                    "><{prefix}v>{}</{prefix}v></{prefix}c>",
                    number_text(*number)
                )
            }
            Entry::Bool(value) => {
                let digit = u8::from(*value);
                write!(out, " t=\"b\"><{prefix}v>{digit}</{prefix}v></{prefix}c>")
            }
            Entry::Text(text) => {
                let encoded = text::encoded(text);
                let escaped = partial_escape(&*encoded);
                write!(
                    out,
                    " t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{escaped}</{prefix}t></{prefix}is></{prefix}c>"
                )
            }
        };
    }
}

/// A number as spreadsheet programs write it.
fn number_text(number: f64) -> String {
    let plain = number == 0.0 || (1e-5..1e15).contains(&number.abs());
    if plain {
        format!("{number}")
    } else {
        format!("{number:e}")
    }
}

/// The namespace prefix of an element with its colon, or nothing.
fn prefix(element: &BytesStart<'_>) -> String {
    let name = element.name();
    let local = name.local_name().into_inner();
    name.into_inner()
        .strip_suffix(local)
        .unwrap_or_default()
        .to_owned()
}
