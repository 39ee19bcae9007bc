//! `GET /account`: what there is to an account, and the ways to change it.

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, page, signed_in::SignedIn},
};

#[derive(Template)]
#[template(path = "staff/account.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    email: &'a str,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let (frame, bar) = desk.around("Your account");
        page::html(&View {
            frame,
            bar,
            email: &desk.person().account.email,
        })
    })
    .await
}
