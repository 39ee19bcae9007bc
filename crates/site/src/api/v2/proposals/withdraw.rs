//! `POST /api/v2/proposals/{name}/withdraw`: takes a proposal back.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Action;
use indigo_registry::Decision;
use serde_json::json;

use super::{
    super::{
        answer::{self, Done},
        call::{Call, Caller},
        decide_request::LONGEST_WORDS,
        fault::ApiFault,
        parameters::Parameters,
        sent::Sent,
        shape::Members,
    },
    sight::named,
};
use crate::{request::Asked, site::App};

pub(in super::super) async fn post(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
    sent: Sent,
) -> Response {
    answer::from(site, asked, caller, move |call| withdraw(call, &sent)).await
}

fn withdraw(call: &Call<'_>, sent: &Sent) -> Done {
    Parameters::of(call.asked, &[]).finish()?;
    let (view, sight) = named(call, &[Action::WithdrawOthers])?;
    let person = call.person()?;
    let key = &view.summary.key;
    let is_own = sight.is_own && person.may(Action::WithdrawOwn, Some(key));
    if !is_own {
        call.allow(Action::WithdrawOthers, Some(key))?;
    }
    let mut faults = Vec::new();
    let reason = Members::of(&sent.value, "", &["reason"], &mut faults)
        .and_then(|mut members| members.text("reason", LONGEST_WORDS))
        .unwrap_or_default();
    if !faults.is_empty() {
        return Err(ApiFault::Unfit(faults));
    }
    let name = &view.summary.edit;
    let actor = person.actor();
    if is_own {
        call.registry.withdraw_proposal(&actor, reason, name)?;
    } else {
        call.registry
            .decide(&actor, reason, name, &Decision::Withdraw)?;
    }
    let value = json!({ "proposal": name, "state": "withdrawn" });
    Ok(answer::body(StatusCode::OK, &value))
}
