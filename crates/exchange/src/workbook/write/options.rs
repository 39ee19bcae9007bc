//! Drop-downs: short codelists in the cell itself, long ones from a hidden sheet.

use indigo_standard::{Codelist, Field};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError};

use super::contents::Contents;
use crate::workbook::cell::letters;

/// The hidden sheet of long codelists.
pub(super) const SHEET: &str = "Options";

/// How many letters a list inside a validation may have, commas included.
const LONGEST_INSIDE: usize = 255;

/// The long codelists, each once.
#[derive(Default)]
pub(super) struct Options {
    lists: Vec<Codelist>,
}

impl Options {
    /// The drop-down of a field; none when it has no closed choice.
    pub(super) fn choice(
        &mut self,
        field: &Field,
        contents: &Contents<'_>,
    ) -> Result<Option<DataValidation>, XlsxError> {
        let leaf = &field.leaf;
        let said;
        let choice = if let Some(list) = leaf
            .codelist
            .as_ref()
            .filter(|list| !list.values.is_empty())
        {
            said = "This is not a value of the list. Choose one from the list, or keep what you entered and say in the notes why.";
            let values: Vec<&String> = list.values.keys().collect();
            let letters: usize = values
                .iter()
                .map(|value| value.encode_utf16().count() + 1)
                .sum();
            let inside =
                letters <= LONGEST_INSIDE && !values.iter().any(|value| value.contains(','));
            if inside {
                DataValidation::new().allow_list_strings(&values)?
            } else {
                DataValidation::new().allow_list_formula(Formula::new(self.range(list)))
            }
        } else if let Some(rows) = leaf.rows.as_ref().filter(|rows| rows.separator.is_none()) {
            said = "No row of that sheet has this id. Choose an id from the list, or add the row.";
            let Some(range) = contents.range_of(&rows.list, &rows.key) else {
                return Ok(None);
            };
            DataValidation::new().allow_list_formula(Formula::new(range))
        } else {
            return Ok(None);
        };
        let choice = choice
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Not in the list")?
            .set_error_message(said)?;
        Ok(Some(choice))
    }

    /// The cells of the hidden sheet that hold a list.
    fn range(&mut self, list: &Codelist) -> String {
        let known = self
            .lists
            .iter()
            .position(|known| known.values == list.values);
        let index = known.unwrap_or_else(|| {
            self.lists.push(list.clone());
            self.lists.len() - 1
        });
        let column = letters(u32::try_from(index).unwrap_or(u32::MAX - 1) + 1);
        format!("={SHEET}!${column}$1:${column}${}", list.values.len())
    }

    /// The hidden sheet; none when no list is long.
    pub(super) fn sheet(&self) -> Result<Option<Worksheet>, XlsxError> {
        if self.lists.is_empty() {
            return Ok(None);
        }
        let mut sheet = Worksheet::new();
        sheet.set_name(SHEET)?.set_hidden(true);
        for (column, list) in (0..).zip(&self.lists) {
            for (row, value) in (0..).zip(list.values.keys()) {
                sheet.write_string(row, column, value)?;
            }
        }
        sheet.protect();
        Ok(Some(sheet))
    }
}
