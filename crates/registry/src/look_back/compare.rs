//! The versions of a record, and any two of them compared.

use indigo_model::{Object, RecordKey, Value, change_items};
use indigo_store::ReadTx;
use serde::Serialize;

use super::record_of;
use crate::{ItemView, Registry, RegistryError, fold, moderation::view_items};

/// A version of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionInfo {
    /// 1 for the first.
    pub version: i64,
    /// Public name of the event that made it.
    pub event: String,
    /// When (RFC 3339, UTC).
    pub created: String,
    /// Who approved it.
    pub actor: String,
    /// Whether its data were purged.
    pub purged: bool,
}

impl Registry {
    /// The versions of a record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn versions(&self, key: &RecordKey) -> Result<Vec<VersionInfo>, RegistryError> {
        self.store.read(|tx| {
            let Some(record) = tx.record(key)? else {
                return Ok(Vec::new());
            };
            let rows = tx.version_events(record.row_id)?;
            Ok(rows
                .into_iter()
                .map(|row| VersionInfo {
                    version: row.version,
                    event: row.event,
                    created: row.created,
                    actor: row.actor,
                    purged: row.data.is_none(),
                })
                .collect())
        })
    }

    /// What a version held; `None` when there is no such version or it was purged.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn version_data(
        &self,
        key: &RecordKey,
        version: i64,
    ) -> Result<Option<Value>, RegistryError> {
        self.store.read(|tx| {
            let Some(record) = tx.record(key)? else {
                return Ok(None);
            };
            let text = tx.version(record.row_id, version)?.and_then(|row| row.data);
            text.map(|text| fold::parse(key, &text)).transpose()
        })
    }

    /// What differs between two versions, item by item; version 0 is the time before the first.
    /// The state of each item says whether the record still holds the older value (`clean`), the
    /// newer one (`already_so`), or another.
    ///
    /// # Errors
    /// When there is no such record or version, or it was purged.
    pub fn compare(
        &self,
        key: &RecordKey,
        older: i64,
        newer: i64,
    ) -> Result<Vec<ItemView>, RegistryError> {
        self.store.read(|tx| {
            let record = record_of(tx, key)?;
            let before = data_of_version(tx, record.row_id, key, older)?;
            let after = data_of_version(tx, record.row_id, key, newer)?;
            let now = fold::parse(key, &record.data)?;
            let items = change_items(&before, &after);
            Ok(view_items(self.type_of(key), &items, &now))
        })
    }
}

/// What a version held; nothing for version 0.
pub(crate) fn data_of_version(
    tx: &mut ReadTx<'_>,
    record_row: i64,
    key: &RecordKey,
    version: i64,
) -> Result<Value, RegistryError> {
    if version == 0 {
        return Ok(Value::Object(Object::new()));
    }
    match tx.version(record_row, version)? {
        None => Err(RegistryError::Use(format!(
            "{key} has no version {version}"
        ))),
        Some(row) => match row.data {
            Some(text) => fold::parse(key, &text),
            None => Err(RegistryError::Use(format!(
                "what version {version} of {key} held was purged"
            ))),
        },
    }
}
