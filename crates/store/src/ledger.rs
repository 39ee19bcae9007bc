//! Events, the edits that they propose and the decisions that they take.

mod decision;
mod digests;
mod item_decision;
mod mark;
mod read;
mod without_event;
mod write;

pub use decision::DecisionKind;
pub use digests::EventCheck;
pub use item_decision::{ItemDecisionRow, NewItemDecision, Verdict};
pub use mark::{MarkKind, MarkRow, NewMark};

use indigo_model::{Mode, RecordKey};

use crate::Digest;

/// What begins an event.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// When (RFC 3339, UTC).
    pub created: &'a str,
    /// Who: `system`, `user:…`, `import`.
    pub actor: &'a str,
    /// What for: `import`, `propose`, `decide`, …
    pub kind: &'a str,
    /// Why, in the person's words.
    pub comment: &'a str,
}

/// An event being written. Edits and decisions are added to it, then it is closed.
#[derive(Debug)]
pub struct EventWriter {
    /// Its place in the ledger.
    pub seq: i64,
    digest: Digest,
    chain_before: String,
    items: i64,
}

/// An edit to be added.
#[derive(Debug, Clone)]
pub struct NewEdit<'a> {
    /// Row number of the record.
    pub record_row: i64,
    /// The record's key.
    pub key: &'a RecordKey,
    /// Replace or merge.
    pub mode: Mode,
    /// The version of the record that the edit was made on; `None` when not known.
    pub base_version: Option<i64>,
    /// JSON text.
    pub data: &'a str,
    /// `approved` or `pending`.
    pub approved: bool,
}

/// An event as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Place in the ledger.
    pub seq: i64,
    /// Public name (a UUID).
    pub public_id: String,
    /// When (RFC 3339, UTC).
    pub created: String,
    /// Who.
    pub actor: String,
    /// What for.
    pub kind: String,
    /// Why.
    pub comment: String,
    /// Digest of the event itself.
    pub digest: String,
    /// Digest of all events up to this one.
    pub chain: String,
}

/// An edit as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRow {
    /// Row number.
    pub row_id: i64,
    /// Public name (a UUID).
    pub public_id: String,
    /// Row number of the record.
    pub record_row: i64,
    /// The record's key.
    pub key: RecordKey,
    /// The event that brought it.
    pub event_seq: i64,
    /// Replace or merge.
    pub mode: Mode,
    /// The version that it was made on.
    pub base_version: Option<i64>,
    /// JSON text; `None` when purged.
    pub data: Option<String>,
    /// Digest of the data.
    pub digest: String,
    /// `pending`, `approved`, `partly_approved`, `rejected`, `withdrawn`, `superseded` or `purged`.
    pub state: String,
}

/// One item of an event, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventItem {
    /// An edit was brought; `approved` when the same event also approves it.
    Edit {
        /// The edit.
        edit: EditRow,
        /// Whether the same event approves it.
        approved: bool,
    },
    /// An earlier edit was decided.
    Decision {
        /// The edit.
        edit: EditRow,
        /// What.
        kind: DecisionKind,
    },
    /// One item of an earlier edit was decided.
    ItemDecision(ItemDecisionRow),
    /// Something happened to a record as a whole.
    Mark(MarkRow),
}
