//! Plain tables as workbooks: findings and counts to take away.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::text;
use crate::ExchangeError;

/// The widest that a column is made.
const WIDEST: f64 = 60.0;

/// A sheet with a table on it.
#[derive(Debug, Clone, Default)]
pub struct TableSheet {
    /// The sheet's name.
    pub name: String,
    /// Lines of text above the table, from the first row on.
    pub above: Vec<String>,
    /// The row of the headers, counted from 1; below the lines at least.
    pub header_row: u32,
    /// The headers.
    pub headers: Vec<String>,
    /// The rows of the table.
    pub rows: Vec<Vec<TableCell>>,
}

/// What stands in a cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum TableCell {
    /// A text, whatever it begins with.
    Text(String),
    /// A number.
    Number(f64),
}

/// A workbook of tables; the same bytes for the same tables. Texts are written as texts, so that
/// none becomes a formula or a link.
///
/// # Errors
/// [`ExchangeError::Workbook`] when a name or a table is more than a workbook can hold.
pub fn write_tables(sheets: &[TableSheet]) -> Result<Vec<u8>, ExchangeError> {
    made(sheets).map_err(|error| ExchangeError::Workbook(error.to_string()))
}

fn made(sheets: &[TableSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let header = Format::new().set_bold();
    for sheet in sheets {
        workbook.push_worksheet(sheet_of(sheet, &header)?);
    }
    workbook.save_to_buffer()
}

pub(crate) fn sheet_of(table: &TableSheet, header: &Format) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(&table.name)?;
    for (row, line) in (0..).zip(&table.above) {
        sheet.write_string(row, 0, fitting(line))?;
    }
    let lines = u32::try_from(table.above.len()).unwrap_or(u32::MAX);
    let header_row = table.header_row.saturating_sub(1).max(lines);
    for (column, title) in (0..).zip(&table.headers) {
        sheet.write_string_with_format(header_row, column, title, header)?;
        sheet.set_column_width(column, width(table, usize::from(column)))?;
    }
    for (row, cells) in (header_row + 1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                TableCell::Text(text) if text.is_empty() => {}
                TableCell::Text(text) => {
                    sheet.write_string(row, column, fitting(text))?;
                }
                TableCell::Number(number) => {
                    sheet.write_number(row, column, *number)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(header_row + 1, 0)?;
    Ok(sheet)
}

/// The text, or what stands for one that no cell can hold.
pub(crate) fn fitting(text: &str) -> String {
    text::instead(text).unwrap_or_else(|| text.to_owned())
}

/// Wide enough for the first texts of a column.
fn width(table: &TableSheet, column: usize) -> f64 {
    let cells = table
        .rows
        .iter()
        .take(200)
        .map(|row| match row.get(column) {
            Some(TableCell::Text(text)) => text.chars().count(),
            _ => 0,
        });
    let titles = table.headers.get(column).map(|title| title.chars().count());
    let longest = cells.chain(titles).max().unwrap_or(8);
    f64::from(u32::try_from(longest).unwrap_or(u32::MAX)).clamp(8.0, WIDEST) + 2.0
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    #[test]
    fn texts_stay_texts_and_stand_where_they_are_to() {
        let sheet = TableSheet {
            name: "Findings".to_owned(),
            above: vec!["About".to_owned()],
            header_row: 7,
            headers: vec!["What".to_owned(), "How many".to_owned()],
            rows: vec![vec![
                TableCell::Text("=1+1".to_owned()),
                TableCell::Number(3.0),
            ]],
        };
        let bytes = write_tables(std::slice::from_ref(&sheet)).unwrap();
        assert_eq!(bytes, write_tables(&[sheet]).unwrap());
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range("Findings").unwrap();
        assert_eq!(range.get_value((0, 0)), Some(&Data::String("About".into())));
        assert_eq!(range.get_value((6, 0)), Some(&Data::String("What".into())));
        assert_eq!(range.get_value((7, 0)), Some(&Data::String("=1+1".into())));
        assert_eq!(range.get_value((7, 1)), Some(&Data::Float(3.0)));
        assert!(book.worksheet_formula("Findings").unwrap().is_empty());
    }
}
