//! What waits, and one proposal whole.

use indigo_model::{RecordKey, Value, accept_items, pointer};
use indigo_store::{EditRow, ProposalRow, QueueCounts, ReadTx};
use serde::Serialize;

use super::{Asked, ItemView, Origin, WithoutStatus, without_status};
use crate::{Registry, RegistryError, fold};

/// Which proposals are wanted; `None` is no wish.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Type of the record.
    pub record_type: Option<String>,
    /// Id of the record.
    pub id: Option<String>,
    /// Who proposes.
    pub proposer: Option<String>,
    /// The moderator who has taken it; `Some("-")` for nobody.
    pub assigned_to: Option<String>,
    /// `open`, `changes_asked`, `approved`, `partly_approved`, `rejected`, `withdrawn`,
    /// `superseded`, `purged`, or `any`; `None` for all that are not closed.
    pub state: Option<String>,
    /// With conflicts, or without.
    pub conflict: Option<bool>,
    /// Came at or before that time (RFC 3339, UTC).
    pub until: Option<String>,
    /// Came at or after that time.
    pub since: Option<String>,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Queue {
    /// The proposals, oldest first.
    pub proposals: Vec<ProposalSummary>,
    /// How many fit, on all pages.
    pub total: i64,
}

/// A proposal as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProposalSummary {
    /// Public name of the edit.
    pub edit: String,
    /// The record.
    pub key: RecordKey,
    /// The record's name, as it stands or as the proposal has it.
    pub name: Option<String>,
    /// Whether the record exists; otherwise the proposal would make it.
    pub exists: bool,
    /// When it came (RFC 3339, UTC).
    pub created: String,
    /// When anything of it changed.
    pub updated: String,
    /// Who proposes.
    pub proposer: String,
    /// Why, in the proposer's words.
    pub comment: String,
    /// Where the proposer has it from.
    pub source: String,
    /// The way it came.
    pub origin: Origin,
    /// `open`, `changes_asked`, or what became of it.
    pub state: String,
    /// Whether it still waits.
    pub is_open: bool,
    /// The moderator who has taken it.
    pub assigned_to: Option<String>,
    /// How many items it asks for.
    pub items: i64,
    /// How many are not decided.
    pub undecided: i64,
    /// How many of those conflict with the record as it stands.
    pub conflicts: i64,
    /// The proposal that it stands in the place of.
    pub supersedes: Option<String>,
}

/// A comment on a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// When (RFC 3339, UTC).
    pub created: String,
    /// Who.
    pub actor: String,
    /// Whether it asks the proposer for changes.
    pub asks_for_changes: bool,
    /// The words.
    pub words: String,
}

/// How a proposal was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposalClosed {
    /// `approve` (all of it at once), `accept`, `accept_part`, `reject`, `withdraw`, `supersede`
    /// or `purge`.
    pub kind: String,
    /// Who.
    pub actor: String,
    /// When (RFC 3339, UTC).
    pub created: String,
    /// Why.
    pub comment: String,
}

/// A proposal whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProposalView {
    /// As a list shows it.
    pub summary: ProposalSummary,
    /// The version that it was made on; 0 when there was none.
    pub base_version: i64,
    /// The version that stands now.
    pub version: i64,
    /// What it asks for, in the order of the record.
    pub items: Vec<ItemView>,
    /// What it would write without a status, so that the public would not see it, if all that is
    /// left were accepted.
    pub without_status: Vec<WithoutStatus>,
    /// Why the items cannot be shown, when they cannot (the edit does not fit the record, or what
    /// it held was purged).
    pub fault: Option<String>,
    /// What was said, oldest first.
    pub comments: Vec<Comment>,
    /// The proposal that stands in its place.
    pub superseded_by: Option<String>,
    /// How it was closed, when it is.
    pub closed: Option<ProposalClosed>,
}

impl Registry {
    /// A page of the proposals that fit, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn queue(
        &self,
        filter: &QueueFilter,
        limit: usize,
        offset: usize,
    ) -> Result<Queue, RegistryError> {
        let text = |value: &'_ Option<String>| value.clone().unwrap_or_default();
        let (record_type, id) = (text(&filter.record_type), text(&filter.id));
        let (proposer, assigned_to) = (text(&filter.proposer), text(&filter.assigned_to));
        let (state, until, since) = (
            text(&filter.state),
            text(&filter.until),
            text(&filter.since),
        );
        let wanted = indigo_store::QueueFilter {
            record_type: &record_type,
            id: &id,
            proposer: &proposer,
            assigned_to: &assigned_to,
            state: &state,
            conflict: match filter.conflict {
                None => "",
                Some(true) => "yes",
                Some(false) => "no",
            },
            until: &until,
            since: &since,
        };
        let page = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.store.read(|tx| {
            let rows = tx.queue(&wanted, page(limit), page(offset))?;
            let total = tx.queue_length(&wanted)?;
            let proposals = rows
                .into_iter()
                .map(|row| self.summary(tx, row))
                .collect::<Result<_, RegistryError>>()?;
            Ok(Queue { proposals, total })
        })
    }

    /// How many proposals wait.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn queue_counts(&self) -> Result<QueueCounts, RegistryError> {
        self.store.read(|tx| Ok(tx.queue_counts()?))
    }

    /// A proposal whole, open or closed; `None` when there is none of that name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn proposal(&self, edit: &str) -> Result<Option<ProposalView>, RegistryError> {
        self.store.read(|tx| {
            let Some(edit) = tx.edit(edit)? else {
                return Ok(None);
            };
            let Some(row) = tx.proposal(edit.row_id)? else {
                return Ok(None);
            };
            let comments = tx
                .comments_of(edit.row_id)?
                .into_iter()
                .map(|row| Comment {
                    created: row.created,
                    actor: row.actor,
                    asks_for_changes: row.kind == "ask",
                    words: row.words,
                })
                .collect();
            let mut lacking = Vec::new();
            let (base_version, version, items, fault) = match Asked::read(tx, &edit) {
                Ok(asked) => {
                    let one = self.type_of(&edit.key);
                    let items = asked.views(one);
                    if let Some(one) = one.filter(|_| row.is_open) {
                        let after = accept_items(&asked.now, &asked.after, asked.undecided());
                        lacking = without_status(one, &asked.now, &after);
                    }
                    (asked.base_version, asked.record.version, items, None)
                }
                Err(error @ (RegistryError::Merge { .. } | RegistryError::Use(_))) => {
                    let version = tx
                        .record_by_row(edit.record_row)?
                        .map_or(0, |record| record.version);
                    let base = edit.base_version.unwrap_or_default();
                    (base, version, Vec::new(), Some(error.to_string()))
                }
                Err(error) => return Err(error),
            };
            let closed = if row.is_open {
                None
            } else {
                closed(tx, &edit)?
            };
            Ok(Some(ProposalView {
                closed,
                superseded_by: tx.superseded_by(edit.row_id)?,
                summary: self.summary(tx, row)?,
                base_version,
                version,
                items,
                without_status: lacking,
                fault,
                comments,
            }))
        })
    }

    /// What an edit was sent with, as its sender wrote it; `None` when there is no such proposal or
    /// what it held was purged.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn proposal_data(&self, edit: &str) -> Result<Option<Value>, RegistryError> {
        let found = self.store.read(|tx| tx.edit(edit))?;
        let Some((key, text)) = found.and_then(|edit| Some((edit.key, edit.data?))) else {
            return Ok(None);
        };
        fold::parse(&key, &text).map(Some)
    }

    fn summary(
        &self,
        tx: &mut ReadTx<'_>,
        row: ProposalRow,
    ) -> Result<ProposalSummary, RegistryError> {
        let record = tx.record_by_row(row.record_row)?;
        let exists = record.as_ref().is_some_and(|record| record.exists);
        let mut name = None;
        if let Some(one) = self.type_of(&row.key) {
            let named = |text: &str| -> Result<Option<String>, RegistryError> {
                let data = fold::parse(&row.key, text)?;
                Ok(pointer::text(&data, &one.profile.name_pointer).map(str::to_owned))
            };
            if let Some(record) = &record {
                name = named(&record.data)?;
            }
            if name.is_none()
                && let Some(text) = tx.edit_by_row(row.edit_row)?.and_then(|edit| edit.data)
            {
                name = named(&text)?;
            }
        }
        Ok(ProposalSummary {
            edit: row.public_id,
            key: row.key,
            name,
            exists,
            created: row.created,
            updated: row.updated,
            proposer: row.proposer,
            comment: row.comment,
            source: row.source,
            origin: Origin::parse(&row.origin),
            state: row.state,
            is_open: row.is_open,
            assigned_to: Some(row.assigned_to).filter(|name| !name.is_empty()),
            items: row.items,
            undecided: row.undecided,
            conflicts: row.conflicts,
            supersedes: row.supersedes,
        })
    }
}

/// The event that closed a proposal.
fn closed(tx: &mut ReadTx<'_>, edit: &EditRow) -> Result<Option<ProposalClosed>, RegistryError> {
    let decision = tx
        .decisions_on(edit.record_row)?
        .into_iter()
        .rfind(|(_, name, _)| *name == edit.public_id);
    let Some((seq, _, kind)) = decision else {
        return Ok(None);
    };
    let event = tx.events_after(seq - 1, 1)?.into_iter().next();
    Ok(event.map(|event| ProposalClosed {
        kind: kind.as_str().to_owned(),
        actor: event.actor,
        created: event.created,
        comment: event.comment,
    }))
}
