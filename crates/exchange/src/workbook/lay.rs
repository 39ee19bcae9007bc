//! Lays what a workbook says over a record, so that only what somebody changed is changed.
//!
//! A cell that holds what would be written there for the record as it stands changes nothing. So a
//! form that goes out and comes back untouched is no change, whatever it has no room for.

mod rows;
mod singles;

pub(super) use rows::stored;

use indigo_model::{Place, Problem, Status, Value};
use indigo_standard::TypeStandard;

use super::Form;
use crate::apply::word;

/// A record after a workbook was laid over it.
#[derive(Debug, Clone)]
pub struct Laid {
    /// The data that the record would then have. Without changes, those it has.
    pub data: Value,
    /// What could not be laid over the record as it is meant.
    pub problems: Vec<Problem>,
    /// Pointer in `data` and where the value stands, sorted.
    cells: Vec<(String, Place)>,
}

impl Laid {
    /// Where the value at a JSON pointer into [`Laid::data`] stands in the workbook: file, sheet
    /// and cell. None when the workbook has no cell for it.
    #[must_use]
    pub fn place_of(&self, pointer: &str) -> Option<&Place> {
        let found = self
            .cells
            .binary_search_by(|(known, _)| known.as_str().cmp(pointer));
        found.ok().map(|at| &self.cells[at].1)
    }
}

impl Form {
    /// Lays the workbook over the data that the record has now (`None` when it is new).
    ///
    /// `status` is what new blocks and rows are marked with where the workbook has no cell for
    /// their status. Rows are found again by their ids, then by content, likeness and place; rows
    /// that are no longer in the workbook are taken out, as far as it could show them.
    /// `one` is the standard of [`Form::record_type`].
    #[must_use]
    pub fn lay_over(&self, one: &TypeStandard, data: Option<&Value>, status: Status) -> Laid {
        let word = word(status);
        let before = data.and_then(Value::as_object).cloned().unwrap_or_default();
        let mut after = before.clone();
        let mut laid = Laid {
            data: Value::Null,
            problems: Vec::new(),
            cells: Vec::new(),
        };
        singles::lay(self, one, &before, &mut after, word, &mut laid);
        for list in &self.lists {
            rows::lay(self, one, list, &mut after, word, &mut laid);
        }
        let unmarked = after.get("status").is_none_or(Value::is_null);
        if data.is_none() && unmarked && one.field("/status").is_some() {
            after.insert("status".to_owned(), Value::from(word));
        }
        laid.cells.sort_by(|one, other| one.0.cmp(&other.0));
        laid.data = match data {
            // What is no object stays when nothing is said.
            Some(other) if after.is_empty() => other.clone(),
            _ => Value::Object(after),
        };
        laid
    }

    /// A place in the workbook.
    fn place(&self, sheet: &str, cell: super::cell::CellName, pointer: &str) -> Place {
        Place {
            file: Some(self.file.to_string()),
            sheet: Some(sheet.to_owned()),
            cell: Some(cell.to_string()),
            record: self.record_id.clone(),
            pointer: Some(pointer.to_owned()),
            ..Place::default()
        }
    }
}

/// What is said where a group of values is expected and there is something else.
fn in_the_way(place: Place) -> Problem {
    Problem::warning(
        "value_in_the_way",
        "The value cannot be put here, because the record holds a text, a number or a list where a group of values should be. Correct the record first.",
        place,
    )
}
