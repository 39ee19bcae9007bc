//! From approved edits to the record: the only place where a record changes.

use indigo_model::{Mode, RecordKey, Value, merge};
use indigo_store::{EventWriter, NewEdit, RecordRow, WriteTx};

use crate::RegistryError;

/// Reads stored JSON.
pub(crate) fn parse(what: &RecordKey, text: &str) -> Result<Value, RegistryError> {
    serde_json::from_str(text).map_err(|source| RegistryError::Unreadable {
        what: what.to_string(),
        source,
    })
}

/// The record's text after an edit.
pub(crate) fn folded(
    key: &RecordKey,
    mode: Mode,
    before: &str,
    edit: &str,
) -> Result<String, RegistryError> {
    if mode == Mode::Replace {
        // What came is kept to the letter.
        return Ok(edit.to_owned());
    }
    let data = merge::apply(mode, &parse(key, before)?, &parse(key, edit)?).map_err(|source| {
        RegistryError::Merge {
            key: key.clone(),
            source,
        }
    })?;
    Ok(data.to_string())
}

/// Applies an approved edit to its record and keeps the new version.
pub(crate) fn apply(
    tx: &mut WriteTx<'_>,
    record: &mut RecordRow,
    event_seq: i64,
    edit_row: i64,
    mode: Mode,
    edit: &str,
) -> Result<(), RegistryError> {
    record.data = folded(&record.key, mode, &record.data, edit)?;
    // A record that was withdrawn stays so until somebody brings it back.
    record.exists = record.exists || record.version == 0;
    record.version += 1;
    let same_as_edit = mode == Mode::Replace;
    tx.set_record(record, event_seq, edit_row, same_as_edit)?;
    Ok(())
}

/// Adds an edit to an event and approves it in the same event.
pub(crate) fn add_approved(
    tx: &mut WriteTx<'_>,
    event: &mut EventWriter,
    record: &mut RecordRow,
    mode: Mode,
    edit: &str,
) -> Result<(), RegistryError> {
    let new = NewEdit {
        record_row: record.row_id,
        key: &record.key.clone(),
        mode,
        base_version: Some(record.version),
        data: edit,
        approved: true,
    };
    let edit_row = tx.add_edit(event, &new)?;
    apply(tx, record, event.seq, edit_row, mode, edit)
}

/// The smallest merge that makes `after` of `before`; `None` when a key would have to go, which a
/// merge cannot do.
pub(crate) fn merge_between(before: &Value, after: &Value) -> Option<Value> {
    let (Value::Object(before), Value::Object(after)) = (before, after) else {
        return None;
    };
    if before.keys().any(|key| !after.contains_key(key)) {
        return None;
    }
    let mut edit = indigo_model::Object::new();
    for (key, value) in after {
        match (before.get(key), value) {
            (Some(old), new) if old == new => {}
            (Some(Value::Object(_)), Value::Object(new)) => {
                let old = before.get(key)?;
                if new.is_empty() {
                    return None;
                }
                edit.insert(key.clone(), merge_between(old, value)?);
            }
            // An object cannot be merged into text, a number or a list.
            (Some(old), Value::Object(_)) if !old.is_null() => return None,
            (_, new) => {
                edit.insert(key.clone(), new.clone());
            }
        }
    }
    Some(Value::Object(edit))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_merge_holds_only_what_changes() {
        let before = json!({"a": {"value": 1, "status": "PUBLIC"}, "rows": [1], "c": null});
        let after = json!({"a": {"value": 2, "status": "PUBLIC"}, "rows": [1, 2], "c": {"x": 1}});
        let edit = merge_between(&before, &after).unwrap();
        assert_eq!(
            edit,
            json!({"a": {"value": 2}, "rows": [1, 2], "c": {"x": 1}})
        );
        assert_eq!(merge::apply(Mode::Merge, &before, &edit).unwrap(), after);
        assert_eq!(merge_between(&json!({"a": 1}), &json!({})), None);
        assert_eq!(
            merge_between(&json!({"a": 1}), &json!({"a": {"b": 1}})),
            None
        );
    }
}
