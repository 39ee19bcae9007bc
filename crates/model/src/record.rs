//! A record and the key that names it for ever.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Value;

/// The permanent name of a record: its type and its identifier inside that type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordKey {
    /// The record type, such as `project`.
    #[serde(rename = "type")]
    pub record_type: String,
    /// The identifier, such as `INDIGO-POJ-0198`; compared exactly, case matters.
    pub id: String,
}

impl RecordKey {
    /// Names the record `id` of type `record_type`.
    pub fn new(record_type: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            record_type: record_type.into(),
            id: id.into(),
        }
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.record_type, self.id)
    }
}

/// A record as files carry it: one JSON object `{type, id, exists, data}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Type and identifier.
    #[serde(flatten)]
    pub key: RecordKey,
    /// False for a record that was named but never had an approved edit.
    #[serde(default = "yes")]
    pub exists: bool,
    /// What the record holds, verbatim.
    #[serde(default)]
    pub data: Value,
}

fn yes() -> bool {
    true
}
