//! What somebody may see of a proposal, and which one an address names.

use indigo_model::{Action, RecordKey};
use indigo_registry::{ProposalView, accounts::Person};

use super::super::{call::Call, fault::ApiFault, record::plain};

/// What somebody may see of a proposal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight {
    /// It is their own.
    pub(super) is_own: bool,
    /// The record whole: what stands there now, and conflicts with it. Others see what they have
    /// sent themselves, beside what they saw when they sent it.
    pub(super) is_whole: bool,
}

impl Sight {
    pub(super) fn of(person: &Person, key: &RecordKey, proposer: &str) -> Self {
        let may = |action| person.may(action, Some(key));
        Self {
            is_own: proposer == person.actor(),
            is_whole: may(Action::SeeProposals) && may(Action::SeePrivate),
        }
    }
}

/// The proposal that the address names, if it is their own, or they may see those of others, or do
/// to them what they ask for; who may not is answered as if there were none.
pub(super) fn named(call: &Call<'_>, to: &[Action]) -> Result<(ProposalView, Sight), ApiFault> {
    let missing = || ApiFault::NotFound("There is no such proposal that you may see.".to_owned());
    let person = call.person()?;
    let name = plain(call.asked.segment(3)).ok_or_else(missing)?;
    let view = call.registry.proposal(name)?.ok_or_else(missing)?;
    let key = &view.summary.key;
    let sight = Sight::of(person, key, &view.summary.proposer);
    let may = |action: &Action| person.may(*action, Some(key));
    if sight.is_own || may(&Action::SeeProposals) || to.iter().any(may) {
        Ok((view, sight))
    } else {
        Err(missing())
    }
}
