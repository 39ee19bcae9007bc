//! Our own workbook of a record type, made from the standard: one sheet for each section and list.
//!
//! Every sheet says in hidden cells which values it holds, and a hidden sheet says what the
//! workbook is of, so that it can be read whatever was moved or taken out.

mod contents;
mod formats;
mod guidance;
mod heights;
mod list_sheet;
mod names;
mod options;
mod section_sheet;
mod sections;
mod stamp;

use indigo_model::{Place, Problem, Value, pointer as pointers};
use indigo_standard::{Field, TypeStandard};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use self::{contents::Contents, formats::Formats, names::SheetNames, options::Options};
use super::{Filling, View, Written, cell::CellName, fill::too_long, shown_cell::Entry, text};
use crate::ExchangeError;

/// What the first cell of a section's sheet says.
pub(super) const SECTION_MARK: &str = "indigo:section";
/// What the first cell of a list's sheet begins with; the list's pointer follows.
pub(super) const LIST_MARK: &str = "indigo:list ";
/// The column of the values on a section's sheet, counted from 1.
pub(super) const VALUE_COLUMN: u32 = 3;
/// The row of a list's first item, counted from 1.
pub(super) const FIRST_ROW: u32 = 5;

/// Our own workbook for a record of type `one`: blank for a new record, or filled.
///
/// # Errors
/// [`ExchangeError::Workbook`] when the standard asks for what no workbook can hold.
pub fn write(one: &TypeStandard, filling: Option<&Filling<'_>>) -> Result<Written, ExchangeError> {
    let mut problems = Vec::new();
    let bytes = made(one, filling, &mut problems)
        .map_err(|error| ExchangeError::Workbook(error.to_string()))?;
    Ok(Written { bytes, problems })
}

fn made(
    one: &TypeStandard,
    filling: Option<&Filling<'_>>,
    problems: &mut Vec<Problem>,
) -> Result<Vec<u8>, XlsxError> {
    let view = filling.map_or(View::Full, |filling| filling.view);
    let mut names = SheetNames::new();
    let contents = Contents::new(one, view, &mut names);
    let formats = Formats::new();
    let mut options = Options::default();
    let mut sheets = vec![guidance::sheet(one, filling, &contents, &formats)?];
    let mut writing = Writing {
        one,
        filling,
        contents: &contents,
        formats: &formats,
        options: &mut options,
        problems,
    };
    for section in &contents.sections {
        sheets.push(writing.section(section)?);
    }
    for list in &contents.lists {
        sheets.push(writing.list(list)?);
    }
    if let Some(sheet) = options.sheet()? {
        sheets.push(sheet);
    }
    sheets.push(stamp::sheet(one, filling)?);
    let mut workbook = Workbook::new();
    // The same bytes each time, whenever that is.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = &one.profile.words.title;
    let properties = DocProperties::new()
        .set_title(format!("{title}: workbook"))
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    heights::loosened(workbook.save_to_buffer()?)
}

/// What the sheets are made from.
struct Writing<'a> {
    filling: Option<&'a Filling<'a>>,
    one: &'a TypeStandard,
    contents: &'a Contents<'a>,
    formats: &'a Formats,
    options: &'a mut Options,
    problems: &'a mut Vec<Problem>,
}

impl Writing<'_> {
    /// The value of the record at keys.
    fn value(&self, keys: &[String]) -> Option<&Value> {
        pointers::at(self.filling?.data, keys)
    }

    /// Writes a value; texts as texts, whatever they begin with.
    fn put(
        &mut self,
        sheet: &mut Worksheet,
        name: &str,
        cell: CellName,
        value: Option<&Value>,
        format: &Format,
        pointer: &str,
    ) -> Result<(), XlsxError> {
        let (row, column) = at(cell);
        match Entry::of(value) {
            Entry::Blank => sheet.write_blank(row, column, format)?,
            Entry::Number(number) => sheet.write_number_with_format(row, column, number, format)?,
            Entry::Bool(value) => sheet.write_boolean_with_format(row, column, value, format)?,
            Entry::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        };
        if value
            .and_then(Value::as_str)
            .and_then(text::instead)
            .is_some()
        {
            self.problems.push(too_long(Place {
                sheet: Some(name.to_owned()),
                cell: Some(cell.to_string()),
                record: self.filling.map(|filling| filling.id.to_owned()),
                pointer: Some(pointer.to_owned()),
                ..Place::default()
            }));
        }
        Ok(())
    }
}

/// Row and column as the writing library counts them, from 0.
fn at(cell: CellName) -> (u32, u16) {
    (
        cell.row - 1,
        u16::try_from(cell.column - 1).unwrap_or(u16::MAX),
    )
}

/// On paper: across, on so many pages beside each other, with the header on each.
fn paged(
    sheet: &mut Worksheet,
    pages_wide: u16,
    header: Option<(u32, u32)>,
) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(pages_wide, 0);
    if let Some((first, last)) = header {
        sheet.set_repeat_rows(first, last)?;
    }
    Ok(())
}

/// Locks all but the cells for values; widths and heights may be changed.
fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
}

/// What is to be entered, in a line.
fn help(field: &Field) -> String {
    let mut said = Vec::new();
    // The priority of a group is that of its facts, not of what is said about them.
    let is_about_facts = field.is_status()
        || field.is_sandboxes()
        || field.is_source_ids()
        || field.keys.last().is_some_and(|key| key == "notes");
    if field.priority == Some(1) && !is_about_facts {
        said.push("Needed first.".to_owned());
    }
    said.extend(
        field
            .description
            .as_deref()
            .map(first_sentence)
            .map(str::to_owned),
    );
    let leaf = &field.leaf;
    if leaf.is_date() {
        said.push("YYYY, YYYY-MM or YYYY-MM-DD.".to_owned());
    }
    let is_said = |words: &str| said.iter().any(|said| said.contains(words));
    if let Some(unit) = leaf.unit.as_deref().filter(|unit| !is_said(unit)) {
        said.push(format!("In {unit}."));
    }
    let separator = [
        leaf.rows.as_ref().and_then(|to| to.separator.as_deref()),
        leaf.references
            .as_ref()
            .and_then(|to| to.separator.as_deref()),
    ];
    if separator.iter().flatten().next().is_some() {
        said.push("Several are separated by commas.".to_owned());
    }
    said.join(" ")
}

/// The first sentence of a text.
fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    text.find(". ").map_or(text, |end| &text[..=end])
}

/// The titles of a field as a label, without what says nothing.
fn label<'t>(titles: impl Iterator<Item = &'t String>) -> String {
    let said: Vec<&str> = titles
        .map(|title| title.trim())
        .filter(|title| !title.is_empty() && *title != "(Value)")
        .map(|title| {
            let inside = title
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'));
            inside.unwrap_or(title)
        })
        .collect();
    said.join(": ")
}

/// The title of the whole schema, with which all titles outside lists begin when it has one.
fn root_title(one: &TypeStandard) -> &str {
    let title = one.schema.get("title").and_then(Value::as_str);
    title.map(str::trim).unwrap_or_default()
}

/// Whether a field has a cell in workbooks of a view: the public ones show no statuses.
fn is_shown(view: View, field: &Field) -> bool {
    view == View::Full || !(field.is_status() || field.is_sandboxes())
}
