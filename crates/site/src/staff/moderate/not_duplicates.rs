//! `POST /moderate/duplicates/not`: says that two records are not the same.

use axum::{extract::State, response::Response};
use indigo_model::RecordKey;

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
        let record_type = posted.text("type");
        let first = RecordKey::new(record_type, posted.text("first"));
        let second = RecordKey::new(record_type, posted.text("second"));
        desk.registry
            .not_duplicates(&desk.person().actor(), &first, &second)?;
        page::to(&format!(
            "/moderate/duplicates?type={}&done=not",
            crate::url::encode(record_type)
        ))
    })
    .await
}
