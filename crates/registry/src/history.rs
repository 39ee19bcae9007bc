//! What happened to a record: each version with who made it, when, why, and what it changed.

use indigo_model::{RecordKey, Value, ValueChange, changes_between};
use serde::Serialize;

use crate::{Registry, RegistryError, fold};

/// A version of a record, and how it came about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordVersion {
    /// 1 for the first.
    pub version: i64,
    /// The event that made it: its place in the ledger.
    pub event: i64,
    /// When (RFC 3339, UTC).
    pub created: String,
    /// Who.
    pub actor: String,
    /// What for: `import`, `approve`, `revert`.
    pub kind: String,
    /// Why, in the person's words.
    pub comment: String,
    /// Whether what it held was purged, so that nothing can be said of what it changed.
    pub purged: bool,
    /// Every value that it changed, before and after.
    pub changes: Vec<ValueChange>,
}

impl Registry {
    /// The versions of a record, oldest first; none when there is no such record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn versions_told(&self, key: &RecordKey) -> Result<Vec<RecordVersion>, RegistryError> {
        self.store.read(|tx| {
            let Some(record) = tx.record(key)? else {
                return Ok(Vec::new());
            };
            let mut before = Value::Null;
            let mut told = Vec::new();
            for row in tx.versions(record.row_id)? {
                let event = tx.events_after(row.event_seq - 1, 1)?.into_iter().next();
                let event = event
                    .filter(|event| event.seq == row.event_seq)
                    .ok_or_else(|| {
                        RegistryError::Use(format!(
                            "event {} of {key} is missing. Run `indigo verify`",
                            row.event_seq
                        ))
                    })?;
                let purged = row.data.is_none();
                let after = match row.data {
                    Some(text) => fold::parse(key, &text)?,
                    None => Value::Null,
                };
                let changes = if purged {
                    Vec::new()
                } else {
                    changes_between(&before, &after)
                };
                told.push(RecordVersion {
                    version: row.version,
                    event: event.seq,
                    created: event.created,
                    actor: event.actor,
                    kind: event.kind,
                    comment: event.comment,
                    purged,
                    changes,
                });
                before = after;
            }
            Ok(told)
        })
    }

    /// The records of an id, of whatever type.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn keys_of_id(&self, id: &str) -> Result<Vec<RecordKey>, RegistryError> {
        self.store.read(|tx| {
            let mut found = Vec::new();
            for one in self.standard.types() {
                let key = RecordKey::new(&one.id, id);
                if tx.record(&key)?.is_some() {
                    found.push(key);
                }
            }
            Ok(found)
        })
    }
}
