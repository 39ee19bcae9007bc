//! `POST /records/{type}/{id}/edit/forget`: throws the own draft away.

use axum::{extract::State, response::Response};
use indigo_model::RecordKey;

use crate::{
    request::Asked,
    site::App,
    staff::{page, signed_in::SignedIn},
};

pub(crate) async fn post(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let key = RecordKey::new(desk.asked.segment(1), desk.asked.segment(2));
        desk.registry.delete_draft(&desk.person().actor(), &key)?;
        page::to("/proposals?done=forgotten")
    })
    .await
}
