//! `GET /account`: what there is to an account, and the ways to change it.

use askama::Template;
use axum::{extract::State, response::Response};

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
#[template(path = "staff/account.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    said: Option<&'static str>,
    email: &'a str,
    name: &'a str,
    role: &'static str,
    grants: Vec<String>,
    second_factor: bool,
    codes_left: i64,
}

const SAID: [(&str, &str); 2] = [
    ("name", "Your name is changed."),
    (
        "password",
        "Your password is changed. Everybody else who was signed in with the old one is signed out.",
    ),
];

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let name = desk.person().account.name.as_str();
        show(desk, name, Faults::default())
    })
    .await
}

/// The page with what was typed as the name.
pub(super) fn show(desk: &Desk<'_>, name: &str, faults: Faults) -> Done {
    let (frame, bar) = desk.around("Your account");
    let account = &desk.person().account;
    let is_fit = faults.is_empty();
    let view = View {
        frame,
        bar,
        faults,
        said: desk.said(&SAID),
        email: &account.email,
        name,
        role: account.role.title(),
        grants: account
            .grants
            .iter()
            .map(|grant| grant_in_words(desk.site.standard(), grant))
            .collect(),
        second_factor: account.second_factor,
        codes_left: desk.registry.recovery_codes_left(desk.person())?,
    };
    if is_fit {
        page::html(&view)
    } else {
        page::unfit(&view)
    }
}
