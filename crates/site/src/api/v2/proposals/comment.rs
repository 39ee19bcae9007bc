//! `POST /api/v2/proposals/{name}/comments`: says something about a proposal.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use indigo_model::Action;
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
    href,
    sight::named,
};
use crate::{request::Asked, site::App};

pub(in super::super) async fn post(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
    sent: Sent,
) -> Response {
    answer::from(site, asked, caller, move |call| comment(call, &sent)).await
}

fn comment(call: &Call<'_>, sent: &Sent) -> Done {
    Parameters::of(call.asked, &[]).finish()?;
    let (view, sight) = named(call, &[Action::Comment])?;
    let person = call.person()?;
    let key = &view.summary.key;
    let may_own = sight.is_own && person.may(Action::CommentOwn, Some(key));
    if !may_own {
        call.allow(Action::Comment, Some(key))?;
    }
    let words = words(sent)?;
    let name = &view.summary.edit;
    call.registry.comment_on(&person.actor(), name, &words)?;
    let value = json!({ "proposal": name, "words": words });
    let mut response = answer::body(StatusCode::CREATED, &value);
    if let Ok(location) = HeaderValue::from_str(&href(name)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// The member `words` of a body that has no other.
pub(super) fn words(sent: &Sent) -> Result<String, ApiFault> {
    let mut faults = Vec::new();
    let words = Members::of(&sent.value, "", &["words"], &mut faults)
        .and_then(|mut members| members.needed_text("words", LONGEST_WORDS));
    match words {
        Some(words) if faults.is_empty() => Ok(words.to_owned()),
        _ => Err(ApiFault::Unfit(faults)),
    }
}
