//! `GET /api/v2/me`: who a token is of, and what it may.

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Action;
use serde_json::json;

use super::{
    answer::{self, Done},
    call::{Call, Caller},
    guard::token_of,
    parameters::Parameters,
};
use crate::{request::Asked, site::App};

/// What programs ask before they try, by the word for it.
const ACTIONS: [(&str, Action); 6] = [
    ("propose", Action::Propose),
    ("create", Action::CreateRecord),
    ("see_private", Action::SeePrivate),
    ("see_proposals", Action::SeeProposals),
    ("comment", Action::Comment),
    ("decide", Action::Decide),
];

pub(super) async fn get(State(site): State<App>, asked: Asked, caller: Caller) -> Response {
    answer::from(site, asked, caller, show).await
}

fn show(call: &Call<'_>) -> Done {
    Parameters::of(call.asked, &[]).finish()?;
    let person = call.person()?;
    let account = &person.account;
    let id = token_of(person);
    let token = call
        .registry
        .tokens(person)?
        .into_iter()
        .find(|token| token.id == id);
    let may: serde_json::Map<_, _> = ACTIONS
        .iter()
        .map(|(word, action)| ((*word).to_owned(), json!(person.may_somewhere(*action))))
        .collect();
    let value = json!({
        "name": account.name,
        "email": account.email,
        "role": account.role,
        "grants": account.grants,
        "token": token.map(|token| json!({
            "id": token.id,
            "name": token.name,
            "scopes": token.scopes,
            "expires": token.expires,
        })),
        "may": may,
        "requests_per_minute": call.site.buckets.per_minute(),
    });
    Ok(answer::body(StatusCode::OK, &value))
}
