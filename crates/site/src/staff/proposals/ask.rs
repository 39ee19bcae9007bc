//! `POST /proposals/{edit}/ask`: sends a proposal back with what is to be changed.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{proposal_href, show, sight::proposal};
use crate::{
    request::Asked,
    site::App,
    staff::{fault::StaffFault, faults::Faults, form::Posted, page, signed_in::SignedIn},
};

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let (view, sight) = proposal(desk)?;
        if !sight.may_decide {
            return Err(StaffFault::NotAllowed);
        }
        let wish = posted.text("wish");
        if wish.is_empty() {
            let faults = Faults::one("wish", "Say what is to be changed");
            return show::answer(desk, faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let edit = &view.summary.edit;
        desk.registry
            .ask_for_changes(&desk.person().actor(), edit, wish)?;
        page::to(&format!("{}?done=asked", proposal_href(edit)))
    })
    .await
}
