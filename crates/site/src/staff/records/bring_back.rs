//! `POST /records/{type}/{id}/bring-back`: brings a withdrawn or merged record back.

use axum::{extract::State, response::Response};
use indigo_model::Action;

use super::{record, record_page_href};
use crate::{
    request::Asked,
    site::App,
    staff::{form::Posted, page, signed_in::SignedIn},
};

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let key = record(desk, Action::Revert)?;
        desk.registry
            .bring_back(&desk.person().actor(), posted.text("reason"), &key)?;
        page::to(&format!("{}?done=back", record_page_href(&key)))
    })
    .await
}
