//! The queue of proposals, and what is done with many records at once.

mod accept;
mod duplicates;
mod merge;
mod not_duplicates;
mod queue;

use indigo_model::Action;

use super::table::{Entry, Needs, get, post};

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let to = Needs::To;
    vec![
        get("/moderate", to(Action::SeeProposals), queue::get),
        post("/moderate/accept", to(Action::Decide), accept::post),
        get(
            "/moderate/duplicates",
            to(Action::MergeRecords),
            duplicates::get,
        ),
        post(
            "/moderate/duplicates/merge",
            to(Action::MergeRecords),
            merge::post,
        ),
        post(
            "/moderate/duplicates/not",
            to(Action::MergeRecords),
            not_duplicates::post,
        ),
    ]
}
