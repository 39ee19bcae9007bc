//! `GET /admin`: the ways of administration that the role allows.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::Action;

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, page, signed_in::SignedIn},
};

/// Address, title, what is there, what it needs.
const WAYS: [(&str, &str, &str, Action); 6] = [
    (
        "/admin/users",
        "Accounts",
        "Invite people, change what they may, close accounts.",
        Action::ManageAccounts,
    ),
    (
        "/admin/sandboxes",
        "Sandboxes",
        "Names for parts of records that a group with a password shares.",
        Action::ManageSandboxes,
    ),
    (
        "/admin/releases",
        "Releases",
        "Make a dated release, take a record out of one, note its DOI.",
        Action::ManageReleases,
    ),
    (
        "/admin/licence",
        "Licence",
        "On which terms the data are given away, and who publishes them.",
        Action::ManageReleases,
    ),
    (
        "/admin/mail",
        "Mail",
        "What was sent, what waits, and what could not be sent.",
        Action::SeeMail,
    ),
    (
        "/admin/audit",
        "Audit log",
        "Who did what to accounts, when, and from where.",
        Action::SeeAuditLog,
    ),
];

#[derive(Template)]
#[template(path = "staff/admin.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    ways: Vec<(&'static str, &'static str, &'static str)>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let (frame, bar) = desk.around("Administration");
        let ways = WAYS
            .into_iter()
            .filter(|(.., action)| desk.person().may_somewhere(*action))
            .map(|(href, title, about, _)| (href, title, about))
            .collect();
        page::html(&View { frame, bar, ways })
    })
    .await
}
