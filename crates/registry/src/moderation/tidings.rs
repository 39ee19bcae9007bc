//! Who is to be told what.
//!
//! A tiding is kept in the transaction of what it tells, so that nothing is told that did not
//! happen, and nothing that happened is forgotten. The words are made where it is told.

use indigo_model::RecordKey;
use indigo_store::{EditRow, NewTiding, TidingRow, WriteTx};
use serde::Serialize;

use crate::{Registry, RegistryError, stored::read_json};

/// What a tiding tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TidingKind {
    /// Items of your proposal, or all of it, were decided.
    Decided,
    /// A moderator asks you to change your proposal.
    ChangesAsked,
    /// Somebody commented on your proposal, or on one that you have taken.
    Commented,
    /// A proposal was given to you to decide.
    Assigned,
    /// The record of your proposal was purged; the proposal is closed.
    Purged,
}

impl TidingKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::ChangesAsked => "changes_asked",
            Self::Commented => "commented",
            Self::Assigned => "assigned",
            Self::Purged => "purged",
        }
    }

    fn parse(word: &str) -> Self {
        match word {
            "changes_asked" => Self::ChangesAsked,
            "commented" => Self::Commented,
            "assigned" => Self::Assigned,
            "purged" => Self::Purged,
            _ => Self::Decided,
        }
    }
}

/// Something to tell somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tiding {
    /// Names the tiding.
    pub id: i64,
    /// When it happened (RFC 3339, UTC).
    pub created: String,
    /// Whom to tell: `user:…`, or `correction:…` (see [`Registry::correction_email`]).
    pub recipient: String,
    /// What.
    pub kind: TidingKind,
    /// Who did it.
    pub actor: String,
    /// The proposal.
    pub edit: Option<String>,
    /// The record.
    pub key: RecordKey,
    /// Why, in the words of who did it.
    pub reason: String,
    /// Keys of the items that were accepted.
    pub accepted: Vec<String>,
    /// Keys of the items that were rejected.
    pub rejected: Vec<String>,
    /// Whether it was seen on the site.
    pub seen: bool,
}

impl Tiding {
    fn read(row: TidingRow) -> Result<Self, RegistryError> {
        let keys = |what: &str, text: &str| {
            read_json("tiding", format_args!("{what} of {}", row.row_id), text)
        };
        Ok(Self {
            accepted: keys("accepted", &row.accepted)?,
            rejected: keys("rejected", &row.rejected)?,
            id: row.row_id,
            created: row.created,
            recipient: row.recipient,
            kind: TidingKind::parse(&row.kind),
            actor: row.actor,
            edit: row.edit,
            key: row.key,
            reason: row.reason,
            seen: row.is_seen,
        })
    }
}

/// What a tiding says of what happened.
pub(crate) struct Told<'a> {
    pub(crate) actor: &'a str,
    pub(crate) reason: &'a str,
    pub(crate) accepted: &'a [String],
    pub(crate) rejected: &'a [String],
    pub(crate) now: &'a str,
}

/// Tells the proposer of an edit, unless it was their own doing.
pub(crate) fn tell_proposer(
    tx: &mut WriteTx<'_>,
    edit: &EditRow,
    kind: TidingKind,
    told: &Told<'_>,
) -> Result<(), RegistryError> {
    match tx.proposal(edit.row_id)? {
        Some(proposal) => tell(tx, &proposal.proposer, edit, kind, told),
        None => Ok(()),
    }
}

/// Tells somebody, unless it was their own doing.
pub(crate) fn tell(
    tx: &mut WriteTx<'_>,
    recipient: &str,
    edit: &EditRow,
    kind: TidingKind,
    told: &Told<'_>,
) -> Result<(), RegistryError> {
    if recipient.is_empty() || recipient == told.actor {
        return Ok(());
    }
    let keys = |keys: &[String]| serde_json::Value::from(keys.to_vec()).to_string();
    Ok(tx.add_tiding(&NewTiding {
        created: told.now,
        recipient,
        kind: kind.as_str(),
        actor: told.actor,
        edit_row: Some(edit.row_id),
        record_row: edit.record_row,
        reason: told.reason,
        accepted: &keys(told.accepted),
        rejected: &keys(told.rejected),
    })?)
}

impl Registry {
    /// Up to `limit` tidings that were not sent, oldest first. Each is to be sent (or left, when
    /// its recipient wants no mail) and then named to [`Registry::tiding_sent`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tidings_due(&self, limit: i64) -> Result<Vec<Tiding>, RegistryError> {
        let rows = self.store.read(|tx| tx.tidings_unsent(limit))?;
        rows.into_iter().map(Tiding::read).collect()
    }

    /// Says that a tiding was sent.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tiding_sent(&self, id: i64) -> Result<(), RegistryError> {
        Ok(self.store.write_aside(|tx| tx.set_tiding_sent(id))?)
    }

    /// The tidings of somebody, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tidings_for(
        &self,
        actor: &str,
        only_unseen: bool,
        limit: i64,
    ) -> Result<Vec<Tiding>, RegistryError> {
        let rows = self
            .store
            .read(|tx| tx.tidings_of(actor, only_unseen, limit))?;
        rows.into_iter().map(Tiding::read).collect()
    }

    /// Says that somebody has seen their tidings up to (with) one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tidings_seen(&self, actor: &str, up_to: i64) -> Result<(), RegistryError> {
        Ok(self
            .store
            .write_aside(|tx| tx.set_tidings_seen(actor, up_to))?)
    }
}
