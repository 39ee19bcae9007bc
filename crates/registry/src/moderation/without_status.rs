//! What an edit writes without saying who may see it.
//!
//! A record, block or row without a status is withheld from the public, which is right for
//! what was never decided, and a surprise to whoever thought that they had published something.

use indigo_model::{Object, Status, Value, pointer};
use indigo_standard::{RowList, TypeStandard};
use serde::Serialize;

use super::label::{list_title, title_of};

/// Something that an edit writes and that has no status, where the standard has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithoutStatus {
    /// JSON pointer into the record as it would be; empty for the record itself.
    pub pointer: String,
    /// What it is called; "The record" for the record itself.
    pub title: String,
    /// Whether it was otherwise before: it was not there, held nothing, or had a status.
    pub is_new: bool,
}

/// What differs between two states of a record, holds something, and has no status in the second.
#[must_use]
pub fn without_status(one: &TypeStandard, before: &Value, after: &Value) -> Vec<WithoutStatus> {
    let mut found = Vec::new();
    let mut look = |before: Option<&Value>, after: Option<&Value>, at: String, title: String| {
        if before != after && lacks_status(after) {
            found.push(WithoutStatus {
                pointer: at,
                title,
                is_new: !lacks_status(before),
            });
        }
    };
    if !lacks_status(Some(before)) {
        let title = "The record".to_owned();
        look(Some(before), Some(after), String::new(), title);
    }
    for block in &one.blocks {
        let at = block.iter().fold(String::new(), |at, key| at + "/" + key);
        let title = title_of(&one.nodes, &at).unwrap_or_else(|| at.clone());
        let title = format!("\"{title}\"");
        let (was, is) = (pointer::at(before, block), pointer::at(after, block));
        look(was, is, at, title);
    }
    // In a row a cell is as public as the row.
    for list in one.lists.iter().filter(|list| list.has_status) {
        let was = rows(before, list);
        for (number, row) in rows(after, list).iter().enumerate() {
            let former = former_of(row, number, was);
            let at = format!("{}/{number}", list.pointer);
            let list = list_title(Some(one), &list.pointer);
            let title = format!("\"{list}\", row {}", number + 1);
            look(former, Some(row), at, title);
        }
    }
    found
}

fn rows<'a>(data: &'a Value, list: &RowList) -> &'a [Value] {
    pointer::at(data, &list.keys)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The row before: of the same id; of rows without one, the same row or the one in its place.
fn former_of<'a>(row: &Value, number: usize, was: &'a [Value]) -> Option<&'a Value> {
    match row.get("id").filter(|id| holds_value(id)) {
        Some(id) => was.iter().find(|former| former.get("id") == Some(id)),
        None => was
            .iter()
            .find(|former| *former == row)
            .or_else(|| was.get(number)),
    }
}

/// Whether it holds something beside what says whose and for whom it is, and no status.
fn lacks_status(value: Option<&Value>) -> bool {
    value.and_then(Value::as_object).is_some_and(|object| {
        Status::of(object) == Status::Missing && holds_more_than_marks(object)
    })
}

fn holds_more_than_marks(object: &Object) -> bool {
    object.iter().any(|(key, value)| {
        !matches!(key.as_str(), "id" | "status" | "sandboxes") && holds_value(value)
    })
}

/// Whether there is anything in a value but blanks and nulls.
fn holds_value(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => items.iter().any(holds_value),
        Value::Object(object) => object.values().any(holds_value),
        _ => true,
    }
}
