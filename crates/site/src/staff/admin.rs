//! Administration: `/admin` and what lies under it.

pub(crate) mod menu;

use indigo_model::Action;

use super::table::{Entry, Needs, get};

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let accounts = Needs::To(Action::ManageAccounts);
    vec![get("/admin", accounts, menu::get)]
}
