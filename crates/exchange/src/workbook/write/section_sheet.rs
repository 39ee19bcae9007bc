//! A section's sheet: a field a row, with its label, value, help and an example.

use indigo_standard::ValueType;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    SECTION_MARK, VALUE_COLUMN, Writing, at,
    contents::SectionSheet,
    heights::{Hand, Height},
    help, label, paged, protect,
};
use crate::workbook::{cell::CellName, shown_cell::Entry};

/// How wide the columns are: label, value, help, example.
const WIDTHS: [u32; 4] = [42, 46, 70, 28];

/// The row of the first field, counted from 1.
const FIRST_FIELD: u32 = 4;

impl Writing<'_> {
    pub(super) fn section(&mut self, of: &SectionSheet<'_>) -> Result<Worksheet, XlsxError> {
        let (section, formats) = (&of.section, self.formats);
        let mut sheet = Worksheet::new();
        sheet.set_name(&of.name)?;
        sheet.write_string(0, 0, SECTION_MARK)?;
        sheet.write_string_with_format(0, 1, &section.title, &formats.title)?;
        if let Some(description) = section.description {
            sheet.write_string_with_format(
                1,
                1,
                super::first_sentence(description),
                &formats.about,
            )?;
        }
        for (column, title) in (1..).zip(["Field", "Value", "What to enter", "Example"]) {
            sheet.write_string_with_format(2, column, title, &formats.header)?;
        }
        for (row, field) in (FIRST_FIELD..).zip(&section.fields) {
            let (line, value_column) = at(CellName::new(row, VALUE_COLUMN));
            sheet.write_string(line, 0, &field.pointer)?;
            let root = super::root_title(self.one);
            let above = usize::from(field.titles.first().is_some_and(|title| title == root));
            let titles = field
                .titles
                .iter()
                .skip(above + usize::from(section.is_group));
            let mut said = label(titles);
            if said.is_empty() {
                said.clone_from(&field.title);
            }
            let mut height = Height::new();
            height.holds(&said, WIDTHS[0], Hand::Bold);
            sheet.write_string_with_format(line, 1, said, &formats.header)?;
            let format = match field.leaf.value_type {
                ValueType::Text => &formats.framed_text,
                ValueType::Number => &formats.framed_number,
            };
            let value = self.value(&field.keys).cloned();
            let cell = CellName::new(row, VALUE_COLUMN);
            self.put(
                &mut sheet,
                &of.name,
                cell,
                value.as_ref(),
                format,
                &field.pointer,
            )?;
            if let Entry::Text(text) = Entry::of(value.as_ref()) {
                height.holds_value(&text, WIDTHS[1]);
            }
            let help = help(field);
            height.holds(&help, WIDTHS[2], Hand::Small);
            sheet.write_string_with_format(line, value_column + 1, help, &formats.help)?;
            if let Some(example) = field.leaf.examples.first() {
                height.holds(example, WIDTHS[3], Hand::Small);
                sheet.write_string_with_format(
                    line,
                    value_column + 2,
                    example,
                    &formats.example,
                )?;
            }
            height.give(&mut sheet, line)?;
            if let Some(choice) = self.options.choice(field, self.contents)? {
                sheet.add_data_validation(line, value_column, line, value_column, &choice)?;
            }
        }
        sheet.set_column_hidden(0)?.set_freeze_panes(3, 2)?;
        for (column, width) in (1..).zip(WIDTHS) {
            sheet.set_column_width(column, width)?;
        }
        paged(&mut sheet, 1, Some((2, 2)))?;
        protect(&mut sheet);
        Ok(sheet)
    }
}
