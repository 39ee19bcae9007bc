//! What came of taking over a database of the first system.

use indexmap::IndexMap;
use serde::Serialize;

use crate::ProblemLog;

/// What was taken over, or would be.
#[derive(Debug, Default, Serialize)]
pub struct DjangoSummary {
    /// False when rows of the database cannot be taken: then nothing was.
    pub accepted: bool,
    /// True when nothing was to be kept.
    pub dry_run: bool,
    /// The database that was read, without credentials.
    pub database: String,
    /// Record type → how many records.
    pub types: IndexMap<String, u64>,
    /// Events.
    pub events: u64,
    /// Events of which it is not known any more who did them.
    pub events_of_somebody_unknown: u64,
    /// Edits by what became of them.
    pub edits: EditCounts,
    /// Versions of records.
    pub versions: u64,
    /// States of records after an event that the first system had kept, and that were compared.
    pub snapshots: u64,
    /// Records of which the present value was compared.
    pub records_compared: u64,
    /// Records that were put right, since their edits give something else than the first system
    /// shows.
    pub put_right: Vec<String>,
    /// Role → how many accounts were made.
    pub accounts: IndexMap<String, u64>,
    /// How many of those are closed.
    pub accounts_closed: u64,
    /// Accounts that have no password that could be taken over.
    pub accounts_without_password: u64,
    /// Projects that were granted to accounts.
    pub grants: u64,
    /// Sandboxes.
    pub sandboxes: u64,
    /// What has no place here.
    pub left_out: Vec<LeftOut>,
    /// What differs, and what was not taken as it was.
    pub problems: ProblemLog,
}

/// Edits by what became of them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EditCounts {
    /// Approved by the event that brought them.
    pub at_once: u64,
    /// Approved by a later event.
    pub approved: u64,
    /// Refused.
    pub refused: u64,
    /// Waiting for a decision.
    pub open: u64,
}

/// Rows that have no place here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The table.
    pub table: String,
    /// How many; `None` when the table may not be read.
    pub rows: Option<u64>,
    /// What they are, and why they are not needed.
    pub what: &'static str,
}
