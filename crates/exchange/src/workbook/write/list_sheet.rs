//! A list's sheet: a row a row, a field a column, below header, help and example.

use indigo_model::Value;
use indigo_standard::{Field, ValueType};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    FIRST_ROW, LIST_MARK, Writing, at,
    contents::ListSheet,
    heights::{Hand, Height},
    help, label, paged, protect,
};
use crate::workbook::shown_cell::Entry;

/// How wide columns are, for texts and for numbers.
const TEXT_WIDTH: u32 = 24;
const NUMBER_WIDTH: u32 = 16;
/// What fits beside each other on a page.
const PAGE_WIDTH: u32 = 200;

/// Down to this row cells offer the values of codelists.
pub(super) const LAST_ROW_WITH_CHOICE: u32 = 2_000;

impl Writing<'_> {
    pub(super) fn list(&mut self, of: &ListSheet<'_>) -> Result<Worksheet, XlsxError> {
        let (list, formats) = (of.list, self.formats);
        let mut sheet = Worksheet::new();
        sheet.set_name(&of.name)?;
        sheet.write_string(0, 0, format!("{LIST_MARK}{}", list.pointer))?;
        let mut heads = [Height::new(); 3];
        let mut whole_width = 0;
        for (index, field) in of.fields.iter().enumerate() {
            let (_, column) = at(ListSheet::cell(index, FIRST_ROW));
            let width = width(field);
            whole_width += width;
            let is_text = field.leaf.value_type == ValueType::Text;
            let format = if is_text {
                &formats.text
            } else {
                &formats.number
            };
            // The format of the whole column is what unlocks rows that are still empty.
            sheet
                .set_column_width(column, width)?
                .set_column_format(column, format)?
                .write_string(0, column, &field.pointer)?;
            let mut said = label(field.titles.iter());
            if said.is_empty() {
                said.clone_from(&field.title);
            }
            let example = field
                .leaf
                .examples
                .first()
                .map(|example| format!("For example {example}"))
                .unwrap_or_default();
            let help = help(field);
            heads[0].holds(&said, width, Hand::Bold);
            heads[1].holds(&help, width, Hand::Small);
            heads[2].holds(&example, width, Hand::Small);
            sheet
                .write_string_with_format(1, column, said, &formats.header)?
                .write_string_with_format(2, column, help, &formats.help)?
                .write_string_with_format(3, column, example, &formats.example)?;
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
        for (row, height) in (1..).zip(heads) {
            height.give(&mut sheet, row)?;
        }
        for (place, (row, data)) in (FIRST_ROW..).zip(&rows).enumerate() {
            let mut height = Height::new();
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
                if let Entry::Text(text) = Entry::of(value) {
                    height.holds_value(&text, width(field));
                }
                let pointer = format!("{}/{place}{}", list.pointer, field.pointer);
                let cell = ListSheet::cell(index, row);
                self.put(&mut sheet, &of.name, cell, value, format, &pointer)?;
            }
            height.give(&mut sheet, row - 1)?;
        }
        sheet
            .set_column_hidden(0)?
            .set_row_hidden(0)?
            .set_freeze_panes(FIRST_ROW - 1, 2)?;
        let pages = u16::try_from(whole_width.div_ceil(PAGE_WIDTH)).unwrap_or(u16::MAX);
        paged(&mut sheet, pages.max(1), Some((1, 1)))?;
        protect(&mut sheet);
        Ok(sheet)
    }
}

/// How wide the column of a field is.
fn width(field: &Field) -> u32 {
    match field.leaf.value_type {
        ValueType::Text => TEXT_WIDTH,
        ValueType::Number => NUMBER_WIDTH,
    }
}
