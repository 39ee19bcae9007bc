//! A list's sheet: a row a row, a field a column, below header, help and example.

use indigo_model::Value;
use indigo_standard::ValueType;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{FIRST_ROW, LIST_MARK, Writing, at, contents::ListSheet, help, label, protect};

/// Down to this row cells offer the values of codelists.
pub(super) const LAST_ROW_WITH_CHOICE: u32 = 2_000;

impl Writing<'_> {
    pub(super) fn list(&mut self, of: &ListSheet<'_>) -> Result<Worksheet, XlsxError> {
        let (list, formats) = (of.list, self.formats);
        let mut sheet = Worksheet::new();
        sheet.set_name(&of.name)?;
        sheet.write_string(0, 0, format!("{LIST_MARK}{}", list.pointer))?;
        for (index, field) in of.fields.iter().enumerate() {
            let (_, column) = at(ListSheet::cell(index, FIRST_ROW));
            let is_text = field.leaf.value_type == ValueType::Text;
            let format = if is_text {
                &formats.text
            } else {
                &formats.number
            };
            // The format of the whole column is what unlocks rows that are still empty.
            sheet
                .set_column_width(column, if is_text { 24 } else { 16 })?
                .set_column_format(column, format)?
                .write_string(0, column, &field.pointer)?;
            let mut said = label(field.titles.iter());
            if said.is_empty() {
                said.clone_from(&field.title);
            }
            sheet
                .write_string_with_format(1, column, said, &formats.header)?
                .write_string_with_format(2, column, help(field), &formats.help)?;
            let example = field
                .leaf
                .examples
                .first()
                .map(|example| format!("For example {example}"));
            sheet.write_string_with_format(
                3,
                column,
                example.unwrap_or_default(),
                &formats.example,
            )?;
            if let Some(choice) = self.options.choice(field, self.contents)? {
                sheet.add_data_validation(
                    FIRST_ROW - 1,
                    column,
                    LAST_ROW_WITH_CHOICE - 1,
                    column,
                    &choice,
                )?;
            }
        }
        let rows = match self.value(&list.keys) {
            Some(Value::Array(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        for (place, (row, data)) in (FIRST_ROW..).zip(&rows).enumerate() {
            for (index, field) in of.fields.iter().enumerate() {
                let value = indigo_model::pointer::at(data, &field.keys);
                if value.is_none_or(Value::is_null) {
                    continue;
                }
                let is_text = field.leaf.value_type == ValueType::Text;
                let format = if is_text {
                    &formats.text
                } else {
                    &formats.number
                };
                let pointer = format!("{}/{place}{}", list.pointer, field.pointer);
                let cell = ListSheet::cell(index, row);
                self.put(&mut sheet, &of.name, cell, value, format, &pointer)?;
            }
        }
        sheet
            .set_column_hidden(0)?
            .set_row_hidden(0)?
            .set_freeze_panes(FIRST_ROW - 1, 2)?;
        protect(&mut sheet);
        Ok(sheet)
    }
}
