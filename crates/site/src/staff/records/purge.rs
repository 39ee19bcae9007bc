//! `POST /records/{type}/{id}/purge`: erases a record for good; its id has to be typed.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Action;

use super::{record, record_page_href, show};
use crate::{
    request::Asked,
    site::App,
    staff::{faults::Faults, form::Posted, page, signed_in::SignedIn},
};

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let key = record(desk, Action::Purge)?;
        let mut faults = Faults::default();
        let reason = posted.text("reason");
        if reason.is_empty() {
            faults.add("purge-reason", "Say why: it is all that stays");
        }
        if posted.text("confirm") != key.id {
            faults.add(
                "confirm",
                format!("Type {} to confirm that this record is meant", key.id),
            );
        }
        if !faults.is_empty() {
            return show::answer(desk, faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
        desk.registry.purge(&desk.person().actor(), reason, &key)?;
        page::to(&format!("{}?done=purged", record_page_href(&key)))
    })
    .await
}
