//! `POST /proposals/{edit}/withdraw`: takes a proposal back.

use axum::{extract::State, response::Response};
use indigo_registry::Decision;

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
        if !sight.may_withdraw {
            return Err(StaffFault::NotAllowed);
        }
        let actor = desk.person().actor();
        let edit = &view.summary.edit;
        let reason = posted.text("reason");
        if sight.is_own {
            desk.registry.withdraw_proposal(&actor, reason, edit)?;
        } else {
            desk.registry
                .decide(&actor, reason, edit, &Decision::Withdraw)?;
        }
        page::to(&format!("{}?done=withdrawn", proposal_href(edit)))
    })
    .await
}
