//! How an edit changes a record: whole replacement, or a merge.
//!
//! The merge rules are those of the present INDIGO system, which its stored edits depend on; they
//! are not RFC 7386. The source is the golden set `ferret/merge_rules.json`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Object, Value};

/// How the data of an edit meets the data of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Mode {
    /// The edit's data become the record's data; keys that the edit does not have are gone.
    Replace,
    /// Objects are merged key by key; everything else in the edit overwrites.
    Merge,
}

impl Mode {
    /// The word that is stored and shown: `REPLACE` or `MERGE`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Replace => "REPLACE",
            Self::Merge => "MERGE",
        }
    }

    /// Reads `REPLACE` or `MERGE`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "REPLACE" => Some(Self::Replace),
            "MERGE" => Some(Self::Merge),
            _ => None,
        }
    }
}

/// A merge that cannot be done; the whole event fails.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MergeError {
    /// The edit has an object where the record has text, a number, yes/no or a list.
    #[error("the edit holds an object at {pointer}, but the record holds {found} there")]
    NotAnObject {
        /// Where.
        pointer: String,
        /// What the record holds.
        found: &'static str,
    },
}

/// The record's data after an edit.
///
/// In a merge an object meets an object key by key; an object meets nothing (missing or null) and
/// is taken; an object meets anything else and is an error; every other value, null and lists
/// included, overwrites. Null does not delete a key.
///
/// # Errors
/// [`MergeError::NotAnObject`] as above; `base` is then to be left as it was.
pub fn apply(mode: Mode, base: &Value, edit: &Value) -> Result<Value, MergeError> {
    match mode {
        Mode::Replace => Ok(edit.clone()),
        Mode::Merge => {
            let mut result = base.clone();
            merge(&mut result, edit, &mut String::new())?;
            Ok(result)
        }
    }
}

fn merge(base: &mut Value, edit: &Value, pointer: &mut String) -> Result<(), MergeError> {
    let Value::Object(edit) = edit else {
        *base = edit.clone();
        return Ok(());
    };
    if base.is_null() {
        *base = Value::Object(Object::new());
    }
    let found = kind(base);
    let Value::Object(base) = base else {
        return Err(MergeError::NotAnObject {
            pointer: pointer.clone(),
            found,
        });
    };
    for (key, value) in edit {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(key);
        merge(
            base.entry(key.clone()).or_insert(Value::Null),
            value,
            pointer,
        )?;
        pointer.truncate(length);
    }
    Ok(())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "yes/no",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn merges_by_the_incumbents_rules() {
        let base = json!({"name": {"value": "a", "x": 1}, "sources": [1, 2], "notes": null});
        let edit = json!({"name": {"value": null}, "sources": [3], "notes": {}, "dates": {}});
        assert_eq!(
            apply(Mode::Merge, &base, &edit).unwrap(),
            json!({"name": {"value": null, "x": 1}, "sources": [3], "notes": {}, "dates": {}})
        );
        let error = apply(Mode::Merge, &base, &json!({"sources": {"id": 1}})).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the edit holds an object at /sources, but the record holds a list there"
        );
    }
}
