//! `POST /records/{type}/{id}/revert`: puts an earlier version in the place of the one that stands.

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
        let version = posted.text("version").parse().unwrap_or_default();
        let reason = posted.text("reason");
        if reason.is_empty() {
            let faults = Faults::one("revert-reason", "Say why: it stays in the history");
            return show::answer(desk, faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
        if posted.text("sure").is_empty() {
            let labels = desk.registry.would_publish(&key, version)?;
            if !labels.is_empty() {
                let what = format!("Going back to version {version}");
                let again = show::Again::of("revert", what, labels, &posted);
                return show::ask_again(desk, again);
            }
        }
        desk.registry
            .revert(&desk.person().actor(), reason, &key, version)?;
        page::to(&format!("{}?done=reverted", record_page_href(&key)))
    })
    .await
}
