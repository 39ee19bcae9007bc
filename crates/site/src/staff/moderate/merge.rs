//! `POST /moderate/duplicates/merge`: makes one record of two.

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
        let (kept, duplicate) = match posted.text("keep") {
            "second" => (&second, &first),
            _ => (&first, &second),
        };
        let actor = desk.person().actor();
        desk.registry
            .merge_duplicate(&actor, posted.text("reason"), kept, duplicate)?;
        page::to(&format!(
            "/moderate/duplicates?type={}&done=merged",
            crate::url::encode(record_type)
        ))
    })
    .await
}
