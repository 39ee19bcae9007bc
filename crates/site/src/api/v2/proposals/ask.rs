//! `POST /api/v2/proposals/{name}/ask-for-changes`: sends a proposal back to its proposer.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Action;
use serde_json::json;

use super::{
    super::{
        answer::{self, Done},
        call::{Call, Caller},
        parameters::Parameters,
        sent::Sent,
    },
    comment::words,
    sight::named,
};
use crate::{request::Asked, site::App};

pub(in super::super) async fn post(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
    sent: Sent,
) -> Response {
    answer::from(site, asked, caller, move |call| ask(call, &sent)).await
}

fn ask(call: &Call<'_>, sent: &Sent) -> Done {
    Parameters::of(call.asked, &[]).finish()?;
    let (view, _) = named(call, &[Action::Decide])?;
    call.allow(Action::Decide, Some(&view.summary.key))?;
    let words = words(sent)?;
    let name = &view.summary.edit;
    call.registry
        .ask_for_changes(&call.person()?.actor(), name, &words)?;
    let value = json!({ "proposal": name, "state": "changes_asked" });
    Ok(answer::body(StatusCode::OK, &value))
}
