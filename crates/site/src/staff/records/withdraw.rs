//! `POST /records/{type}/{id}/withdraw`: takes a record back; all of it is kept.

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
        let key = record(desk, Action::Revert)?;
        let reason = posted.text("reason");
        if reason.is_empty() {
            let faults = Faults::one("there-reason", "Say why: it stays in the history");
            return show::answer(desk, faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
        desk.registry
            .withdraw_record(&desk.person().actor(), reason, &key)?;
        page::to(&format!("{}?done=withdrawn", record_page_href(&key)))
    })
    .await
}
