//! `GET /admin`: the ways of administration.

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, page, signed_in::SignedIn},
};

#[derive(Template)]
#[template(path = "staff/admin.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let (frame, bar) = desk.around("Administration");
        page::html(&View { frame, bar })
    })
    .await
}
