//! Erasing a record for good, with a trace that it was there.

use std::collections::BTreeSet;

use indigo_model::RecordKey;
use indigo_store::{DecisionKind, MarkKind, NewEvent, NewMark};
use serde::Serialize;

use super::{not_purged, record_of};
use crate::{
    Registry, RegistryError, TidingKind,
    backup::REBUILT,
    clock,
    moderation::{Told, tell},
};

/// What a purge erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PurgeTrace {
    /// Edits whose data were erased.
    pub edits: i64,
    /// Versions of the record, all erased.
    pub versions: i64,
    /// Open proposals that were closed.
    pub proposals: usize,
}

impl Registry {
    /// Erases what a record ever held: edits, versions, what was said about proposals on it,
    /// drafts, corrections. Digests stay, so that the ledger still verifies; an event says who
    /// purged it, when, why, and how many edits. It cannot be undone, and the record takes nothing
    /// any more.
    ///
    /// Comments of events are part of the chain and stay; so do older backups, and the releases that
    /// hold it ([`Registry::releases_with`]) until it is taken out of them.
    ///
    /// # Errors
    /// When there is no such record, it was purged before, or no reason is given.
    pub fn purge(
        &self,
        actor: &str,
        why: &str,
        key: &RecordKey,
    ) -> Result<PurgeTrace, RegistryError> {
        if why.trim().is_empty() {
            return Err(RegistryError::Use(
                "a purge needs a reason: it is all that stays".to_owned(),
            ));
        }
        let now = clock::now();
        let trace = self.store.write(|tx| {
            let record = record_of(tx, key)?;
            not_purged(tx, &record)?;
            let edits = tx.count_kept_edits(record.row_id)?;
            let open = tx.open_proposals_of(record.row_id)?;
            let trace = PurgeTrace {
                edits,
                versions: record.version,
                proposals: open.len(),
            };
            let mut event = tx.open_event(&NewEvent {
                created: &now,
                actor,
                kind: "purge",
                comment: why,
            })?;
            let mut closed = Vec::new();
            for proposal in open {
                if let Some(edit) = tx.edit_by_row(proposal.edit_row)? {
                    tx.add_decision(&mut event, &edit, DecisionKind::Purge)?;
                    tx.set_proposal_state(edit.row_id, "purged", false, &now)?;
                    closed.push((edit, proposal.proposer));
                }
            }
            let detail = format!("{} edits, {} versions", trace.edits, trace.versions);
            tx.add_mark(
                &mut event,
                &NewMark {
                    record_row: record.row_id,
                    key,
                    kind: MarkKind::Purge,
                    other: None,
                    detail: &detail,
                },
            )?;
            tx.close_event(&event)?;
            tx.erase(record.row_id, key)?;
            let told = Told {
                actor,
                reason: why,
                accepted: &[],
                rejected: &[],
                now: &now,
            };
            for (edit, proposer) in closed {
                tell(tx, &proposer, &edit, TidingKind::Purged, &told)?;
            }
            self.project_touched(tx, &BTreeSet::from([record.row_id]), &mut |_, _| {})?;
            // Every other process makes its index and its catalogue anew: nothing of it stays there.
            let revision = (tx.revision()? + 1).to_string();
            tx.set_setting(REBUILT, &revision)?;
            Ok::<_, RegistryError>(trace)
        })?;
        self.forget_downloads();
        // The purge is done; that the files are not packed yet undoes nothing.
        self.forget_search();
        if let Err(error) = self.store.overwrite_erased() {
            tracing::warn!(%error, "what was purged is not overwritten in the database file yet");
        }
        Ok(trace)
    }
}
