//! `POST /api/v2/proposals/{name}/decision`: accepts and rejects items, rows, or all that is left.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Action;
use indigo_registry::RegistryError;
use serde_json::json;

use super::{
    super::{
        answer::{self, Done},
        call::{Call, Caller},
        decide_request::DecideRequest,
        fault::ApiFault,
        parameters::Parameters,
        sent::Sent,
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
    answer::in_turn(site, asked, caller, move |call| decide(call, &sent)).await
}

fn decide(call: &Call<'_>, sent: &Sent) -> Done {
    Parameters::of(call.asked, &[]).finish()?;
    let (view, sight) = named(call, &[Action::Decide])?;
    call.allow(Action::Decide, Some(&view.summary.key))?;
    let mut faults = Vec::new();
    let request = DecideRequest::read(&sent.value, &mut faults);
    let Some(request) = request.filter(|_| faults.is_empty()) else {
        return Err(ApiFault::Unfit(faults));
    };
    let name = &view.summary.edit;
    let outcome = match call.registry.decide_items(
        &call.person()?.actor(),
        request.comment,
        name,
        &request.choices,
    ) {
        Err(RegistryError::UnknownItems { selectors, .. }) => {
            return Err(ApiFault::Unfit(request.unknown_items(&selectors)));
        }
        outcome => outcome?,
    };
    let conflicts: Vec<&str> = outcome
        .conflicts
        .iter()
        .map(|item| item.key.as_str())
        .collect();
    let mut value = json!({
        "proposal": name,
        "accepted": outcome.accepted,
        "rejected": outcome.rejected,
        "conflicts": conflicts,
        "undecided": outcome.undecided,
        "state": outcome.closed.as_deref().unwrap_or(&view.summary.state),
    });
    if sight.is_whole {
        value["version"] = json!(outcome.version.to_string());
    }
    Ok(answer::body(StatusCode::OK, &value))
}
