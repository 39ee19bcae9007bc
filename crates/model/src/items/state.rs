//! How an item stands against the record as it is now.

use serde::{Deserialize, Serialize};

use super::{
    ChangeItem, ItemKind, RowToken, Step, content_digest,
    path::{Found, count_of, look, row_at, tokens},
};
use crate::{Value, changes::same};

/// How an item stands against the record as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// What the item touches is as it was when the edit was made.
    Clean,
    /// What the item asks for is so already.
    AlreadySo,
    /// What the item touches has changed since, to something else than the item asks for.
    Conflict,
}

/// The state of an item with what stands there now.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The state.
    pub state: ItemState,
    /// The value or row that stands there now; `None` when there is none.
    pub now: Option<Value>,
}

/// Compares an item, three ways, with the record as it is now.
#[must_use]
pub fn standing_of(item: &ChangeItem, now: &Value) -> Standing {
    match item.kind {
        ItemKind::Value => value(item, now),
        ItemKind::NewRow => new_row(item, now),
        ItemKind::RemovedRow | ItemKind::ChangedRow => old_row(item, now),
        ItemKind::Order => order(item, now),
    }
}

fn standing(state: ItemState, now: Option<&Value>) -> Standing {
    Standing {
        state,
        now: now.filter(|value| !value.is_null()).cloned(),
    }
}

fn alike(a: Option<&Value>, b: Option<&Value>) -> bool {
    same(a.unwrap_or(&Value::Null), b.unwrap_or(&Value::Null))
}

fn value(item: &ChangeItem, now: &Value) -> Standing {
    let after = item.after.as_ref();
    match look(now, &item.steps) {
        Found::Value(found) if alike(found, after) => standing(ItemState::AlreadySo, found),
        Found::Value(found) if alike(found, item.before.as_ref()) => {
            standing(ItemState::Clean, found)
        }
        Found::Value(found) => standing(ItemState::Conflict, found),
        // To take a value out of a row that is gone asks for nothing more.
        Found::NoRow(_) if after.is_none_or(Value::is_null) => standing(ItemState::AlreadySo, None),
        Found::NoRow(_) => standing(ItemState::Conflict, None),
        Found::Blocked(found) => standing(ItemState::Conflict, Some(found)),
    }
}

/// The rows of the list that a row item is in; `Err` when something is in the way.
fn rows_of<'a>(item: &ChangeItem, now: &'a Value) -> Result<&'a [Value], Option<&'a Value>> {
    let list = match item.steps.split_last() {
        Some((Step::Row(_), list)) => list,
        _ => &item.steps[..],
    };
    match look(now, list) {
        Found::Value(None | Some(Value::Null)) => Ok(&[]),
        Found::Value(Some(Value::Array(rows))) => Ok(rows),
        Found::Value(other) => Err(other),
        Found::Blocked(other) => Err(Some(other)),
        Found::NoRow(_) => Err(None),
    }
}

fn new_row(item: &ChangeItem, now: &Value) -> Standing {
    let rows = match rows_of(item, now) {
        Ok(rows) => rows,
        Err(other) => return standing(ItemState::Conflict, other),
    };
    match item.steps.last() {
        Some(Step::Row(token @ RowToken::Id(_))) => match row_at(rows, token).map(|at| &rows[at]) {
            None => standing(ItemState::Clean, None),
            Some(row) if alike(Some(row), item.after.as_ref()) => {
                standing(ItemState::AlreadySo, Some(row))
            }
            Some(row) => standing(ItemState::Conflict, Some(row)),
        },
        Some(Step::Row(RowToken::Content(digest, nth))) if count_of(rows, digest) >= *nth => {
            standing(ItemState::AlreadySo, item.after.as_ref())
        }
        _ => standing(ItemState::Clean, None),
    }
}

fn old_row(item: &ChangeItem, now: &Value) -> Standing {
    let rows = match rows_of(item, now) {
        Ok(rows) => rows,
        Err(None) if item.kind == ItemKind::RemovedRow => {
            return standing(ItemState::AlreadySo, None);
        }
        Err(other) => return standing(ItemState::Conflict, other),
    };
    let Some(Step::Row(token)) = item.steps.last() else {
        return standing(ItemState::Conflict, None);
    };
    let found = row_at(rows, token).map(|at| &rows[at]);
    match (item.kind, found) {
        (ItemKind::RemovedRow, None) => standing(ItemState::AlreadySo, None),
        (_, Some(row)) if alike(Some(row), item.before.as_ref()) => {
            standing(ItemState::Clean, Some(row))
        }
        (ItemKind::ChangedRow, None) => {
            let after = item.after.as_ref();
            let is_there = after.is_some_and(|row| count_of(rows, &content_digest(row)) > 0);
            let state = if is_there {
                ItemState::AlreadySo
            } else {
                ItemState::Conflict
            };
            standing(state, after.filter(|_| is_there))
        }
        (_, found) => standing(ItemState::Conflict, found),
    }
}

fn order(item: &ChangeItem, now: &Value) -> Standing {
    let (Ok(rows), Some((before, after))) = (rows_of(item, now), &item.orders) else {
        return standing(ItemState::Conflict, None);
    };
    let stand = tokens(rows);
    let shown: Vec<Value> = stand
        .iter()
        .map(|token| match token {
            RowToken::Id(id) => Value::from(id.as_str()),
            RowToken::Content(digest, nth) => Value::from(format!("={digest}.{nth}")),
        })
        .collect();
    let shown = Value::Array(shown);
    let as_in = |wanted: &[RowToken]| {
        let here: Vec<_> = stand
            .iter()
            .filter(|token| wanted.contains(token))
            .collect();
        let there: Vec<_> = wanted
            .iter()
            .filter(|token| stand.contains(token))
            .collect();
        here == there
    };
    let state = if as_in(after) {
        ItemState::AlreadySo
    } else if as_in(before) {
        ItemState::Clean
    } else {
        ItemState::Conflict
    };
    standing(state, Some(&shown))
}
