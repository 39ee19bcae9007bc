//! What happened to a record, event by event.

use std::collections::{BTreeMap, HashSet};

use indigo_model::{Object, RecordKey, Value, change_items};
use indigo_store::MarkKind;
use serde::Serialize;

use super::record_of;
use crate::{ItemDecided, ItemView, Registry, RegistryError, fold, moderation::view_items};

/// An event that touched a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryEvent {
    /// Place in the ledger.
    pub seq: i64,
    /// Public name of the event.
    pub event: String,
    /// When (RFC 3339, UTC).
    pub created: String,
    /// Who.
    pub actor: String,
    /// What for: `import`, `edit`, `propose`, `approve`, `decide`, `reject`, `withdraw`, `revert`,
    /// `status`, `withdraw_record`, `bring_back`, `merge`, `purge`, …
    pub kind: String,
    /// Why.
    pub comment: String,
    /// What it did to the record.
    #[serde(flatten)]
    pub did: EventChanges,
}

/// What an event did to a record.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct EventChanges {
    /// The version that it made, the last one if several.
    pub version: Option<i64>,
    /// What changed, item by item; the state of each compares it with the record at present.
    pub changes: Vec<ItemView>,
    /// Proposals that it brought.
    pub proposed: Vec<String>,
    /// Proposals that it closed, each with what became of it: `approve`, `accept`,
    /// `accept_part`, `reject`, `withdraw`, `supersede`, `purge`.
    pub closed: Vec<(String, String)>,
    /// Items of proposals that it decided: proposal, item, decision.
    pub decided: Vec<(String, String, ItemDecided)>,
    /// What it did to the record as a whole: `withdraw`, `bring_back`, `merge_into`, `absorb`,
    /// `purge`; with the other record of a merge.
    pub marks: Vec<(String, Option<RecordKey>)>,
}

impl Registry {
    /// The events that touched a record, oldest first.
    ///
    /// # Errors
    /// When there is no such record, or the database does not answer.
    pub fn timeline(&self, key: &RecordKey) -> Result<Vec<HistoryEvent>, RegistryError> {
        self.store.read(|tx| {
            let record = record_of(tx, key)?;
            let row = record.row_id;
            let now = fold::parse(key, &record.data)?;
            let mut did: BTreeMap<i64, EventChanges> = BTreeMap::new();
            let mut states: BTreeMap<i64, (Value, Value)> = BTreeMap::new();
            let mut before = Value::Object(Object::new());
            for version in tx.version_events(row)? {
                let after = match &version.data {
                    Some(text) => fold::parse(key, text)?,
                    None => Value::Object(Object::new()),
                };
                did.entry(version.event_seq).or_default().version = Some(version.version);
                states
                    .entry(version.event_seq)
                    .and_modify(|(_, last)| *last = after.clone())
                    .or_insert_with(|| (before.clone(), after.clone()));
                before = after;
            }
            for (seq, (before, after)) in states {
                let items = change_items(&before, &after);
                did.entry(seq).or_default().changes = view_items(self.type_of(key), &items, &now);
            }
            let mut proposals = HashSet::new();
            for edit in tx.edits_of(row)? {
                if tx.proposal(edit.row_id)?.is_some() {
                    proposals.insert(edit.public_id.clone());
                    let entry = did.entry(edit.event_seq).or_default();
                    entry.proposed.push(edit.public_id.clone());
                    for one in tx.item_decisions_of(edit.row_id)? {
                        did.entry(one.event_seq).or_default().decided.push((
                            edit.public_id.clone(),
                            one.key.unwrap_or_default(),
                            ItemDecided {
                                verdict: one.verdict.as_str(),
                                reason: one.reason.unwrap_or_default(),
                                actor: one.actor,
                                created: one.created,
                            },
                        ));
                    }
                }
            }
            for (seq, edit, kind) in tx.decisions_on(row)? {
                // An edit that its own event approved was no proposal.
                if proposals.contains(&edit) {
                    let kind = kind.as_str().to_owned();
                    did.entry(seq).or_default().closed.push((edit, kind));
                }
            }
            for mark in tx.marks_of(row)? {
                did.entry(mark.event_seq)
                    .or_default()
                    .marks
                    .push((mark.kind.as_str().to_owned(), mark.other));
            }
            Ok(tx
                .passages_of(row)?
                .into_iter()
                .map(|passage| HistoryEvent {
                    did: did.remove(&passage.seq).unwrap_or_default(),
                    seq: passage.seq,
                    event: passage.public_id,
                    created: passage.created,
                    actor: passage.actor,
                    kind: passage.kind,
                    comment: passage.comment,
                })
                .collect())
        })
    }

    /// The record that stands in the place of a duplicate, to the end of the chain; `None` when
    /// the record was not merged into another.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn redirect_of(
        &self,
        record_type: &str,
        id: &str,
    ) -> Result<Option<RecordKey>, RegistryError> {
        self.store.read(|tx| {
            let mut key = RecordKey::new(record_type, id);
            let mut found = None;
            // A merge into a merged record is refused, so chains are short; the bound is for
            // databases that somebody else wrote.
            for _ in 0..50 {
                let Some(record) = tx.record(&key)? else {
                    break;
                };
                if record.exists {
                    break;
                }
                let mut next = None;
                for mark in tx.marks_of(record.row_id)? {
                    match mark.kind {
                        MarkKind::MergeInto => next = mark.other,
                        MarkKind::BringBack | MarkKind::Purge => next = None,
                        MarkKind::Withdraw | MarkKind::Absorb => {}
                    }
                }
                let Some(other) = next else { break };
                key = other.clone();
                found = Some(other);
            }
            Ok(found)
        })
    }
}
