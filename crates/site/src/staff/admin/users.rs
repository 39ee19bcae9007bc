//! `GET /admin/users`: all accounts, in order of address.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::accounts::{Account, AccountState};

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, page, signed_in::SignedIn},
    url::encode,
};

/// How many are shown at a time.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "staff/users.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    accounts: Vec<Account>,
    /// The address of those that follow.
    more: Option<String>,
}

/// A state in words.
pub(super) fn state(account: &Account) -> &'static str {
    match account.state {
        AccountState::Invited => "invited",
        AccountState::Active => "can sign in",
        AccountState::Disabled => "closed",
    }
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let after = desk.asked.parameter("after").unwrap_or_default();
        let mut accounts = desk.registry.accounts(desk.by(), after, SHOWN + 1)?;
        let more = (accounts.len() > SHOWN)
            .then(|| accounts.get(SHOWN - 1))
            .flatten()
            .map(|last| format!("/admin/users?after={}", encode(&last.email)));
        accounts.truncate(SHOWN);
        let (frame, bar) = desk.around("Accounts");
        page::html(&View {
            frame,
            bar,
            accounts,
            more,
        })
    })
    .await
}
