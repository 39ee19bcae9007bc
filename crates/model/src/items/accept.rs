//! Putting items into a record.

use super::{
    ChangeItem, ItemKind, RowToken, Step,
    path::{count_of, row_at, tokens, value_at},
};
use crate::{Object, Value};

/// The record with some items put in, whatever stands there now.
///
/// `after` is what the whole edit makes of the version that it was made on. A value that belongs
/// into a row that is gone brings the row back as the edit has it. Rows that go come first, then values, then
/// new rows (each after the row that it follows in the edit, as far as that is there), then orders.
#[must_use]
pub fn accept_items<'a>(
    now: &Value,
    after: &Value,
    items: impl IntoIterator<Item = &'a ChangeItem>,
) -> Value {
    let mut record = now.clone();
    let mut items: Vec<&ChangeItem> = items.into_iter().collect();
    items.sort_by_key(|item| match item.kind {
        // Rows go first, while their ids still tell them from what comes in their place.
        ItemKind::RemovedRow => 0,
        ItemKind::Value | ItemKind::ChangedRow => 1,
        ItemKind::NewRow => 2,
        ItemKind::Order => 3,
    });
    for item in items {
        match item.kind {
            ItemKind::Value => put_value(&mut record, &item.steps, item.after.as_ref(), after),
            ItemKind::Order => put_order(&mut record, item, after),
            _ => put_row(&mut record, item, after),
        }
    }
    record
}

fn put_value(at: &mut Value, steps: &[Step], value: Option<&Value>, after: &Value) {
    match value {
        Some(value) => {
            if let Some(slot) = slot(at, steps, after) {
                *slot = value.clone();
            }
        }
        None => {
            take_out(at, steps);
        }
    }
}

/// The place of a value, made with what is needed on the way.
fn slot<'a>(root: &'a mut Value, steps: &[Step], after: &Value) -> Option<&'a mut Value> {
    let mut at = root;
    for (depth, step) in steps.iter().enumerate() {
        at = match step {
            Step::Key(key) => {
                if !at.is_object() {
                    *at = Value::Object(Object::new());
                }
                at.as_object_mut()?
                    .entry(key.clone())
                    .or_insert(Value::Null)
            }
            Step::Row(token) => {
                if !at.is_array() {
                    *at = Value::Array(Vec::new());
                }
                let rows = at.as_array_mut()?;
                let row = match row_at(rows, token) {
                    Some(row) => row,
                    None => {
                        rows.push(value_at(after, &steps[..=depth])?.clone());
                        rows.len() - 1
                    }
                };
                rows.get_mut(row)?
            }
        };
    }
    Some(at)
}

/// Takes a key out, and the objects that are empty then; true when the object at `at` is empty.
fn take_out(at: &mut Value, steps: &[Step]) -> bool {
    match (steps, at) {
        ([Step::Key(key)], Value::Object(object)) => {
            object.shift_remove(key);
            object.is_empty()
        }
        ([Step::Key(key), rest @ ..], Value::Object(object)) => {
            if object
                .get_mut(key)
                .is_some_and(|inner| take_out(inner, rest))
            {
                object.shift_remove(key);
            }
            object.is_empty()
        }
        ([Step::Row(token), rest @ ..], Value::Array(rows)) => {
            if let Some(row) = row_at(rows, token).and_then(|row| rows.get_mut(row)) {
                take_out(row, rest);
            }
            false
        }
        _ => false,
    }
}

fn put_row(record: &mut Value, item: &ChangeItem, after: &Value) {
    let Some((Step::Row(token), list)) = item.steps.split_last() else {
        return;
    };
    if item.kind == ItemKind::RemovedRow && value_at(record, list).is_none() {
        return;
    }
    let Some(slot) = slot(record, list, after) else {
        return;
    };
    if !slot.is_array() {
        *slot = Value::Array(Vec::new());
    }
    let Value::Array(rows) = slot else { return };
    let found = row_at(rows, token);
    match (item.kind, &item.after) {
        (ItemKind::RemovedRow, _) => {
            if let Some(at) = found {
                rows.remove(at);
            }
        }
        (ItemKind::ChangedRow, Some(row)) => match found {
            Some(at) => rows[at] = row.clone(),
            None => rows.push(row.clone()),
        },
        (_, Some(row)) => match (token, found) {
            (RowToken::Id(_), Some(at)) => rows[at] = row.clone(),
            (RowToken::Content(digest, nth), _) if count_of(rows, digest) >= *nth => {}
            _ => {
                let before = item
                    .follows
                    .iter()
                    .find_map(|token| row_at(rows, token))
                    .map(|at| at + 1);
                let place = match before {
                    Some(place) => place,
                    None if item.follows.is_empty() => 0,
                    None => rows.len(),
                };
                rows.insert(place, row.clone());
            }
        },
        (_, None) => {}
    }
}

/// Rows that the order names take each other's places; others stay where they are.
fn put_order(record: &mut Value, item: &ChangeItem, after: &Value) {
    let Some((_, wanted)) = &item.orders else {
        return;
    };
    let Some(Value::Array(rows)) = slot(record, &item.steps, after) else {
        return;
    };
    let stand = tokens(rows);
    let rank = |token: &RowToken| wanted.iter().position(|one| one == token);
    let places: Vec<usize> = (0..rows.len())
        .filter(|&at| rank(&stand[at]).is_some())
        .collect();
    let mut moved = places.clone();
    moved.sort_by_key(|&at| rank(&stand[at]));
    let before = rows.clone();
    for (&place, from) in places.iter().zip(moved) {
        rows[place] = before[from].clone();
    }
}
