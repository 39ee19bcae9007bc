//! `/sign-out`: ends this session.

use axum::{extract::State, response::Response};

use crate::{
    request::Asked,
    site::App,
    staff::{cookies::Cookie, page, signed_in::SignedIn},
};

pub(crate) async fn post(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        desk.registry.sign_out(&desk.who.session, desk.address())?;
        let mut response = page::to("/sign-in?done=out")?;
        Cookie::Session.take_back(desk.site, response.headers_mut());
        Ok(response)
    })
    .await
}
