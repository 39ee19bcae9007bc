//! `POST /records/{type}/{id}/status`: another status of the whole record, at once or by proposal.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Action;

use super::{record, record_page_href, show};
use crate::{
    request::Asked,
    site::App,
    staff::{
        fault::StaffFault, faults::Faults, form::Posted, page, proposals::proposal_href,
        signed_in::SignedIn,
    },
};

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let key = record(desk, Action::RestrictAtOnce)?;
        let (status, reason) = (posted.text("status"), posted.text("reason"));
        let actor = desk.person().actor();
        if posted.text("how") == "propose" {
            let edit = desk.registry.propose_status(&actor, reason, &key, status)?;
            return page::to(&proposal_href(&edit));
        }
        // What is to be seen by everybody is decided by a moderator.
        let restricts = ["PRIVATE", "DISPUTED"].contains(&status);
        if !restricts && !desk.person().may(Action::Decide, Some(&key)) {
            return Err(StaffFault::NotAllowed);
        }
        if reason.is_empty() {
            let faults = Faults::one("status-reason", "Say why: it stays in the history");
            return show::answer(desk, faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
        desk.registry.set_status(&actor, reason, &key, status)?;
        page::to(&format!("{}?done=status", record_page_href(&key)))
    })
    .await
}
