//! Our own workbooks: each sheet says in hidden cells which values it holds.

use indigo_model::{Place, Problem};

use super::{Reader, cells, pointer};
use crate::workbook::{
    Fault,
    cell::CellName,
    layout::{Direction, ListLayout, SheetLayout, keys},
    recognise::Opened,
    sheet::{Cell, Content},
    write::{FIRST_ROW, LIST_MARK, SECTION_MARK, VALUE_COLUMN},
};

impl Reader<'_> {
    pub(super) fn own(&mut self, opened: &mut Opened<'_>) -> Result<(), Fault> {
        for (name, part) in &opened.parts.sheets {
            let found = cells(
                &mut opened.package,
                part,
                &opened.strings,
                &mut opened.budget,
                |_| true,
            )?;
            let Some(layout) = layout(name, &found) else {
                continue;
            };
            if self.is_doubled(&layout) {
                self.problems.push(Problem::warning(
                    "sheet_doubled",
                    "Another sheet of the workbook holds the same values; this one is left out. Delete the one that is not meant.",
                    self.place(name, None, None),
                ));
                continue;
            }
            self.unknown(&layout);
            self.sheet(&layout, &found);
        }
        Ok(())
    }

    /// Whether the values of a sheet were read from another one.
    fn is_doubled(&self, layout: &SheetLayout) -> bool {
        let form = &self.form;
        let singles = layout.singles.iter();
        let lists = layout.lists.iter();
        singles
            .map(|(_, keys)| form.singles.iter().any(|known| known.keys == *keys))
            .chain(lists.map(|list| form.lists.iter().any(|known| known.keys == list.list)))
            .any(|known| known)
    }

    /// Says when the workbook was made with another version of the standard.
    pub(super) fn other_standard(&mut self, made_with: Option<&str>) {
        let now = self.one.version.as_deref();
        if made_with == now {
            return;
        }
        let version = |version: Option<&str>| version.unwrap_or("without a number").to_owned();
        self.problems.push(Problem::note(
            "workbook_of_other_standard",
            format!(
                "The workbook was made with version {} of the standard; version {} is in force. What both know is read as it is.",
                version(made_with),
                version(now)
            ),
            Place {
                file: Some(self.file.to_string()),
                ..Place::default()
            },
        ));
    }

    /// Says which of the sheet's values the standard does not know.
    fn unknown(&mut self, layout: &SheetLayout) {
        let singles = layout
            .singles
            .iter()
            .map(|(_, keys)| pointer(keys))
            .filter(|at| self.one.field(at).is_none());
        let in_lists = layout.lists.iter().flat_map(|list| {
            let known = self.one.list(&pointer(&list.list));
            list.fields
                .iter()
                .map(|(_, keys)| pointer(keys))
                .filter(move |at| known.is_none_or(|rows| rows.field(at).is_none()))
                .map(|at| format!("{}{at}", pointer(&list.list)))
        });
        let all: Vec<String> = singles.chain(in_lists).collect();
        for at in all {
            self.problems.push(Problem::warning(
                "field_not_in_standard",
                "The workbook has a field that the standard does not know. What stands there is kept, and not shown anywhere.",
                self.place(&layout.name, None, Some(&at)),
            ));
        }
    }
}

/// What a sheet holds, from its hidden cells; none for sheets without any.
fn layout(name: &str, found: &[Cell]) -> Option<SheetLayout> {
    let text = |cell: &Cell| match &cell.content {
        Some(Content::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let first = found
        .first()
        .filter(|cell| cell.name == CellName::new(1, 1))?;
    let mark = text(first)?;
    let mut layout = SheetLayout {
        name: name.to_owned(),
        ..SheetLayout::default()
    };
    let pointed = |text: &str| text.strip_prefix('/').map(keys);
    if mark == SECTION_MARK {
        layout.singles = found
            .iter()
            .filter(|cell| cell.name.column == 1)
            .filter_map(|cell| {
                let value = CellName::new(cell.name.row, VALUE_COLUMN);
                Some((value, pointed(&text(cell)?)?))
            })
            .collect();
    } else {
        let list = pointed(mark.strip_prefix(LIST_MARK)?)?;
        let fields = found
            .iter()
            .filter(|cell| cell.name.row == 1)
            .filter_map(|cell| Some((cell.name.column, pointed(&text(cell)?)?)))
            .collect();
        layout.lists.push(ListLayout {
            list,
            direction: Direction::Down,
            first: FIRST_ROW,
            fields,
        });
    }
    Some(layout)
}
