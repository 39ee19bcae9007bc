//! A record as it comes out of a source.

use indigo_model::{Place, Problem, RecordKey, Value};
use indigo_standard::TypeStandard;

use super::table::TableRecord;

/// A record on its way in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Type and identifier.
    pub key: RecordKey,
    /// False when the source says that the record was named but never had an approved edit.
    pub exists: bool,
    /// What the source holds of it.
    pub content: Content,
    /// What is doubtful about single values; none of it is a reason to refuse the record.
    pub problems: Vec<Problem>,
    /// Where the record is (for tables: its first row).
    pub place: Place,
}

/// What a source holds of a record.
#[derive(Debug, Clone)]
pub enum Content {
    /// The whole of the record's data, from JSON.
    Whole(Value),
    /// Rows of tables; what they do to the record says [`apply`](crate::apply()).
    Table(TableRecord),
}

impl Incoming {
    /// Where a value of the record stands in the source.
    ///
    /// `row` is the list's pointer and the place of the row in the *source*: for records from
    /// tables, ask [`Applied::file_row`](crate::Applied::file_row) which row of the file a row of
    /// the data is.
    #[must_use]
    pub fn place_of(&self, one: &TypeStandard, row: Option<(&str, usize)>, field: &str) -> Place {
        match &self.content {
            Content::Table(table) => table.place(one, row, field),
            Content::Whole(_) => Place {
                pointer: Some(match row {
                    Some((list, at)) => format!("{list}/{at}{field}"),
                    None => field.to_owned(),
                }),
                ..self.place.clone()
            },
        }
    }
}
