//! What is said of a column, as far as the values of the data set keep it.

use indigo_standard::TypeStandard;

use super::codelists::codelist_name;
use crate::tables::{ColumnKind, DataTable, TableFacts};

/// What is said of a column, for dictionaries.
#[derive(Debug, Clone)]
pub(crate) struct ColumnSaid {
    /// `text`, `number` or `date`.
    pub(crate) kind: &'static str,
    /// What a number counts.
    pub(crate) unit: Option<String>,
    /// The codelist that its values are from.
    pub(crate) codelist: Option<String>,
    /// What its values name: a type, or a list of the same record.
    pub(crate) refers_to: Option<String>,
    /// How many rows have a value.
    pub(crate) filled: u64,
}

impl ColumnSaid {
    /// Of a column (its place in the table).
    pub(crate) fn new(
        one: &TypeStandard,
        table: &DataTable,
        place: usize,
        facts: &TableFacts,
    ) -> Self {
        let column = &table.columns[place];
        let of_column = facts.column(place);
        let leaf = table.leaf(one, column);
        let to_type = leaf.and_then(|leaf| leaf.references.as_ref());
        let to_rows = leaf.and_then(|leaf| leaf.rows.as_ref());
        Self {
            kind: match of_column.kind(column) {
                ColumnKind::Number | ColumnKind::Place => "number",
                _ if leaf.is_some_and(indigo_standard::Leaf::is_date) => "date",
                _ => "text",
            },
            unit: leaf.and_then(|leaf| leaf.unit.clone()),
            codelist: leaf.and_then(|leaf| codelist_name(table, column, leaf)),
            refers_to: to_type
                .map(|to| to.record_type.clone())
                .or_else(|| to_rows.map(|to| to.list.trim_start_matches('/').replace('/', "."))),
            filled: of_column.filled,
        }
    }
}

/// Rows as CSV.
pub(super) fn csv_of<const N: usize>(rows: &[[String; N]]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Memory takes every row, and all are of one length.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}
