//! Rows of a record that was seen in part, and of the same record whole.
//!
//! A new row may not take the id of one that was not seen; a row without an id is known by all that
//! it holds, also by what was not seen of it.

use indigo_model::{Status, Value, changes::row_id, pointer};
use indigo_standard::{Field, RowList, TypeStandard};

/// The record with other ids for new rows where rows that were not seen have theirs.
pub(super) fn with_own_ids(
    one: &TypeStandard,
    seen: &Value,
    whole: &Value,
    mut data: Value,
) -> Value {
    if seen == whole {
        return data;
    }
    for list in &one.lists {
        let hidden: Vec<&str> = ids(whole, list)
            .into_iter()
            .filter(|id| !ids(seen, list).contains(id))
            .collect();
        let taken: Vec<String> = ids(&data, list)
            .into_iter()
            .filter(|id| hidden.contains(id))
            .map(str::to_owned)
            .collect();
        for id in taken {
            let mut end = indigo_store::random_token().to_lowercase();
            end.retain(|letter| letter.is_ascii_alphanumeric());
            end.truncate(5);
            rename(one, list, &mut data, &id, &format!("{id}-{end}"));
        }
    }
    data
}

/// Both with the rows as they are in the whole record where a row has no id: such a row is known
/// by all that it holds, also by what was not seen of it.
pub(super) fn with_whole_rows(
    one: &TypeStandard,
    mut seen: Value,
    whole: &Value,
    mut data: Value,
) -> (Value, Value) {
    if seen == *whole {
        return (seen, data);
    }
    for list in &one.lists {
        let shown: Vec<&Value> = pointer::rows(whole, &list.pointer)
            .filter(|row| is_shown(list, row))
            .collect();
        let rows: Vec<Value> = pointer::rows(&seen, &list.pointer).cloned().collect();
        if shown.len() != rows.len() {
            continue;
        }
        for (number, (row, whole)) in rows.iter().zip(shown).enumerate() {
            if row_id(row).is_some() || row == whole {
                continue;
            }
            if let Some(slot) = rows_of(&mut seen, &list.keys).nth(number) {
                *slot = whole.clone();
            }
            if let Some(slot) = rows_of(&mut data, &list.keys).find(|slot| *slot == row) {
                *slot = whole.clone();
            }
        }
    }
    (seen, data)
}

/// A record without the rows that were hidden in another version of it.
pub(super) fn without_hidden(one: &TypeStandard, hidden_in: &Value, mut data: Value) -> Value {
    for list in &one.lists {
        let hidden: Vec<&Value> = pointer::rows(hidden_in, &list.pointer)
            .filter(|row| !is_shown(list, row))
            .collect();
        let is_hidden = |row: &Value| {
            hidden.iter().any(|one| match row_id(one) {
                Some(id) => row_id(row) == Some(id),
                None => row == *one,
            })
        };
        let mut at = Some(&mut data);
        for key in &list.keys {
            at = at.and_then(|value| value.get_mut(key));
        }
        if let Some(Value::Array(rows)) = at {
            rows.retain(|row| !is_hidden(row));
        }
    }
    data
}

/// Whether everybody sees a row of a public record.
fn is_shown(list: &RowList, row: &Value) -> bool {
    match row {
        Value::Object(row) => match Status::of(row) {
            Status::Public => true,
            Status::Missing => !list.has_status,
            Status::Private | Status::Disputed | Status::Sandbox | Status::Unknown => false,
        },
        _ => !list.has_status,
    }
}

fn ids<'a>(data: &'a Value, list: &RowList) -> Vec<&'a str> {
    match pointer::get(data, &list.pointer) {
        Some(Value::Array(rows)) => rows.iter().filter_map(row_id).collect(),
        _ => Vec::new(),
    }
}

/// Gives a row another id, there and where it is referred to.
fn rename(one: &TypeStandard, list: &RowList, data: &mut Value, id: &str, new: &str) {
    if let Some(row) = rows_of(data, &list.keys).find(|row| row_id(row) == Some(id)) {
        match row.get_mut("id") {
            Some(Value::Object(own)) => own.insert("value".to_owned(), Value::from(new)),
            Some(own) => Some(std::mem::replace(own, Value::from(new))),
            None => None,
        };
    }
    let refers = |field: &Field| {
        let rows = field.leaf.rows.as_ref()?;
        (rows.list == list.pointer).then(|| rows.separator.clone())
    };
    for field in &one.fields {
        if let Some(separator) = refers(field) {
            refer(data, &field.pointer, separator.as_deref(), id, new);
        }
    }
    for other in &one.lists {
        for field in &other.fields {
            let Some(separator) = refers(field) else {
                continue;
            };
            for row in rows_of(data, &other.keys) {
                refer(row, &field.pointer, separator.as_deref(), id, new);
            }
        }
    }
}

/// Puts a new id in the place of another in a value that names one or several.
fn refer(data: &mut Value, pointer: &str, separator: Option<&str>, id: &str, new: &str) {
    let Some(Value::String(text)) = data.pointer_mut(pointer) else {
        return;
    };
    let renamed = |part: &str| if part.trim() == id { new } else { part }.to_owned();
    *text = match separator {
        Some(separator) => {
            let parts: Vec<String> = text.split(separator).map(renamed).collect();
            parts.join(separator)
        }
        None => renamed(text),
    };
}

fn rows_of<'a>(data: &'a mut Value, keys: &[String]) -> impl Iterator<Item = &'a mut Value> {
    let mut at = Some(data);
    for key in keys {
        at = at.and_then(|value| value.get_mut(key));
    }
    at.and_then(Value::as_array_mut).into_iter().flatten()
}
