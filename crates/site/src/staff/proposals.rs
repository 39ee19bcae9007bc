//! Proposals: the own ones, one whole, and all that can be done with it.

mod ask;
mod assign;
mod checks;
mod comment;
mod decide;
mod item;
mod mine;
mod preview;
mod show;
mod sight;
mod withdraw;

use indigo_model::Action;

use super::table::{Entry, Needs, get, post};

pub(crate) use item::{Group, cells_of, groups, text_of};
pub(crate) use mine::Row;

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let to = Needs::To;
    vec![
        get("/proposals", to(Action::SeeOwnProposals), mine::get),
        get("/proposals/{edit}", to(Action::SeeOwnProposals), show::get),
        get(
            "/proposals/{edit}/preview",
            to(Action::SeeProposals),
            preview::get,
        ),
        post("/proposals/{edit}/decide", to(Action::Decide), decide::post),
        post("/proposals/{edit}/ask", to(Action::Decide), ask::post),
        post(
            "/proposals/{edit}/comment",
            to(Action::CommentOwn),
            comment::post,
        ),
        post("/proposals/{edit}/assign", to(Action::Assign), assign::post),
        post(
            "/proposals/{edit}/withdraw",
            to(Action::WithdrawOwn),
            withdraw::post,
        ),
    ]
}

/// The address of a proposal.
pub(crate) fn proposal_href(edit: &str) -> String {
    format!("/proposals/{}", crate::url::encode(edit))
}
