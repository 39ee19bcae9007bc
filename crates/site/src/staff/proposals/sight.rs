//! What somebody may see of a proposal, and do with it.

use indigo_model::{Action, RecordKey};
use indigo_registry::ProposalView;

use crate::staff::{desk::Desk, fault::StaffFault};

/// What somebody may see of a proposal, and do with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight {
    /// It is their own.
    pub(super) is_own: bool,
    /// The record whole: what stands there now, and conflicts with it. Who may not see it is shown
    /// what they have sent themselves, beside what everybody sees.
    pub(super) is_whole: bool,
    pub(super) may_decide: bool,
    pub(super) may_comment: bool,
    pub(super) may_assign: bool,
    pub(super) may_withdraw: bool,
}

impl Sight {
    fn of(desk: &Desk<'_>, key: &RecordKey, is_own: bool) -> Self {
        let may = |action| desk.person().may(action, Some(key));
        Self {
            is_own,
            is_whole: may(Action::SeeProposals) && may(Action::SeePrivate),
            may_decide: may(Action::Decide),
            may_comment: may(Action::Comment) || (is_own && may(Action::CommentOwn)),
            may_assign: may(Action::Assign),
            may_withdraw: may(Action::WithdrawOthers) || (is_own && may(Action::WithdrawOwn)),
        }
    }
}

/// The proposal that the address names, if it is their own or they may see those of others; who
/// may not is answered as if there were none.
pub(super) fn proposal(desk: &Desk<'_>) -> Result<(ProposalView, Sight), StaffFault> {
    let view = desk
        .registry
        .proposal(desk.asked.segment(1))?
        .ok_or_else(StaffFault::not_found)?;
    let key = &view.summary.key;
    let is_own = view.summary.proposer == desk.person().actor();
    if !is_own && !desk.person().may(Action::SeeProposals, Some(key)) {
        return Err(StaffFault::not_found());
    }
    let sight = Sight::of(desk, key, is_own);
    Ok((view, sight))
}
