//! Proposing an edit, and deciding about it.

use std::collections::BTreeSet;

use indigo_model::{Mode, RecordKey, Value, ValueChange, changes_between, merge};
use indigo_store::{DecisionKind, EditRow, NewEvent, ReadTx, WriteTx};

use crate::{
    Registry, RegistryError, TidingKind, clock, fold, look_back,
    moderation::{Told, tell_proposer},
};

/// An edit that somebody proposes.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The record, which need not exist yet.
    pub key: RecordKey,
    /// Replace or merge.
    pub mode: Mode,
    /// The version that the edit was made on; the one that stands now when `None`.
    pub base_version: Option<i64>,
    /// What the edit holds.
    pub data: Value,
}

/// What somebody decides about an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Apply it, if nothing that it touches has changed since it was made.
    Approve,
    /// Apply it whatever has changed since: a person has seen the conflict.
    ApproveAnyway,
    /// Do not apply it.
    Reject,
    /// The proposer takes it back.
    Withdraw,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// The record has changed since the edit was made, in what the edit touches; nothing was done.
    Conflict {
        /// What the edit would change, on the version it was made on.
        wanted: Vec<ValueChange>,
        /// What has changed since.
        meanwhile: Vec<ValueChange>,
    },
}

impl Registry {
    /// Records proposed edits as one event; gives their public names, in order.
    ///
    /// # Errors
    /// When a type is unknown, or the database does not answer.
    pub fn propose(
        &self,
        actor: &str,
        comment: &str,
        proposals: &[Proposal],
    ) -> Result<Vec<String>, RegistryError> {
        self.submit(&crate::Submission {
            actor: actor.to_owned(),
            comment: comment.to_owned(),
            edits: proposals.to_vec(),
            ..crate::Submission::default()
        })
    }

    /// Decides about a pending edit.
    ///
    /// # Errors
    /// When there is no such edit, or it was decided before.
    pub fn decide(
        &self,
        actor: &str,
        comment: &str,
        edit: &str,
        decision: &Decision,
    ) -> Result<Outcome, RegistryError> {
        self.store
            .write(|tx| self.decide_in(tx, actor, comment, edit, decision))
    }

    pub(crate) fn decide_in(
        &self,
        tx: &mut WriteTx<'_>,
        actor: &str,
        comment: &str,
        edit: &str,
        decision: &Decision,
    ) -> Result<Outcome, RegistryError> {
        let now = clock::now();
        let (edit, _) = self.open_proposal(tx, edit)?;
        let accepted_before = tx
            .item_decisions_of(edit.row_id)?
            .iter()
            .map(|row| row.verdict.is_accept())
            .collect::<Vec<_>>();
        if !accepted_before.is_empty()
            && matches!(decision, Decision::Approve | Decision::ApproveAnyway)
        {
            return Err(RegistryError::Use(format!(
                "items of edit {} were decided before, so that it cannot be approved as a whole. Decide the rest item by item",
                edit.public_id
            )));
        }
        let kind = match decision {
            Decision::Approve => {
                if let Some(conflict) = conflict(tx, &edit)? {
                    return Ok(conflict);
                }
                DecisionKind::Approve
            }
            Decision::ApproveAnyway => DecisionKind::Approve,
            Decision::Reject if accepted_before.contains(&true) => DecisionKind::AcceptPart,
            Decision::Reject => DecisionKind::Reject,
            Decision::Withdraw => DecisionKind::Withdraw,
        };
        let new = NewEvent {
            created: &now,
            actor,
            kind: event_kind(decision),
            comment,
        };
        let mut event = tx.open_event(&new)?;
        tx.add_decision(&mut event, &edit, kind)?;
        if kind == DecisionKind::Approve {
            apply_edit(tx, &edit, event.seq)?;
        }
        tx.close_event(&event)?;
        tx.set_proposal_state(edit.row_id, kind.state(), false, &now)?;
        let told = Told {
            actor,
            reason: comment,
            accepted: &[],
            rejected: &[],
            now: &now,
        };
        tell_proposer(tx, &edit, TidingKind::Decided, &told)?;
        if kind == DecisionKind::Approve {
            self.project_touched(tx, &BTreeSet::from([edit.record_row]), &mut |_, _| {})?;
        }
        Ok(Outcome::Done)
    }

    /// Puts an earlier version of a record in the place of the one that stands, as an edit of its
    /// own.
    ///
    /// # Errors
    /// When there is no such version, or its data were purged.
    pub fn revert(
        &self,
        actor: &str,
        comment: &str,
        key: &RecordKey,
        version: i64,
    ) -> Result<(), RegistryError> {
        let now = clock::now();
        self.store.write(|tx| {
            let mut record = tx.record_or_new(key)?;
            look_back::not_purged(tx, &record)?;
            let data = tx
                .version(record.row_id, version)?
                .and_then(|version| version.data)
                .ok_or_else(|| {
                    RegistryError::Use(format!("{key} has no version {version} to go back to"))
                })?;
            let new = NewEvent {
                created: &now,
                actor,
                kind: "revert",
                comment,
            };
            let mut event = tx.open_event(&new)?;
            fold::add_approved(tx, &mut event, &mut record, Mode::Replace, &data)?;
            tx.close_event(&event)?;
            self.project_touched(tx, &BTreeSet::from([record.row_id]), &mut |_, _| {})?;
            Ok(())
        })
    }

    /// Each version of a record with what it changed, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn history(&self, key: &RecordKey) -> Result<Vec<(i64, Vec<ValueChange>)>, RegistryError> {
        self.store.read(|tx| {
            let Some(record) = tx.record(key)? else {
                return Ok(Vec::new());
            };
            let mut before = Value::Null;
            let mut history = Vec::new();
            for version in tx.versions(record.row_id)? {
                let after = match version.data {
                    Some(text) => fold::parse(key, &text)?,
                    None => Value::Null,
                };
                history.push((version.version, changes_between(&before, &after)));
                before = after;
            }
            Ok(history)
        })
    }

    /// A record's data as they stand, for staff.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn data_of(&self, key: &RecordKey) -> Result<Option<Value>, RegistryError> {
        self.store.read(|tx| crate::project::data_of(tx, key))
    }

    pub(crate) fn known_type(&self, key: &RecordKey) -> Result<(), RegistryError> {
        match self.standard.get(&key.record_type) {
            Some(_) => Ok(()),
            None => Err(RegistryError::UnknownType(key.record_type.clone())),
        }
    }
}

/// What an event of a decision is called.
fn event_kind(decision: &Decision) -> &'static str {
    match decision {
        Decision::Approve | Decision::ApproveAnyway => "approve",
        Decision::Reject => "reject",
        Decision::Withdraw => "withdraw",
    }
}

pub(crate) fn apply_edit(
    tx: &mut WriteTx<'_>,
    edit: &EditRow,
    event_seq: i64,
) -> Result<(), RegistryError> {
    let mut record = tx
        .record_by_row(edit.record_row)?
        .ok_or_else(|| RegistryError::Use(format!("{} is gone", edit.key)))?;
    let data = edit.data.as_deref().ok_or_else(|| {
        RegistryError::Use(format!("what edit {} held was purged", edit.public_id))
    })?;
    fold::apply(tx, &mut record, event_seq, edit.row_id, edit.mode, data)
}

/// Whether the record has changed, since the edit was made, in what the edit touches.
fn conflict(tx: &mut ReadTx<'_>, edit: &EditRow) -> Result<Option<Outcome>, RegistryError> {
    let Some(record) = tx.record_by_row(edit.record_row)? else {
        return Ok(None);
    };
    let base_version = edit.base_version.unwrap_or(record.version);
    if base_version == record.version {
        return Ok(None);
    }
    let now = fold::parse(&record.key, &record.data)?;
    let base = match tx
        .version(record.row_id, base_version)?
        .and_then(|version| version.data)
    {
        Some(text) => fold::parse(&record.key, &text)?,
        None => Value::Object(indigo_model::Object::new()),
    };
    let data = fold::parse(&record.key, edit.data.as_deref().unwrap_or("{}"))?;
    let result = merge::apply(edit.mode, &base, &data).map_err(|source| RegistryError::Merge {
        key: record.key.clone(),
        source,
    })?;
    let wanted = changes_between(&base, &result);
    let meanwhile = changes_between(&base, &now);
    // A replacement sets every value, so whatever has changed since is touched by it. A merge
    // replaces lists whole, so that a list is touched when any of its rows is.
    let touched = |change: &ValueChange| {
        edit.mode == Mode::Replace
            || wanted
                .iter()
                .any(|wish| list_or_value(&wish.pointer) == list_or_value(&change.pointer))
    };
    Ok(meanwhile.iter().any(touched).then(|| Outcome::Conflict {
        wanted,
        meanwhile: meanwhile.clone(),
    }))
}

/// The pointer up to the first row number: all of a list counts as one value.
fn list_or_value(pointer: &str) -> &str {
    let mut end = 0;
    for part in pointer.split_inclusive('/') {
        let key = part.trim_end_matches('/');
        if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()) {
            return pointer[..end].trim_end_matches('/');
        }
        end += part.len();
    }
    pointer
}
