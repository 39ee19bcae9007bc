//! The sheets of a workbook with their names.

use indigo_standard::{Field, RowList, TypeStandard};

use super::{
    is_shown,
    names::SheetNames,
    sections::{Section, sections},
};
use crate::workbook::{View, cell::CellName};

/// The sheets that hold values.
pub(super) struct Contents<'a> {
    pub(super) sections: Vec<SectionSheet<'a>>,
    pub(super) lists: Vec<ListSheet<'a>>,
}

/// A section with its sheet.
pub(super) struct SectionSheet<'a> {
    pub(super) name: String,
    pub(super) section: Section<'a>,
}

/// A list with its sheet and the fields that have a column.
pub(super) struct ListSheet<'a> {
    pub(super) name: String,
    pub(super) list: &'a RowList,
    pub(super) fields: Vec<&'a Field>,
}

impl<'a> Contents<'a> {
    pub(super) fn new(one: &'a TypeStandard, view: View, names: &mut SheetNames) -> Self {
        let sections = sections(one, view)
            .into_iter()
            .map(|section| SectionSheet {
                name: names.give(&section.title),
                section,
            })
            .collect();
        let lists = one
            .lists
            .iter()
            .map(|list| {
                let title = list.title.trim();
                let title = title
                    .strip_prefix(super::root_title(one))
                    .and_then(|title| title.strip_prefix(" - "))
                    .unwrap_or(title);
                let title = if title.is_empty() {
                    list.keys.join(" ").replace('_', " ")
                } else {
                    title.to_owned()
                };
                ListSheet {
                    name: names.give(&title),
                    list,
                    fields: list
                        .fields
                        .iter()
                        .filter(|field| is_shown(view, field))
                        .collect(),
                }
            })
            .collect();
        Self { sections, lists }
    }

    /// The cells in which the rows of a list have the value at a pointer, as a range for formulas.
    pub(super) fn range_of(&self, list: &str, field: &str) -> Option<String> {
        let sheet = self.lists.iter().find(|sheet| sheet.list.pointer == list)?;
        let index = sheet
            .fields
            .iter()
            .position(|known| known.pointer == field)?;
        let column = crate::workbook::cell::letters(ListSheet::column(index));
        let (first, last) = (super::FIRST_ROW, super::list_sheet::LAST_ROW_WITH_CHOICE);
        Some(format!(
            "='{}'!${column}${first}:${column}${last}",
            sheet.name.replace('\'', "''")
        ))
    }
}

impl ListSheet<'_> {
    /// The column of a field; the first is hidden.
    pub(super) fn column(index: usize) -> u32 {
        u32::try_from(index).unwrap_or(u32::MAX - 2) + 2
    }

    /// The cell of a field in a row counted from 1.
    pub(super) fn cell(index: usize, row: u32) -> CellName {
        CellName::new(row, Self::column(index))
    }
}
