//! Undoing what one event changed in a record, and nothing that came after it.

use std::collections::BTreeSet;

use indigo_model::{
    ChangeItem, ItemState, RecordKey, Value, accept_items, change_items, items::standing_of,
};
use indigo_store::{NewEvent, ReadTx, RecordRow};
use serde::Serialize;

use super::{compare::data_of_version, not_purged, record_of};
use crate::{
    ItemView, Registry, RegistryError, clock, fold,
    moderation::{smallest_edit, view_items},
};

/// What came of undoing an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RevertOutcome {
    /// Keys of the items that were undone.
    pub undone: Vec<String>,
    /// What was not undone, as it has changed again since.
    pub conflicts: Vec<ItemView>,
    /// The version that the record has now.
    pub version: i64,
}

impl Registry {
    /// Undoes what one event (its public name) changed in a record, item by item. What has changed
    /// again since is left and named, unless `anyway`.
    ///
    /// # Errors
    /// When there is no such record, the event made no version of it, or its data were purged.
    pub fn revert_event(
        &self,
        actor: &str,
        comment: &str,
        key: &RecordKey,
        event: &str,
        anyway: bool,
    ) -> Result<RevertOutcome, RegistryError> {
        let time = clock::now();
        self.store.write_when(|tx| {
            let mut record = record_of(tx, key)?;
            not_purged(tx, &record)?;
            let Undoing {
                now,
                after,
                undone,
                conflicts,
                ..
            } = undoing(tx, &record, event, anyway)?;
            let mut outcome = RevertOutcome {
                undone: undone.into_iter().map(|item| item.key).collect(),
                conflicts: view_items(self.type_of(key), &conflicts, &now),
                version: record.version,
            };
            if after == now {
                return Ok((false, outcome));
            }
            let mut event = tx.open_event(&NewEvent {
                created: &time,
                actor,
                kind: "revert",
                comment,
            })?;
            let (mode, data) = smallest_edit(record.version, &now, &after);
            fold::add_approved(tx, &mut event, &mut record, mode, &data.to_string())?;
            tx.close_event(&event)?;
            self.project_touched(tx, &BTreeSet::from([record.row_id]), &mut |_, _| {})?;
            outcome.version = record.version;
            Ok((true, outcome))
        })
    }

    /// What an event (its public name) changed in a record that undoing it would leave alone, as
    /// it has changed again since.
    ///
    /// # Errors
    /// As [`Registry::revert_event`].
    pub fn undo_leaves(
        &self,
        key: &RecordKey,
        event: &str,
    ) -> Result<Vec<ItemView>, RegistryError> {
        self.store.read(|tx| {
            let record = record_of(tx, key)?;
            not_purged(tx, &record)?;
            let undoing = undoing(tx, &record, event, false)?;
            Ok(view_items(
                self.type_of(key),
                &undoing.conflicts,
                &undoing.now,
            ))
        })
    }
}

/// What undoing an event would do.
pub(super) struct Undoing {
    /// The version before the event.
    pub(super) earlier: i64,
    now: Value,
    pub(super) after: Value,
    undone: Vec<ChangeItem>,
    /// What has changed again since.
    conflicts: Vec<ChangeItem>,
}

/// What undoing an event would do to a record as it stands.
pub(super) fn undoing(
    tx: &mut ReadTx<'_>,
    record: &RecordRow,
    event: &str,
    anyway: bool,
) -> Result<Undoing, RegistryError> {
    let key = &record.key;
    let none = || RegistryError::Use(format!("event {event} did not change what {key} holds"));
    let seq = tx.event_seq(event)?.ok_or_else(none)?;
    let earlier = tx.version_before(record.row_id, seq)?;
    let later = tx.version_before(record.row_id, seq + 1)?;
    if later == earlier {
        return Err(none());
    }
    let with = data_of_version(tx, record.row_id, key, later)?;
    let without = data_of_version(tx, record.row_id, key, earlier)?;
    let now = fold::parse(key, &record.data)?;
    let items = change_items(&with, &without);
    let (conflicts, undone): (Vec<ChangeItem>, Vec<ChangeItem>) = items
        .into_iter()
        .filter(|item| standing_of(item, &now).state != ItemState::AlreadySo)
        .partition(|item| !anyway && standing_of(item, &now).state == ItemState::Conflict);
    let after = accept_items(&now, &without, &undone);
    Ok(Undoing {
        earlier,
        now,
        after,
        undone,
        conflicts,
    })
}
