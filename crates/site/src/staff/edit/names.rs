//! `GET /records/names/{type}?q=`: records whose name holds some words, for fields that name one.

use axum::{extract::State, response::Response};

use super::reference::References;
use crate::{
    answer,
    request::Asked,
    site::App,
    staff::{fault::StaffFault, page, signed_in::SignedIn},
};

/// Records that are told at once.
const MOST: usize = 20;

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let record_type = desk.asked.segment(2);
        if desk.site.standard().get(record_type).is_none() {
            return Err(StaffFault::not_found());
        }
        let references = References::of(desk)?;
        let found = references.search(
            record_type,
            desk.asked.parameter("q").unwrap_or_default(),
            MOST,
        );
        let list: Vec<_> = found
            .into_iter()
            .map(|one| serde_json::json!({"id": one.id, "name": one.name}))
            .collect();
        Ok(answer::typed(
            "application/json",
            serde_json::Value::from(list).to_string(),
        ))
    })
    .await
}
