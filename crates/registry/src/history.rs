//! What happened to a record: each version with who made it, when, why, and what it changed.

use std::collections::HashMap;

use indigo_model::{RecordKey, Value, ValueChange, changes_between};
use indigo_store::{ReadTx, VersionEvent};
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
    /// Who made it: whoever decided, or imported.
    pub actor: String,
    /// The name of their account, when they have one.
    pub actor_name: Option<String>,
    /// What for: `import`, `approve`, `revert`.
    pub kind: String,
    /// Why, in the person's words.
    pub comment: String,
    /// The proposal that it comes from, when it was proposed.
    pub proposal: Option<VersionProposal>,
    /// Whether what it held was purged, so that nothing can be said of what it changed.
    pub purged: bool,
    /// Every value that it changed, before and after.
    pub changes: Vec<ValueChange>,
}

/// The proposal that a version comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionProposal {
    /// Its public name.
    pub edit: String,
    /// When it came (RFC 3339, UTC).
    pub created: String,
    /// Who proposed.
    pub proposer: String,
    /// The name of their account, when they have one.
    pub proposer_name: Option<String>,
    /// Why, in their words.
    pub comment: String,
    /// Where they had it from.
    pub source: String,
}

impl Registry {
    /// The versions of a record, oldest first; none when there is no such record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn versions_told(&self, key: &RecordKey) -> Result<Vec<RecordVersion>, RegistryError> {
        let mut told = self.store.read(|tx| versions_in(tx, key))?;
        let mut names: HashMap<String, Option<String>> = HashMap::new();
        let mut name = |actor: &str| -> Result<Option<String>, RegistryError> {
            if let Some(known) = names.get(actor) {
                return Ok(known.clone());
            }
            let found = self.actor_name(actor)?;
            names.insert(actor.to_owned(), found.clone());
            Ok(found)
        };
        for version in &mut told {
            version.actor_name = name(&version.actor)?;
            if let Some(proposal) = &mut version.proposal {
                proposal.proposer_name = name(&proposal.proposer)?;
            }
        }
        Ok(told)
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

/// The proposal that a version comes from: its edit, or the one of which it took items.
fn proposal_of(
    tx: &mut ReadTx<'_>,
    version: &VersionEvent,
) -> Result<Option<VersionProposal>, RegistryError> {
    let edit_row = tx
        .items_brought_by(version.edit_row)?
        .first()
        .map_or(version.edit_row, |item| item.edit_row);
    Ok(tx.proposal(edit_row)?.map(|row| VersionProposal {
        edit: row.public_id,
        created: row.created,
        proposer: row.proposer,
        proposer_name: None,
        comment: row.comment,
        source: row.source,
    }))
}

fn versions_in(tx: &mut ReadTx<'_>, key: &RecordKey) -> Result<Vec<RecordVersion>, RegistryError> {
    let Some(record) = tx.record(key)? else {
        return Ok(Vec::new());
    };
    let mut before = Value::Null;
    let mut told = Vec::new();
    for row in tx.version_events(record.row_id)? {
        let event = tx.events_after(row.event_seq - 1, 1)?.into_iter().next();
        let event = event
            .filter(|event| event.seq == row.event_seq)
            .ok_or_else(|| {
                RegistryError::Use(format!(
                    "event {} of {key} is missing. Run `indigo verify`",
                    row.event_seq
                ))
            })?;
        let proposal = proposal_of(tx, &row)?;
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
            actor_name: None,
            kind: event.kind,
            comment: event.comment,
            proposal,
            purged,
            changes,
        });
        before = after;
    }
    Ok(told)
}
