//! `POST /records/{type}/{id}/undo`: undoes what one event changed, and nothing that came after it.

use axum::{extract::State, response::Response};
use indigo_model::Action;

use super::{record, record_page_href, show};
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
        let event = posted.text("event");
        if posted.text("sure").is_empty() {
            let labels = desk.registry.undo_would_publish(&key, event)?;
            if !labels.is_empty() {
                let what = "Undoing that event".to_owned();
                let again = show::Again::of("undo", what, labels, &posted);
                return show::ask_again(desk, again);
            }
        }
        let outcome = desk.registry.revert_event(
            &desk.person().actor(),
            posted.text("reason"),
            &key,
            event,
            false,
        )?;
        let done = if outcome.undone.is_empty() {
            "not-undone"
        } else {
            "undone"
        };
        page::to(&format!(
            "{}?done={done}&event={}",
            record_page_href(&key),
            crate::url::encode(event)
        ))
    })
    .await
}
