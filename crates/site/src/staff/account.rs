//! The own account: `/account` and what lies under it.

pub(crate) mod name;
pub(crate) mod notices;
pub(crate) mod overview;
pub(crate) mod password;
pub(crate) mod second_factor;
pub(crate) mod sessions;
pub(crate) mod tokens;

use indigo_model::Action;

use super::table::{Entry, Needs, get, post};

/// The routes.
pub(super) fn table() -> Vec<Entry> {
    let own = Needs::To(Action::ManageOwnAccount);
    vec![
        get("/account", own, overview::get),
        post("/account/name", own, name::post),
        get("/account/password", own, password::get),
        post("/account/password", own, password::post),
        get("/account/second-factor", own, second_factor::get),
        post("/account/second-factor/begin", own, second_factor::begin),
        post(
            "/account/second-factor/confirm",
            own,
            second_factor::confirm,
        ),
        post("/account/second-factor/codes", own, second_factor::codes),
        post("/account/second-factor/end", own, second_factor::end),
        get("/account/sessions", own, sessions::get),
        post("/account/sessions/end", own, sessions::end),
        post("/account/sessions/end-all", own, sessions::end_all),
        get("/account/tokens", own, tokens::get),
        post("/account/tokens", own, tokens::make),
        post("/account/tokens/end", own, tokens::end),
        get("/account/notices", own, notices::get),
        post("/account/notices/seen", own, notices::seen),
    ]
}
