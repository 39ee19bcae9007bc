//! `/account/sessions`: where the person is signed in.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::accounts::SessionSeen;

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, cookies::Cookie, form::Posted, page, signed_in::SignedIn},
};

#[derive(Template)]
#[template(path = "staff/sessions.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    said: Option<&'static str>,
    sessions: Vec<SessionSeen>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let (frame, bar) = desk.around("Where you are signed in");
        page::html(&View {
            frame,
            bar,
            said: desk.said(&[
                ("ended", "That session is ended."),
                ("gone", "That session was over already."),
            ]),
            sessions: desk.registry.sessions(desk.person())?,
        })
    })
    .await
}

pub(crate) async fn end(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let session = posted.text("session");
        let is_ended = desk
            .registry
            .end_session(desk.person(), session, desk.address())?;
        page::to(if is_ended {
            "/account/sessions?done=ended"
        } else {
            "/account/sessions?done=gone"
        })
    })
    .await
}

pub(crate) async fn end_all(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        desk.registry
            .sign_out_everywhere(desk.person(), desk.address())?;
        let mut response = page::to("/sign-in?done=out")?;
        Cookie::Session.take_back(desk.site, response.headers_mut());
        Ok(response)
    })
    .await
}
