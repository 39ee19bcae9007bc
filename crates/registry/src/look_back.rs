//! Looking back on a record, and undoing: timeline, comparison, who said what, revert, withdraw,
//! change of status, purge.

mod blame;
mod compare;
mod purge;
mod revert_event;
mod shown_again;
mod status;
mod timeline;
mod withdraw;

use indigo_model::RecordKey;
use indigo_store::{MarkKind, MarkRow, ReadTx, RecordRow};

pub use blame::Blame;
pub use compare::VersionInfo;
pub(crate) use compare::data_of_version;
pub use purge::PurgeTrace;
pub use revert_event::RevertOutcome;
pub use timeline::{EventChanges, HistoryEvent};
pub use withdraw::RecordState;

use crate::RegistryError;

/// The record of that key.
pub(crate) fn record_of(tx: &mut ReadTx<'_>, key: &RecordKey) -> Result<RecordRow, RegistryError> {
    tx.record(key)?
        .ok_or_else(|| RegistryError::UnknownRecord(key.clone()))
}

/// The mark by which a record was purged.
pub(crate) fn purge_mark(
    tx: &mut ReadTx<'_>,
    record: &RecordRow,
) -> Result<Option<MarkRow>, RegistryError> {
    // A record that exists, or never did, was not purged; that saves the look.
    if record.exists || record.data != "{}" {
        return Ok(None);
    }
    Ok(tx
        .marks_of(record.row_id)?
        .into_iter()
        .find(|mark| mark.kind == MarkKind::Purge))
}

/// Refuses a record whose data were erased.
pub(crate) fn not_purged(tx: &mut ReadTx<'_>, record: &RecordRow) -> Result<(), RegistryError> {
    match purge_mark(tx, record)? {
        Some(mark) => Err(RegistryError::Purged {
            key: record.key.clone(),
            at: mark.created,
        }),
        None => Ok(()),
    }
}
