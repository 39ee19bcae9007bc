//! Fills a blank official form that the operator has, and keeps all else of it as it is: styles,
//! validations, hidden sheets, properties.

mod calculation;
mod markers;

use std::{
    collections::{BTreeMap, HashMap},
    io::{Cursor, Write},
};

use indigo_model::{Place, Problem, Value, pointer as pointers};
use indigo_standard::TypeStandard;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    Fault, Filling, View, Written,
    cell::{CellName, LAST_ROW},
    facts::OFFICIAL,
    form::FormField,
    lay::stored,
    layout::{Direction, Keys, Layout, ListLayout, SheetLayout, pointer},
    patch::{Edit, patched},
    read_form::open,
    recognise::Opened,
    shown_cell::Entry,
    text,
};
use crate::{ExchangeError, Limits};

type Edits<'a> = BTreeMap<CellName, Edit<'a>>;

/// An official form for a record of type `one`, from the blank one that the operator has; blank
/// itself when there is nothing to fill it with.
///
/// The blank form is one with markers (cells that say `SPREADSHEETFORM:…`), of any version, or one
/// without, of a version that is known. Texts are written as texts, whatever they begin with.
///
/// # Errors
/// [`ExchangeError::Workbook`] when the template is no workbook, no known form, or one of another
/// type.
pub fn fill_official(
    template: &[u8],
    one: &TypeStandard,
    filling: Option<&Filling<'_>>,
    limits: &Limits,
) -> Result<Written, ExchangeError> {
    filled(template, one, filling, limits).map_err(|fault| ExchangeError::Workbook(fault.message))
}

fn filled(
    template: &[u8],
    one: &TypeStandard,
    filling: Option<&Filling<'_>>,
    limits: &Limits,
) -> Result<Written, Fault> {
    let mut opened = open(template, limits)?;
    let found = markers::find(&mut opened, one)?;
    let mut filler = Filler {
        one,
        filling,
        problems: Vec::new(),
        sheets: HashMap::new(),
    };
    for sheet in &found.layout.sheets {
        filler.sheet(sheet);
    }
    let mut edits = filler.sheets;
    for (sheet, cells) in &found.stray {
        let sheet = edits.entry(sheet.clone()).or_default();
        for cell in cells {
            sheet.entry(*cell).or_insert(Edit {
                entry: Entry::Blank,
                like: *cell,
            });
        }
    }
    let bytes = packed(&mut opened, &edits)?;
    Ok(Written {
        bytes,
        problems: filler.problems,
    })
}

/// Turns a record into edits of cells.
struct Filler<'a> {
    one: &'a TypeStandard,
    filling: Option<&'a Filling<'a>>,
    problems: Vec<Problem>,
    /// Name of a sheet → its edits.
    sheets: HashMap<String, Edits<'a>>,
}

impl<'a> Filler<'a> {
    fn sheet(&mut self, sheet: &SheetLayout) {
        let mut edits = Edits::new();
        for (cell, keys) in &sheet.singles {
            let entry = match self.filling {
                Some(filling) if *keys == ["id"] => Entry::Text(filling.id.into()),
                Some(filling) => {
                    let value = pointers::at(filling.data, keys);
                    self.entry(&[], keys, value, &sheet.name, *cell, &pointer(keys))
                }
                None => Entry::Blank,
            };
            edits.insert(*cell, Edit { entry, like: *cell });
        }
        for list in &sheet.lists {
            self.list(sheet, list, &mut edits);
        }
        self.sheets.insert(sheet.name.clone(), edits);
    }

    fn list(&mut self, sheet: &SheetLayout, list: &ListLayout, edits: &mut Edits<'a>) {
        let rows = self
            .filling
            .and_then(|filling| pointers::at(filling.data, &list.list)?.as_array())
            .map(Vec::as_slice)
            .unwrap_or_default();
        let room = match list.direction {
            Direction::Down => LAST_ROW,
            Direction::Right => super::cell::LAST_COLUMN,
        };
        let room = usize::try_from(room - list.first + 1).unwrap_or(usize::MAX);
        if rows.len() > room {
            self.problems.push(Problem::warning(
                "rows_without_room",
                format!(
                    "The record has {} rows here; the sheet has room for {room}.",
                    rows.len()
                ),
                self.place(&sheet.name, None, &pointer(&list.list)),
            ));
        }
        for (at, keys) in &list.fields {
            let like = list.direction.cell(list.first, *at);
            edits.insert(
                like,
                Edit {
                    entry: Entry::Blank,
                    like,
                },
            );
            let field = self.field(&list.list, *at, keys);
            for (item, row) in (list.first..).zip(rows.iter().take(room)) {
                let cell = list.direction.cell(item, *at);
                let value = row.as_object().and_then(|row| stored(row, &field));
                let row = item - list.first;
                let place = format!("{}/{row}{}", pointer(&list.list), pointer(&field.keys));
                let entry = self.entry(&list.list, keys, value, &sheet.name, cell, &place);
                edits.insert(cell, Edit { entry, like });
            }
        }
    }

    /// Where the record keeps a value of rows.
    fn field(&self, list: &[String], at: u32, keys: &Keys) -> FormField {
        match OFFICIAL.in_records(&self.one.id, list, keys) {
            Some(known) => FormField {
                at,
                keys: known.clone(),
                former: Some(keys.clone()),
            },
            None => FormField {
                at,
                keys: keys.clone(),
                former: None,
            },
        }
    }

    fn entry(
        &mut self,
        list: &[String],
        keys: &[String],
        value: Option<&'a Value>,
        sheet: &str,
        cell: CellName,
        at: &str,
    ) -> Entry<'a> {
        let Some(Value::String(text)) = value else {
            return Entry::of(value);
        };
        if text::instead(text).is_some() {
            self.problems
                .push(too_long(self.place(sheet, Some(cell), at)));
        }
        let full = self
            .filling
            .is_some_and(|filling| filling.view == View::Full);
        match OFFICIAL.form_word(&self.one.id, list, keys, text) {
            Some(word) if full => Entry::Text(word.to_owned().into()),
            _ => Entry::of(value),
        }
    }

    fn place(&self, sheet: &str, cell: Option<CellName>, at: &str) -> Place {
        Place {
            sheet: Some(sheet.to_owned()),
            cell: cell.map(|cell| cell.to_string()),
            record: self.filling.map(|filling| filling.id.to_owned()),
            pointer: Some(at.to_owned()),
            ..Place::default()
        }
    }
}

/// Said of a text that no cell can hold.
pub(super) fn too_long(place: Place) -> Problem {
    Problem::warning(
        "text_too_long_for_a_cell",
        "The text is longer than the 32,767 characters that a cell can hold. The cell says so in its place; change the text in the record itself.",
        place,
    )
}

/// The archive of the template with other sheets.
fn packed(opened: &mut Opened<'_>, edits: &HashMap<String, Edits<'_>>) -> Result<Vec<u8>, Fault> {
    let mut new: HashMap<usize, Vec<u8>> = HashMap::new();
    for (name, part) in &opened.parts.sheets {
        let Some(edits) = edits.get(name).filter(|edits| !edits.is_empty()) else {
            continue;
        };
        if let (Some(index), Some(xml)) = (opened.package.index(part), opened.package.bytes(part)?)
        {
            new.insert(index, patched(part, &xml, edits)?);
        }
    }
    let dropped = calculation::forget(opened, &mut new)?;
    let unwritable = |error: &dyn std::fmt::Display| {
        Fault::new(
            "workbook_unwritable",
            format!("the form cannot be written: {error}"),
        )
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let archive = &mut opened.package.archive;
    for index in 0..archive.len() {
        if dropped == Some(index) {
            continue;
        }
        let entry = archive
            .by_index_raw(index)
            .map_err(|error| unwritable(&error))?;
        let Some(bytes) = new.get(&index) else {
            writer
                .raw_copy_file(entry)
                .map_err(|error| unwritable(&error))?;
            continue;
        };
        let name = entry
            .name()
            .map_err(|error| unwritable(&error))?
            .into_owned();
        drop(entry);
        writer
            .start_file(name, options)
            .map_err(|error| unwritable(&error))?;
        writer
            .write_all(bytes)
            .map_err(|error| unwritable(&error))?;
    }
    let out = writer.finish().map_err(|error| unwritable(&error))?;
    Ok(out.into_inner())
}

/// What a template says of its cells.
struct Marked {
    layout: Layout,
    /// Markers that stand for nothing: of the same value as a later one.
    stray: Vec<(String, Vec<CellName>)>,
}
