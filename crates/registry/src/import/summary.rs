//! What came of the records of a type, counted and named.

use indexmap::IndexMap;
use indigo_model::{Place, Problem, Value, changes::match_rows, changes_between, pointer};
use indigo_standard::TypeStandard;
use serde::Serialize;

use super::NAMED;

/// What came of the records of a type.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct TypeSummary {
    /// Records that were not here.
    pub new: u64,
    /// Records of which values changed.
    pub changed: u64,
    /// How many values changed, in those.
    pub values: u64,
    /// Top-level field or list → records changed in it, and values.
    pub changed_in: IndexMap<String, (u64, u64)>,
    /// Records in which nothing changed.
    pub unchanged: u64,
    /// Records here that are not in the files.
    pub not_in_file: u64,
    /// How many rows of lists were taken away.
    pub rows_removed: u64,
    /// The records that were not here, in the order of the files.
    pub new_records: Vec<RecordNote>,
    /// The records of which values changed, in the order of the files.
    pub changed_records: Vec<RecordNote>,
    /// The ids of the records here that are not in the files.
    pub not_in_file_ids: Vec<String>,
    /// The records and lists from which rows were taken away.
    pub rows_removed_from: Vec<RowsRemoved>,
}

/// A record that an import made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordNote {
    /// Its id.
    pub id: String,
    /// How many values it has, when it is new; how many changed, when it was here.
    pub values: u64,
}

/// Rows that an import took away from a list of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowsRemoved {
    /// The record's id.
    pub id: String,
    /// The list: `/investments`.
    pub list: String,
    /// How many rows.
    pub rows: u64,
}

impl TypeSummary {
    pub(super) fn is_new(&mut self, id: &str, values: u64) {
        self.new += 1;
        self.new_records.push(RecordNote {
            id: id.to_owned(),
            values,
        });
    }

    /// Counts what changed in a record.
    pub(super) fn is_changed(
        &mut self,
        one: &TypeStandard,
        id: &str,
        before: &Value,
        after: &Value,
    ) {
        let mut changes = changes_between(before, after);
        // The status of a block or row that is new comes with its value and is no value of its own.
        changes.retain(|change| !(change.before.is_none() && change.pointer.ends_with("/status")));
        self.changed += 1;
        self.values += changes.len() as u64;
        self.changed_records.push(RecordNote {
            id: id.to_owned(),
            values: changes.len() as u64,
        });
        let mut places: IndexMap<String, u64> = IndexMap::new();
        for change in &changes {
            *places.entry(place_of(&change.pointer)).or_default() += 1;
        }
        for (place, values) in places {
            let counted = self.changed_in.entry(place).or_default();
            counted.0 += 1;
            counted.1 += values;
        }
        for list in &one.lists {
            let rows = |data| match pointer::at(data, &list.keys) {
                Some(Value::Array(rows)) => rows.as_slice(),
                _ => &[],
            };
            let removed = match_rows(rows(before), rows(after))
                .iter()
                .filter(|(_, after)| after.is_none())
                .count() as u64;
            if removed > 0 {
                self.rows_removed += removed;
                self.rows_removed_from.push(RowsRemoved {
                    id: id.to_owned(),
                    list: list.pointer.clone(),
                    rows: removed,
                });
            }
        }
    }

    /// That rows were taken away: what a list file that is cut short does.
    pub(super) fn removal(&self, record_type: &str) -> Option<Problem> {
        if self.rows_removed == 0 {
            return None;
        }
        let mut records: IndexMap<&str, Vec<String>> = IndexMap::new();
        for one in &self.rows_removed_from {
            let list = one.list.trim_start_matches('/');
            let said = format!("{} of {list}", one.rows);
            records.entry(&one.id).or_default().push(said);
        }
        let named: Vec<String> = records
            .iter()
            .take(NAMED)
            .map(|(id, lists)| format!("{id} ({})", lists.join(", ")))
            .collect();
        let more = match records.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some(Problem::warning(
            "rows_removed",
            format!(
                "{record_type}: rows removed: {} in {} {}: {}{more}. If that is not meant, a list file may be cut short: compare it with the one it was made from.",
                self.rows_removed,
                records.len(),
                if records.len() == 1 {
                    "record"
                } else {
                    "records"
                },
                named.join(", ")
            ),
            Place::default(),
        ))
    }
}

/// The list that a pointer is in, or "fields" for what is outside lists.
fn place_of(pointer: &str) -> String {
    let keys: Vec<&str> = pointer.split('/').skip(1).collect();
    let row = keys
        .iter()
        .position(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()));
    match row {
        Some(at) => format!("/{}", keys[..at].join("/")),
        None => "fields".to_owned(),
    }
}
