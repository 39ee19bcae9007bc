//! What differs between two versions of a record, value by value, rows matched by their ids.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::Value;

/// One value that differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueChange {
    /// Where, as a JSON pointer into the newer version (into the older one for a removed row).
    pub pointer: String,
    /// Which row, when the value is in a list whose rows have ids: `source3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The value before; `None` when there was none.
    pub before: Option<Value>,
    /// The value after; `None` when there is none now.
    pub after: Option<Value>,
}

/// The values that differ from `before` to `after`, in the order of `after`.
///
/// A missing key, a null, and an object or list of nothing else are the same as each other; texts
/// that differ only in their line ends (CRLF or LF) are the same. Rows of a list are matched by
/// `id` (a text, or an object with a text `value`), then rows without a usable id by their
/// content, then by their order.
#[must_use]
pub fn changes_between(before: &Value, after: &Value) -> Vec<ValueChange> {
    let mut found = Vec::new();
    walk(
        Some(before),
        Some(after),
        &mut String::new(),
        None,
        &mut found,
    );
    found
}

/// Whether two values are the same in the sense of [`changes_between`].
#[must_use]
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => same_text(a, b),
        _ => changes_between(a, b).is_empty(),
    }
}

/// Whether two texts are the same apart from their line ends.
#[must_use]
pub fn same_text(a: &str, b: &str) -> bool {
    a == b
        || ((a.contains('\r') || b.contains('\r'))
            && a.replace("\r\n", "\n") == b.replace("\r\n", "\n"))
}

/// The id of a row: its `id` when that is text, or the text `value` inside it; trimmed, not blank.
#[must_use]
pub fn row_id(row: &Value) -> Option<&str> {
    let id = row.as_object()?.get("id")?;
    let text = match id {
        Value::Object(id) => id.get("value")?.as_str()?,
        other => other.as_str()?,
    };
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// Pairs the rows of two lists: `(old index, new index)`, new rows in their order, then rows gone.
#[must_use]
pub fn match_rows(before: &[Value], after: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut old_for: Vec<Option<usize>> = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    let old_ids = unique_ids(before);
    let new_ids = unique_ids(after);
    for (id, &new) in &new_ids {
        if let Some(&old) = old_ids.get(id) {
            old_for[new] = Some(old);
            taken[old] = true;
        }
    }
    let matchable_old =
        |old: usize| row_id(&before[old]).is_none_or(|id| !old_ids.contains_key(id));
    let matchable_new = |new: usize| row_id(&after[new]).is_none_or(|id| !new_ids.contains_key(id));
    // The same content first …
    for new in 0..after.len() {
        if old_for[new].is_none() && matchable_new(new) {
            let same_row =
                |&old: &usize| !taken[old] && matchable_old(old) && same(&before[old], &after[new]);
            // The row at the same place is tried first: most lists do not move.
            let old = Some(new)
                .filter(|old| *old < before.len())
                .filter(same_row)
                .or_else(|| (0..before.len()).find(same_row));
            if let Some(old) = old {
                old_for[new] = Some(old);
                taken[old] = true;
            }
        }
    }
    // … then in their order.
    let mut next = 0;
    for (new, slot) in old_for.iter_mut().enumerate() {
        if slot.is_none() && matchable_new(new) {
            while next < before.len() && (taken[next] || !matchable_old(next)) {
                next += 1;
            }
            if next < before.len() {
                *slot = Some(next);
                taken[next] = true;
            }
        }
    }
    let mut pairs: Vec<_> = old_for
        .iter()
        .enumerate()
        .map(|(new, &old)| (old, Some(new)))
        .collect();
    pairs.extend(
        (0..before.len())
            .filter(|&old| !taken[old])
            .map(|old| (Some(old), None)),
    );
    pairs
}

fn unique_ids(rows: &[Value]) -> HashMap<&str, usize> {
    let mut ids = HashMap::new();
    let mut doubled = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(id) = row_id(row)
            && ids.insert(id, index).is_some()
        {
            doubled.push(id);
        }
    }
    for id in doubled {
        ids.remove(id);
    }
    ids
}

fn walk(
    before: Option<&Value>,
    after: Option<&Value>,
    pointer: &mut String,
    row: Option<&str>,
    found: &mut Vec<ValueChange>,
) {
    match (before, after) {
        (None | Some(Value::Null), None | Some(Value::Null)) => {}
        (Some(Value::Object(_)), Some(Value::Object(_)) | None | Some(Value::Null))
        | (None | Some(Value::Null), Some(Value::Object(_))) => {
            let old = before.and_then(Value::as_object);
            let new = after.and_then(Value::as_object);
            for (key, value) in new.into_iter().flatten() {
                step(pointer, key, |pointer| {
                    walk(
                        old.and_then(|old| old.get(key)),
                        Some(value),
                        pointer,
                        row,
                        found,
                    );
                });
            }
            for (key, value) in old.into_iter().flatten() {
                if new.is_none_or(|new| !new.contains_key(key)) {
                    step(pointer, key, |pointer| {
                        walk(Some(value), None, pointer, row, found);
                    });
                }
            }
        }
        (Some(Value::Array(_)), Some(Value::Array(_)) | None | Some(Value::Null))
        | (None | Some(Value::Null), Some(Value::Array(_))) => {
            let empty = Vec::new();
            let old = before.and_then(Value::as_array).unwrap_or(&empty);
            let new = after.and_then(Value::as_array).unwrap_or(&empty);
            for (old_index, new_index) in match_rows(old, new) {
                let old_row = old_index.map(|index| &old[index]);
                let new_row = new_index.map(|index| &new[index]);
                let id = new_row.or(old_row).and_then(row_id);
                let index = new_index.or(old_index).unwrap_or_default().to_string();
                step(pointer, &index, |pointer| {
                    walk(old_row, new_row, pointer, id.or(row), found);
                });
            }
        }
        (Some(Value::String(a)), Some(Value::String(b))) if same_text(a, b) => {}
        (Some(a), Some(b)) if a == b => {}
        (before, after) => found.push(ValueChange {
            pointer: pointer.clone(),
            row: row.map(str::to_owned),
            before: before.filter(|value| !value.is_null()).cloned(),
            after: after.filter(|value| !value.is_null()).cloned(),
        }),
    }
}

fn step(pointer: &mut String, key: &str, inner: impl FnOnce(&mut String)) {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(key);
    inner(pointer);
    pointer.truncate(length);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_are_matched_by_id_not_place() {
        let before = json!({"sources": [{"id": "a", "n": 1}, {"id": "b", "n": 2}]});
        let after =
            json!({"sources": [{"id": "new", "n": 0}, {"id": "a", "n": 1}, {"id": "b", "n": 3}]});
        let changes = changes_between(&before, &after);
        let told: Vec<_> = changes
            .iter()
            .map(|c| (c.pointer.as_str(), c.row.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(
            told,
            [
                ("/sources/0/id", "new"),
                ("/sources/0/n", "new"),
                ("/sources/2/n", "b")
            ]
        );
    }

    #[test]
    fn nothing_and_line_ends_are_no_change() {
        let before = json!({"a": {"value": "x\r\ny"}, "b": null, "c": [], "d": {"e": null}});
        let after = json!({"a": {"value": "x\ny"}});
        assert_eq!(changes_between(&before, &after), []);
    }

    #[test]
    fn rows_without_ids_are_matched_by_content_first() {
        let before = json!([{"v": 1}, {"v": 2}]);
        let after = json!([{"v": 2}]);
        assert_eq!(changes_between(&before, &after).len(), 1);
    }
}
