//! The own account: `/account` and what lies under it.

pub(crate) mod overview;

use indigo_model::Action;

use super::table::{Entry, Needs, get};

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let own = Needs::To(Action::ManageOwnAccount);
    vec![get("/account", own, overview::get)]
}
