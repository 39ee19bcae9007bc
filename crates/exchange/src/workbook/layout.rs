//! Which cells of a workbook hold which values of a record.

use super::cell::CellName;

/// Keys of a value from the record's root, or from the row.
pub(super) type Keys = Vec<String>;

/// The sheets of a workbook that hold values.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub(super) sheets: Vec<SheetLayout>,
}

/// A sheet, by its name in the workbook.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetLayout {
    pub(super) name: String,
    pub(super) singles: Vec<(CellName, Keys)>,
    pub(super) lists: Vec<ListLayout>,
}

/// Rows of a list on a sheet.
#[derive(Debug, Clone)]
pub(super) struct ListLayout {
    pub(super) list: Keys,
    pub(super) direction: Direction,
    /// The row (or column) of the first item.
    pub(super) first: u32,
    /// The columns (or rows) of the values of an item.
    pub(super) fields: Vec<(u32, Keys)>,
}

/// Where the next item of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Below.
    Down,
    /// To the right.
    Right,
}

impl Direction {
    /// The cell of an item and a field.
    pub(super) fn cell(self, item: u32, field: u32) -> CellName {
        match self {
            Self::Down => CellName::new(item, field),
            Self::Right => CellName::new(field, item),
        }
    }

    /// The item and the field of a cell.
    pub(super) fn item_and_field(self, cell: CellName) -> (u32, u32) {
        match self {
            Self::Down => (cell.row, cell.column),
            Self::Right => (cell.column, cell.row),
        }
    }
}

/// The keys of a path such as `dates/notes`.
pub(super) fn keys(path: &str) -> Keys {
    path.split('/').map(str::to_owned).collect()
}

/// The pointer of keys: `/dates/notes`.
pub(super) fn pointer(keys: &[String]) -> String {
    keys.iter().fold(String::new(), |mut pointer, key| {
        pointer.push('/');
        pointer.push_str(key);
        pointer
    })
}

impl SheetLayout {
    /// Whether a cell of the sheet holds a value.
    pub(super) fn has(&self, cell: CellName) -> bool {
        self.singles.iter().any(|(known, _)| *known == cell)
            || self.lists.iter().any(|list| {
                let (item, field) = list.direction.item_and_field(cell);
                item >= list.first && list.fields.iter().any(|(known, _)| *known == field)
            })
    }
}
