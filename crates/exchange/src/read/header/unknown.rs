//! Recognises a file that has columns of its own beside those of a table.
//!
//! Only where a file is looked at: what is to be taken in must be a table from the first column to
//! the last.

use super::{KnownTables, Recognised, words::by_name};
use crate::columns::Column;

/// Of a hundred columns, how many at least are those of the table.
const KNOWN_PERCENT: usize = 80;

impl KnownTables {
    /// The table whose columns nearly all those of the header are, with the id column among them;
    /// none when there is no such table, or when it may be another one.
    pub(crate) fn recognise_most(&self, header: &[&str], name: &str) -> Option<Recognised> {
        let header: Vec<&str> = header.iter().map(|text| text.trim()).collect();
        let mut found: Vec<(&str, Recognised)> = Vec::new();
        for known in &self.known {
            let is_known = |text: &&str| known.counts.contains_key(*text);
            let of_table: Vec<&str> = header.iter().copied().filter(is_known).collect();
            let enough = of_table.len() * 100 >= header.len() * KNOWN_PERCENT;
            // The id alone says nothing of which table it is.
            if !enough || of_table.len() < 2 {
                continue;
            }
            let Some(columns) = known.columns(&of_table) else {
                continue;
            };
            let mut columns = columns.into_iter();
            let columns = header
                .iter()
                .map(|text| {
                    is_known(text)
                        .then(|| columns.next())
                        .flatten()
                        .unwrap_or(Column::Unknown)
                })
                .collect();
            let kind = known.table.kind;
            let missing = known.missing(kind, &header);
            let recognised = Recognised {
                type_index: known.type_index,
                kind,
                columns,
                missing,
            };
            found.push((&known.file_name, recognised));
        }
        let chosen = match found.len() {
            1 => 0,
            _ => by_name(found.iter().map(|(name, _)| *name), name)?,
        };
        Some(found.swap_remove(chosen).1)
    }
}
