//! `POST /proposals/{edit}/assign`: takes a proposal to decide it, or gives it up.

use axum::{extract::State, response::Response};

use super::{proposal_href, sight::proposal};
use crate::{
    request::Asked,
    site::App,
    staff::{fault::StaffFault, form::Posted, page, signed_in::SignedIn},
};

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let (view, sight) = proposal(desk)?;
        if !sight.may_assign {
            return Err(StaffFault::NotAllowed);
        }
        let actor = desk.person().actor();
        let edit = &view.summary.edit;
        let takes = posted.text("to") == "me";
        desk.registry
            .assign(&actor, edit, takes.then_some(actor.as_str()))?;
        let done = if takes { "assigned" } else { "given-up" };
        page::to(&format!("{}?done={done}", proposal_href(edit)))
    })
    .await
}
