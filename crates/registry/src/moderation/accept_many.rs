//! Accepting many proposals at once, each for itself.

use indigo_store::Verdict;

use super::{ItemChoice, ItemsOutcome};
use crate::{Registry, RegistryError};

/// The state of a proposal whose proposer was asked for changes.
const CHANGES_ASKED: &str = "changes_asked";

/// What came of one of many proposals.
#[derive(Debug)]
pub struct AcceptOutcome {
    /// The proposal.
    pub edit: String,
    /// What was done; items in conflict are left open and named there. Or why nothing was.
    pub result: Result<ItemsOutcome, RegistryError>,
}

impl Registry {
    /// Accepts all that is not decided of many proposals, each in a transaction of its own and in
    /// the order given. Conflicts are left open and named; one proposal that cannot be decided
    /// keeps no other from it. What waits for its proposer, who was asked for changes, is left out
    /// with [`RegistryError::WaitsForProposer`].
    pub fn accept_many(&self, actor: &str, comment: &str, edits: &[String]) -> Vec<AcceptOutcome> {
        let all = [ItemChoice::new("", Verdict::Accept)];
        edits
            .iter()
            .map(|edit| AcceptOutcome {
                edit: edit.clone(),
                result: self.store.write_when(|tx| {
                    let (row, proposal) = self.open_proposal(tx, edit)?;
                    if proposal.state == CHANGES_ASKED {
                        return Err(RegistryError::WaitsForProposer {
                            edit: row.public_id,
                        });
                    }
                    let outcome = self.decide_items_in(tx, actor, comment, edit, &all)?;
                    Ok((outcome.has_done_something(), outcome))
                }),
            })
            .collect()
    }
}
