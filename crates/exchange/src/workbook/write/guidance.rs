//! The first sheet: what the workbook is for and how it is filled.

use indigo_standard::TypeStandard;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    contents::Contents,
    first_sentence,
    formats::Formats,
    heights::{Hand, Height},
    paged, protect,
};
use crate::workbook::{Filling, View};

/// The name of the sheet.
pub(super) const SHEET: &str = "Introduction";

/// How wide the columns are.
const WIDTHS: [u32; 2] = [90, 80];

/// How the workbook is filled, for everyone.
const HOW: [&str; 9] = [
    "Fill the cells in the column \"Value\", and below the headers of the sheets that are lists. All other cells are locked.",
    "An empty cell says that nothing is known. In a workbook of a record that exists, emptying a cell takes its value away.",
    "Enter dates as 2021, 2021-04 or 2021-04-30: say only as much as is known.",
    "Enter numbers as digits, with a point for decimals and without a currency sign.",
    "In a list, use one row for each thing. Give each row that others refer to an id of its own, and do not change ids once they are used.",
    "To add a row, use the first empty one; to take a row out, empty all its cells. Empty rows in between do no harm.",
    "A sheet that you delete is left as it is in the record. Do not rename what is in the first, hidden row or column of a sheet.",
    "If a cell offers a list, choose from it. Formulas are not calculated: what counts is the result that your program saved.",
    "Save the file as an Excel workbook (.xlsx) and send it back where you got it.",
];

pub(super) fn sheet(
    one: &TypeStandard,
    filling: Option<&Filling<'_>>,
    contents: &Contents<'_>,
    formats: &Formats,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(SHEET)?;
    let title = &one.profile.words.title;
    let heading = match filling {
        Some(filling) => format!("{title} {}", filling.id),
        None => format!("{title}: a new record"),
    };
    sheet.write_string_with_format(0, 0, heading, &formats.title)?;
    let mut lines = Vec::new();
    lines.extend(
        one.description
            .as_deref()
            .map(|said| first_sentence(said).to_owned()),
    );
    if let Some(filling) = filling {
        let version = filling
            .version
            .map(|version| format!(", version {version}"));
        lines.push(format!(
            "This workbook holds what is {} of the record {}{}.",
            match filling.view {
                View::Full => "known",
                View::Public => "public",
            },
            filling.id,
            version.unwrap_or_default()
        ));
    }
    lines.extend(
        one.version
            .as_deref()
            .map(|version| format!("Made from version {version} of the standard.")),
    );
    lines.push(String::new());
    lines.extend(HOW.map(str::to_owned));
    let has_statuses = one.fields.iter().any(indigo_standard::Field::is_status);
    if has_statuses && filling.is_none_or(|filling| filling.view == View::Full) {
        lines.push("A status says who may see a value or a row: PUBLIC for everyone; with anything else it is not published. Mark as PRIVATE what is confidential.".to_owned());
    }
    let mut row = 2;
    for line in lines {
        let mut height = Height::new();
        height.holds(&line, WIDTHS[0], Hand::Usual);
        height.give(&mut sheet, row)?;
        sheet.write_string_with_format(row, 0, line, &formats.plain)?;
        row += 1;
    }
    row += 1;
    sheet
        .write_string_with_format(row, 0, "Sheet", &formats.header)?
        .write_string_with_format(row, 1, "What it holds", &formats.header)?;
    let sections = contents
        .sections
        .iter()
        .map(|sheet| (&sheet.name, sheet.section.description));
    let lists = contents
        .lists
        .iter()
        .map(|sheet| (&sheet.name, sheet.list.description.as_deref()));
    for (name, description) in sections.chain(lists) {
        row += 1;
        let said = description.map(first_sentence).unwrap_or_default();
        let mut height = Height::new();
        height.holds(said, WIDTHS[1], Hand::Usual);
        height.give(&mut sheet, row)?;
        sheet
            .write_string_with_format(row, 0, name, &formats.plain)?
            .write_string_with_format(row, 1, said, &formats.plain)?;
    }
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    paged(&mut sheet, 1, None)?;
    protect(&mut sheet);
    Ok(sheet)
}
