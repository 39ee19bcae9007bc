//! Keeping the counts of open proposals right when their records change.

use std::collections::BTreeSet;

use indigo_store::WriteTx;

use super::Asked;
use crate::{Registry, RegistryError};

impl Registry {
    /// Counts anew the items of the open proposals on the records given.
    pub(crate) fn count_open_proposals(
        &self,
        tx: &mut WriteTx<'_>,
        touched: &BTreeSet<i64>,
    ) -> Result<(), RegistryError> {
        if touched.is_empty() || !tx.any_open_proposal()? {
            return Ok(());
        }
        for &row in touched {
            for proposal in tx.open_proposals_of(row)? {
                count_proposal(tx, proposal.edit_row)?;
            }
        }
        Ok(())
    }

    /// Counts the items of all open proposals, in a database from before they were counted.
    pub(crate) fn count_proposals_once(&self) -> Result<(), RegistryError> {
        let counted = self.store.read(|tx| tx.setting(COUNTED))?;
        if counted.is_some() {
            return Ok(());
        }
        self.store.write_aside(|tx| {
            count_all(tx)?;
            Ok(tx.set_setting(COUNTED, "yes")?)
        })
    }
}

/// The setting that says that all open proposals are counted.
const COUNTED: &str = "proposals_counted";

/// Counts the items of all open proposals.
pub(crate) fn count_all(tx: &mut WriteTx<'_>) -> Result<(), RegistryError> {
    let filter = indigo_store::QueueFilter::default();
    for proposal in tx.queue(&filter, i64::MAX, 0)? {
        count_proposal(tx, proposal.edit_row)?;
    }
    Ok(())
}

/// Counts the items of one proposal. An edit that does not fit the version that it was made on has
/// no items; it can only be rejected or withdrawn, and is counted as one conflict.
pub(crate) fn count_proposal(tx: &mut WriteTx<'_>, edit_row: i64) -> Result<(), RegistryError> {
    let Some(edit) = tx.edit_by_row(edit_row)? else {
        return Ok(());
    };
    let counts = match Asked::read(tx, &edit) {
        Ok(asked) => asked.counts(),
        Err(RegistryError::Merge { .. } | RegistryError::Use(_)) => (0, 0, 1),
        Err(error) => return Err(error),
    };
    Ok(tx.set_proposal_counts(edit_row, counts)?)
}
