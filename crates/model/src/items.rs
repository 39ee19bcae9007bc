//! What an edit asks for, item by item, so that a person can take one part and leave another.
//!
//! Items are found between the version that the edit was made on and what the edit makes of it.
//! Each has a key that does not depend on the place of a row in its list, so that it still means
//! the same when rows were added or moved meanwhile.

mod accept;
mod as_it_was;
mod canonical;
mod find;
mod forms;
mod leaves;
mod path;
mod state;

use serde::{Deserialize, Serialize};

pub use accept::accept_items;
pub use as_it_was::as_it_was;
pub use canonical::content_digest;
pub use find::change_items;
pub use leaves::{Leaf, leaves};
pub use path::{RowToken, Step, key_of, parts_of, selects, value_at};
pub use state::{ItemState, Standing, standing_of};

use crate::Value;

/// What kind of change an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// One value of a field or cell.
    Value,
    /// A row that is new, with its cells.
    NewRow,
    /// A row that is to go, with its cells.
    RemovedRow,
    /// A row without an id of its own that is to be another, with its cells.
    ChangedRow,
    /// The order of the rows of a list.
    Order,
}

/// One change that an edit asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeItem {
    /// Its name in the edit, such as `/outcome_metrics/[outcomemetric1]/target/value`.
    pub key: String,
    /// What kind of change it is.
    pub kind: ItemKind,
    /// Where it is: the keys and rows from the root; for a row, up to the row itself; for an order,
    /// up to the list.
    pub steps: Vec<Step>,
    /// The value, row, or order before; `None` when there was none.
    pub before: Option<Value>,
    /// The value, row or order after; `None` when there is to be none.
    pub after: Option<Value>,
    /// For a new row: the rows before it in its list, nearest first.
    pub(crate) follows: Vec<RowToken>,
    /// For an order: the rows before and after.
    pub(crate) orders: Option<(Vec<RowToken>, Vec<RowToken>)>,
}

impl ChangeItem {
    /// The key of the outermost row that the item is in or is, such as `/investments/[i1]`; `None`
    /// outside lists.
    #[must_use]
    pub fn row_key(&self) -> Option<String> {
        let at = self
            .steps
            .iter()
            .position(|step| matches!(step, Step::Row(_)))?;
        Some(key_of(&self.steps[..=at]))
    }

    /// The pointer of the list that the item is in, such as `/investments`; `None` outside lists.
    #[must_use]
    pub fn list(&self) -> Option<String> {
        if self.kind == ItemKind::Order {
            return Some(key_of(&self.steps));
        }
        parts_of(&self.steps).0
    }

    /// The pointer of the value inside its row (`/target/value`), or from the root outside lists;
    /// empty for a whole row.
    #[must_use]
    pub fn field(&self) -> String {
        parts_of(&self.steps).2
    }

    /// The id of the outermost row that the item is in or is, when it has one.
    #[must_use]
    pub fn row_id(&self) -> Option<&str> {
        parts_of(&self.steps).1
    }
}

#[cfg(test)]
mod tests;
