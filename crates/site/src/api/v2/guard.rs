//! Stands in front of every route of the API.
//!
//! In order: is there a registry at all; who comes; how often; may they; is what they send JSON.
//! Cookies are not looked at.

use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use indigo_registry::accounts::{Bearer, How, Person};

use super::{
    ApiNeeds,
    answer::{closed, nothing},
    bearer::{Brought, brought},
    call::Caller,
    fault::ApiFault,
    rate,
    sent::Sent,
};
use crate::{request::Asked, site::App, staff::visit::Visit};

/// What a route needs.
#[derive(Clone)]
pub(super) struct Gate {
    pub(super) site: App,
    pub(super) needs: ApiNeeds,
    pub(super) limit_bytes: usize,
}

/// Lets a request through to its handler, or answers itself.
pub(super) async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(asked) = Asked::from_request_parts(&mut parts, &gate.site).await;
    let Ok(visit) = Visit::from_request_parts(&mut parts, &gate.site).await;
    let cost = rate::cost(&parts.uri);
    let (caller, left) = match who(&gate, brought(&parts.headers), visit, cost).await {
        Ok(known) => known,
        Err(fault) => return closed(fault.answer(Some(&asked))),
    };
    if parts.method == Method::POST {
        let sent = Sent::read(asked.address(), &parts.headers, body, gate.limit_bytes).await;
        match sent {
            Ok(sent) => parts.extensions.insert(sent),
            Err(fault) => return closed(fault.answer(Some(&asked))),
        };
    }
    parts.extensions.insert(caller);
    let mut response = next.run(Request::from_parts(parts, Body::empty())).await;
    if let Some(left) = left {
        gate.site.buckets.say(response.headers_mut(), left);
    }
    response
}

async fn who(
    gate: &Gate,
    brought: Brought,
    visit: Visit,
    cost: u32,
) -> Result<(Caller, Option<u32>), ApiFault> {
    let brought = match (brought, gate.needs) {
        // What is public is there without accounts too.
        (Brought::Nothing, ApiNeeds::Nothing) => return Ok((Caller::default(), None)),
        (brought, _) => brought,
    };
    let registry = gate.site.staff.clone().ok_or_else(nothing)?;
    let token = match (brought, gate.needs) {
        (Brought::Nothing, _) => {
            return Err(ApiFault::Unauthorized {
                came: false,
                text: "Send a token that was made at /account/tokens: Authorization: Bearer ….",
            });
        }
        (Brought::Odd, _) => {
            return Err(ApiFault::Unauthorized {
                came: true,
                text: "The header Authorization holds no token. Write it as: Bearer ….",
            });
        }
        (Brought::Token(token), _) => token,
    };
    let found =
        tokio::task::spawn_blocking(move || registry.person_of_bearer(&token, &visit.address));
    let found = found
        .await
        .map_err(|_| ApiFault::Broken("the work stopped half way".to_owned()))?;
    let person = match found? {
        Bearer::Person(person) => *person,
        Bearer::Unknown => {
            return Err(ApiFault::Unauthorized {
                came: true,
                text: "The token is none, has run out or was ended, or its owner's account is closed.",
            });
        }
        Bearer::Wait { seconds } => {
            return Err(ApiFault::TooMany {
                seconds,
                text: "Too many tokens that are none came from here.",
            });
        }
    };
    let left = match gate.site.buckets.take(token_of(&person), cost) {
        Ok(left) => left,
        Err(seconds) => {
            return Err(ApiFault::TooMany {
                seconds,
                text: "This token came too often.",
            });
        }
    };
    if let ApiNeeds::ToOneOf(actions) = gate.needs
        && !actions.iter().any(|action| person.may_somewhere(*action))
    {
        return Err(ApiFault::not_allowed(&person, actions));
    }
    let caller = Caller {
        person: Some(person),
    };
    Ok((caller, Some(left)))
}

/// The name of the token that somebody came with.
pub(super) fn token_of(person: &Person) -> &str {
    match &person.how {
        How::Token { id, .. } | How::Session(id) => id,
    }
}
