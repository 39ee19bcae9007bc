//! `POST /moderate/duplicates/merge`: makes one record of two.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::RecordKey;

use super::duplicates;
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
        let record_type = posted.text("type");
        let reason = posted.text("reason");
        if reason.is_empty() {
            let text = "Say why the two are one: it stays in the history. Nothing was merged";
            let faults = Faults::one("", text);
            return duplicates::answer(desk, record_type, faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let first = RecordKey::new(record_type, posted.text("first"));
        let second = RecordKey::new(record_type, posted.text("second"));
        let (kept, duplicate) = match posted.text("keep") {
            "second" => (&second, &first),
            _ => (&first, &second),
        };
        let actor = desk.person().actor();
        desk.registry
            .merge_duplicate(&actor, reason, kept, duplicate)?;
        page::to(&format!(
            "/moderate/duplicates?type={}&done=merged",
            crate::url::encode(record_type)
        ))
    })
    .await
}
