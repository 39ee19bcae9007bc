//! The record that is looked at, with what is known around it.

use indigo_model::{PartialDate, Status, Value, pointer};
use indigo_standard::{Field, RowList, TypeStandard};

use crate::World;

/// Which of a record is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All of it, statuses and the sources of rows included.
    Whole,
    /// What the public sees: statuses are gone, and rows do not say which sources they rest on, so
    /// nothing is said about either. The world should then hold public records only.
    Public,
}

/// A record, its standard, and the world around it.
pub struct Subject<'a> {
    /// What a record of this type may hold.
    pub standard: &'a TypeStandard,
    /// The record's identifier; may be empty for a file that names none.
    pub id: &'a str,
    /// The data of the record.
    pub data: &'a Value,
    /// What other records say.
    pub world: &'a dyn World,
    /// The day that counts as today.
    pub today: PartialDate,
    /// Which of the record is looked at.
    pub view: View,
    cells: Vec<Cell<'a>>,
}

/// A value of a record with its field and its place; never null.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    /// The list and the number of the row; `None` outside lists.
    pub row: Option<(&'a RowList, usize)>,
    /// The record or the row that the field's pointer starts from.
    pub root: &'a Value,
    /// The field, with its pointer from the root or from the row.
    pub field: &'a Field,
    /// The value, which need not be what the field asks for.
    pub value: &'a Value,
}

impl<'a> Subject<'a> {
    /// Looks up all values of a record once, for all checks.
    #[must_use]
    pub fn new(
        standard: &'a TypeStandard,
        id: &'a str,
        data: &'a Value,
        world: &'a dyn World,
        today: PartialDate,
        view: View,
    ) -> Self {
        let mut cells = Vec::new();
        for field in &standard.fields {
            if let Some(value) = present(data, &field.keys) {
                cells.push(Cell {
                    row: None,
                    root: data,
                    field,
                    value,
                });
            }
        }
        for list in &standard.lists {
            for (index, row) in rows_at(data, &list.keys).iter().enumerate() {
                for field in &list.fields {
                    if let Some(value) = present(row, &field.keys) {
                        cells.push(Cell {
                            row: Some((list, index)),
                            root: row,
                            field,
                            value,
                        });
                    }
                }
            }
        }
        Self {
            standard,
            id,
            data,
            world,
            today,
            view,
            cells,
        }
    }

    /// Every value that is there, in the order of the schema and the rows.
    #[must_use]
    pub fn cells(&self) -> &[Cell<'a>] {
        &self.cells
    }

    /// The values that are text and not blank, statuses left out.
    pub fn texts(&self) -> impl Iterator<Item = (&Cell<'a>, &'a str)> {
        self.cells.iter().filter_map(|cell| {
            let text = cell.value.as_str()?;
            (!text.trim().is_empty() && !cell.field.is_status()).then_some((cell, text))
        })
    }

    /// The rows of a list such as `/sources`; none when it is no list.
    #[must_use]
    pub fn rows(&self, list: &str) -> &'a [Value] {
        pointer::get(self.data, list)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// The text at a pointer, trimmed, when it is not blank.
    #[must_use]
    pub fn text(&self, at: &str) -> Option<&'a str> {
        pointer::text(self.data, at)
    }

    /// Whether the record as a whole is public, as far as its data say.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.view == View::Public || Status::read(self.data.get("status")) == Status::Public
    }
}

impl<'a> Cell<'a> {
    /// JSON pointer of the row, or empty outside lists.
    #[must_use]
    pub fn base(&self) -> String {
        match self.row {
            None => String::new(),
            Some((list, index)) => format!("{}/{index}", list.pointer),
        }
    }

    /// JSON pointer from the root of the record.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.base() + &self.field.pointer
    }

    /// The place with `*` for the row.
    #[must_use]
    pub fn place(&self) -> String {
        match self.row {
            None => self.field.pointer.clone(),
            Some((list, _)) => format!("{}/*{}", list.pointer, self.field.pointer),
        }
    }

    /// The field's title for sentences, with the list and the number of the row.
    #[must_use]
    pub fn title(&self) -> String {
        let title = crate::document::short_title(self.field);
        match self.row {
            None => title,
            Some((list, index)) => format!("{} {} - {title}", list.title, index + 1),
        }
    }

    /// The value as text for findings: texts without quotes, anything else as JSON, cut when long.
    #[must_use]
    pub fn shown(&self) -> String {
        shown(self.value)
    }
}

/// A value as text for findings.
pub(crate) fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    cut(&text)
}

/// Text short enough for a sentence.
pub(crate) fn cut(text: &str) -> String {
    const LONGEST: usize = 120;
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars()
            .take(LONGEST - 1)
            .chain(std::iter::once('…'))
            .collect()
    }
}

fn present<'v>(root: &'v Value, keys: &[String]) -> Option<&'v Value> {
    pointer::at(root, keys).filter(|value| !value.is_null())
}

fn rows_at<'v>(root: &'v Value, keys: &[String]) -> &'v [Value] {
    pointer::at(root, keys)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}
