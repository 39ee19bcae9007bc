//! Taking a record back without losing it, and bringing it again.

use std::collections::BTreeSet;

use indigo_model::RecordKey;
use indigo_store::{MarkKind, NewEvent, NewMark};
use serde::Serialize;

use super::{not_purged, record_of};
use crate::{Registry, RegistryError, clock};

/// How a record stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RecordState {
    /// Whether it exists.
    pub exists: bool,
    /// How many approved edits made it.
    pub version: i64,
    /// When and by whom it was withdrawn, and why, when it is withdrawn now.
    pub withdrawn: Option<(String, String, String)>,
    /// The record that stands in its place, when it was merged as a duplicate.
    pub redirect: Option<RecordKey>,
    /// When and by whom it was purged, and why.
    pub purged: Option<(String, String, String)>,
}

impl Registry {
    /// How a record stands; `None` when it was never named.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn record_state(&self, key: &RecordKey) -> Result<Option<RecordState>, RegistryError> {
        self.store.read(|tx| {
            let Some(record) = tx.record(key)? else {
                return Ok(None);
            };
            let mut state = RecordState {
                exists: record.exists,
                version: record.version,
                ..RecordState::default()
            };
            for mark in tx.marks_of(record.row_id)? {
                let told = Some((mark.created, mark.actor, mark.comment));
                match mark.kind {
                    MarkKind::Withdraw => state.withdrawn = told,
                    MarkKind::BringBack => (state.withdrawn, state.redirect) = (None, None),
                    MarkKind::MergeInto => state.redirect = mark.other,
                    MarkKind::Purge => state.purged = told,
                    MarkKind::Absorb => {}
                }
            }
            Ok(Some(state))
        })
    }

    /// Withdraws a record: it exists no more and is not public, but all of it is kept.
    ///
    /// # Errors
    /// When there is no such record, or it does not exist.
    pub fn withdraw_record(
        &self,
        actor: &str,
        comment: &str,
        key: &RecordKey,
    ) -> Result<(), RegistryError> {
        self.mark_alone(actor, comment, key, MarkKind::Withdraw)
    }

    /// Brings back a record that was withdrawn, or merged as a duplicate (the references that
    /// were rewritten stay with the other record).
    ///
    /// # Errors
    /// When there is no such record, it exists, never existed, or was purged.
    pub fn bring_back(
        &self,
        actor: &str,
        comment: &str,
        key: &RecordKey,
    ) -> Result<(), RegistryError> {
        self.mark_alone(actor, comment, key, MarkKind::BringBack)
    }

    fn mark_alone(
        &self,
        actor: &str,
        comment: &str,
        key: &RecordKey,
        kind: MarkKind,
    ) -> Result<(), RegistryError> {
        let now = clock::now();
        self.store.write(|tx| {
            let record = record_of(tx, key)?;
            not_purged(tx, &record)?;
            let back = kind == MarkKind::BringBack;
            if record.exists == back || record.version == 0 {
                return Err(RegistryError::Use(if record.exists {
                    format!("{key} was not withdrawn")
                } else if record.version == 0 {
                    format!("{key} was only named: no edit of it was approved yet")
                } else {
                    format!("{key} was withdrawn before")
                }));
            }
            let mut event = tx.open_event(&NewEvent {
                created: &now,
                actor,
                kind: if back {
                    "bring_back"
                } else {
                    "withdraw_record"
                },
                comment,
            })?;
            tx.add_mark(
                &mut event,
                &NewMark {
                    record_row: record.row_id,
                    key,
                    kind,
                    other: None,
                    detail: "",
                },
            )?;
            tx.close_event(&event)?;
            self.project_touched(tx, &BTreeSet::from([record.row_id]), &mut |_, _| {})?;
            Ok(())
        })
    }
}
