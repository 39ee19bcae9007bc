//! `POST /records/{type}/{id}/undo`: undoes what one event changed, and nothing that came after it.

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
        let outcome = desk.registry.revert_event(
            &desk.person().actor(),
            posted.text("reason"),
            &key,
            posted.text("event"),
            false,
        )?;
        page::to(&format!(
            "{}?done=undone&left={}",
            record_page_href(&key),
            outcome.conflicts.len()
        ))
    })
    .await
}
