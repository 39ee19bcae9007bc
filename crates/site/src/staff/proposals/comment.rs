//! `POST /proposals/{edit}/comment`: says something about a proposal.

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
        if !sight.may_comment {
            return Err(StaffFault::NotAllowed);
        }
        let words = posted.text("words");
        if words.is_empty() {
            let faults = Faults::one("words", "Write something first");
            return show::answer(desk, faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let edit = &view.summary.edit;
        desk.registry
            .comment_on(&desk.person().actor(), edit, words)?;
        page::to(&format!("{}?done=said#comments", proposal_href(edit)))
    })
    .await
}
