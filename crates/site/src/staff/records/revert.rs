//! `POST /records/{type}/{id}/revert`: puts an earlier version in the place of the one that stands.

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
        let version = posted.text("version").parse().unwrap_or_default();
        desk.registry
            .revert(&desk.person().actor(), posted.text("reason"), &key, version)?;
        page::to(&format!("{}?done=reverted", record_page_href(&key)))
    })
    .await
}
