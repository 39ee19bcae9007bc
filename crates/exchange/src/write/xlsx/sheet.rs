//! A sheet of a data workbook: a header and rows below it.

use std::collections::HashSet;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::{
    tables::{Cell, DataTable},
    workbook::cell_text,
};

/// How many rows a sheet holds below its header.
const MOST_ROWS: u32 = 1_048_575;
/// The longest name that a sheet may have.
const LONGEST_NAME: usize = 31;
const COLUMN_WIDTH: u32 = 18;

/// A sheet that is being written.
pub(super) struct DataSheet {
    pub(super) name: String,
    pub(super) sheet: Worksheet,
    pub(super) rows: u32,
}

impl DataSheet {
    pub(super) fn new(name: String, table: &DataTable, header: &Format) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(&name)?;
        for (place, column) in (0..).zip(&table.columns) {
            sheet.set_column_width(place, COLUMN_WIDTH)?;
            sheet.write_string_with_format(0, place, &column.name, header)?;
        }
        sheet.set_freeze_panes(1, 1)?;
        Ok(Self {
            name,
            sheet,
            rows: 0,
        })
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows >= MOST_ROWS
    }

    /// Adds a row; texts are texts, whatever they begin with.
    pub(super) fn add(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        self.rows += 1;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Missing => {}
                Cell::Text(text) => {
                    self.sheet.write_string(self.rows, column, fitting(text))?;
                }
                Cell::Number(number, _) => {
                    self.sheet.write_number(self.rows, column, *number)?;
                }
            }
        }
        Ok(())
    }
}

/// The text, or what stands for one that no cell can hold.
pub(super) fn fitting(text: &str) -> String {
    cell_text(text)
}

/// Names of sheets that were given out.
pub(super) struct SheetNames(HashSet<String>);

impl SheetNames {
    pub(super) fn with(taken: [&str; 2]) -> Self {
        Self(taken.map(str::to_owned).into())
    }

    /// A name for the sheet of a table: its own, shortened and numbered where it has to be.
    pub(super) fn add(&mut self, table: &str) -> String {
        let cut = |ending: &str| -> String {
            let room = LONGEST_NAME - ending.len();
            let mut name: String = table.chars().take(room).collect();
            name.push_str(ending);
            name
        };
        let mut name = cut("");
        let mut number = 2;
        while !self.0.insert(name.to_lowercase()) {
            name = cut(&format!("_{number}"));
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_short_and_differ() {
        let mut names = SheetNames::with(["readme", "columns"]);
        let long = "projects_outcome_payment_commitments";
        assert_eq!(names.add(long), "projects_outcome_payment_commit");
        assert_eq!(names.add(long), "projects_outcome_payment_comm_2");
        assert_eq!(names.add("readme"), "readme_2");
    }
}
