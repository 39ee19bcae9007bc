//! A record as the rows of CSV files say it.

use std::sync::Arc;

use indigo_model::{Place, RecordKey};
use indigo_standard::TypeStandard;

use crate::columns::Column;

/// What CSV files say of one record: its row of the main table, and its rows of each list whose
/// table is in the source (no rows of a list that is there means that the record has none).
///
/// See [`apply`](crate::apply()) for what that does to the record.
#[derive(Debug, Clone)]
pub struct TableRecord {
    /// Type and identifier.
    pub key: RecordKey,
    pub(crate) main: Option<MainRow>,
    pub(crate) lists: Vec<ListRows>,
}

/// The columns of a file, shared by all its rows.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) file: Arc<str>,
    pub(crate) headers: Vec<String>,
    pub(crate) columns: Vec<Column>,
    /// Which column holds the record's id.
    pub(crate) id: usize,
    /// The columns of the table that the file does not have.
    pub(crate) missing: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct MainRow {
    pub(crate) layout: Arc<Layout>,
    pub(crate) number: u64,
    pub(crate) cells: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct ListRows {
    /// The place of the list in the lists of the type.
    pub(crate) list: usize,
    pub(crate) layout: Arc<Layout>,
    pub(crate) rows: Vec<TableRow>,
}

#[derive(Debug, Clone)]
pub(crate) struct TableRow {
    pub(crate) number: u64,
    pub(crate) cells: Vec<String>,
}

impl TableRecord {
    /// Whether the main table is in the source; a record that is to be new needs it.
    #[must_use]
    pub fn has_main(&self) -> bool {
        self.main.is_some()
    }

    /// The files that speak of the record: that of the main table, and those with rows of it.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let lists = self.lists.iter().filter(|part| !part.rows.is_empty());
        self.main
            .iter()
            .map(|main| &*main.layout.file)
            .chain(lists.map(|part| &*part.layout.file))
    }

    /// How many rows of a list (`/sources`) the files hold; `None` when its table is not there.
    #[must_use]
    pub fn row_count(&self, one: &TypeStandard, list: &str) -> Option<usize> {
        self.lists
            .iter()
            .find(|part| one.lists[part.list].pointer == list)
            .map(|part| part.rows.len())
    }

    /// Where the record is first spoken of.
    pub(crate) fn first_place(&self) -> Place {
        let main = self.main.as_ref().map(|main| (&main.layout, main.number));
        let first_row = || {
            self.lists
                .iter()
                .find_map(|part| Some((&part.layout, part.rows.first()?.number)))
        };
        let (file, row) = main
            .or_else(first_row)
            .map_or((None, None), |(layout, number)| {
                (Some(layout.file.to_string()), Some(number))
            });
        Place {
            file,
            row,
            record: Some(self.key.id.clone()),
            ..Place::default()
        }
    }

    /// Where a value stands: of a field outside lists, or of a row (list, index) of a list.
    pub(crate) fn place(
        &self,
        one: &TypeStandard,
        row: Option<(&str, usize)>,
        field: &str,
    ) -> Place {
        let mut place = self.first_place();
        match row {
            None => {
                let index = one.fields.iter().position(|known| known.pointer == field);
                place.column = self
                    .main
                    .as_ref()
                    .and_then(|main| header_of(&main.layout, index.map(Column::Field)?));
                place.pointer = Some(field.to_owned());
            }
            Some((list, at)) => {
                let found = self
                    .lists
                    .iter()
                    .find(|part| one.lists[part.list].pointer == list);
                if let Some(part) = found {
                    let fields = &one.lists[part.list].fields;
                    let index = fields.iter().position(|known| known.pointer == field);
                    place.file = Some(part.layout.file.to_string());
                    place.row = part.rows.get(at).map(|row| row.number);
                    place.column =
                        index.and_then(|index| header_of(&part.layout, Column::Field(index)));
                }
                place.pointer = Some(format!("{list}/{at}{field}"));
            }
        }
        place
    }
}

fn header_of(layout: &Layout, column: Column) -> Option<String> {
    let at = layout.columns.iter().position(|known| *known == column)?;
    Some(layout.headers[at].clone())
}
