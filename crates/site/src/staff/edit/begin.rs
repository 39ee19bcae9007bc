//! `GET /records/{type}/new`: leads to an empty form of its own.

use axum::{extract::State, response::Response};

use super::{edit_href, work::new_key};
use crate::{
    request::Asked,
    site::App,
    staff::{fault::StaffFault, page, signed_in::SignedIn},
};

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let record_type = desk.asked.segment(1);
        if desk.site.standard().get(record_type).is_none() {
            return Err(StaffFault::not_found());
        }
        let name = indigo_registry::draft_name();
        page::to(&edit_href(&new_key(record_type, &name)))
    })
    .await
}
