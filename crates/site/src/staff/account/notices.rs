//! `/account/notices`: what the site has told the person.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::accounts::Notice;

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, form::Posted, page, signed_in::SignedIn},
};

/// How many are shown at a time.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "staff/notices.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    notices: Vec<Notice>,
    /// The number of the newest, when some were not seen.
    newest: Option<i64>,
    /// The address of older ones.
    older: Option<String>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let notices = desk.registry.notices(desk.person(), desk.before(), SHOWN)?;
        let (frame, bar) = desk.around("Notices");
        let older = notices
            .last()
            .filter(|_| notices.len() == SHOWN)
            .map(|last| format!("/account/notices?before={}", last.number));
        page::html(&View {
            frame,
            newest: notices
                .first()
                .filter(|_| bar.unseen > 0)
                .map(|first| first.number),
            bar,
            notices,
            older,
        })
    })
    .await
}

pub(crate) async fn seen(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        if let Ok(newest) = posted.text("newest").parse() {
            desk.registry.see_notices(desk.person(), newest)?;
        }
        page::to("/account/notices")
    })
    .await
}
