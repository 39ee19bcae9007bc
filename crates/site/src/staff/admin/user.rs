//! `GET /admin/users/{id}`: one account, and all that can be done to it.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::Role;
use indigo_registry::accounts::{Account, AccountState};

use super::users::state;
use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        faults::Faults,
        names::grant_in_words,
        page::{self, Done},
        signed_in::SignedIn,
    },
};

#[derive(Template)]
#[template(path = "staff/user.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    said: Option<&'static str>,
    account: Account,
    state: &'static str,
    is_invited: bool,
    is_disabled: bool,
    roles: Vec<(&'static str, &'static str, bool)>,
    /// What was granted: as forms name it, and in words.
    grants: Vec<(String, String)>,
    /// Record types: id and title.
    types: Vec<(&'a str, &'a str)>,
}

const SAID: [(&str, &str); 9] = [
    ("invited", "The invitation is in the queue of mail."),
    (
        "role",
        "The role is changed. It holds from their next request on.",
    ),
    ("granted", "Granted."),
    ("revoked", "The grant is taken back."),
    (
        "disabled",
        "The account is closed: sessions, tokens and links are over.",
    ),
    ("enabled", "The account is open again."),
    ("out", "They are signed out everywhere."),
    (
        "factor",
        "The second factor is off. They were told by mail.",
    ),
    ("none", "There was nothing to do."),
];

/// The roles that an account can have: word, title, whether it is chosen.
pub(super) fn roles(chosen: Role) -> Vec<(&'static str, &'static str, bool)> {
    Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Reader)
        .map(|role| (role.as_str(), role.title(), role == chosen))
        .collect()
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| show(desk, Faults::default())).await
}

/// The page of the account in the address.
pub(super) fn show(desk: &Desk<'_>, faults: Faults) -> Done {
    let account = desk.registry.account(desk.by(), desk.asked.segment(2))?;
    let (frame, bar) = desk.around(&account.email);
    let is_fit = faults.is_empty();
    let view = View {
        frame,
        bar,
        faults,
        said: desk.said(&SAID),
        state: state(&account),
        is_invited: account.state == AccountState::Invited,
        is_disabled: account.state == AccountState::Disabled,
        roles: roles(account.role),
        grants: account
            .grants
            .iter()
            .map(|grant| {
                let words = grant_in_words(desk.site.standard(), grant);
                (grant.to_string(), crate::words::capital_first(&words))
            })
            .collect(),
        types: desk
            .site
            .standard()
            .types()
            .map(|one| (one.id.as_str(), one.profile.words.titles.as_str()))
            .collect(),
        account,
    };
    if is_fit {
        page::html(&view)
    } else {
        page::unfit(&view)
    }
}
