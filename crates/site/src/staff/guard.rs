//! Stands in front of every route for people with an account.
//!
//! In order: is there a registry at all; who is it; may they; does the form come from a page of
//! ours. What it has found out goes with the request: [`SignedIn`], [`Posted`].

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, Method},
    middleware::Next,
    response::Response,
};
use indigo_model::Secret;
use indigo_registry::Registry;

use super::{
    cookies::Cookie,
    fault::StaffFault,
    form::{NotTaken, Posted},
    origin, page,
    signed_in::SignedIn,
    table::Needs,
    visit::Visit,
};
use crate::{answer, error::SiteError, request::Asked, site::App};

/// What a route needs.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) site: App,
    pub(crate) needs: Needs,
    pub(crate) limit_bytes: usize,
}

/// Lets a request through to its handler, or answers itself.
pub(crate) async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(asked) = Asked::from_request_parts(&mut parts, &gate.site).await;
    let Some(registry) = gate.site.staff.clone() else {
        return answer::from(gate.site, asked, |_, _| Err(SiteError::NotFound)).await;
    };
    let Ok(visit) = Visit::from_request_parts(&mut parts, &gate.site).await;
    let who = match who(&gate, registry, &parts.headers, visit).await {
        Ok(who) => who,
        Err(fault) => return page::fault(gate.site, asked, None, fault).await,
    };
    if let Needs::To(action) = gate.needs {
        match &who {
            None => return page::fault(gate.site, asked, None, not_signed_in(&parts.method)).await,
            Some(signed_in) if !signed_in.person.may_somewhere(action) => {
                return page::fault(gate.site, asked, who, StaffFault::NotAllowed).await;
            }
            Some(_) => {}
        }
    }
    if parts.method != Method::GET {
        let posted = match form_secret(&gate, &parts.headers, who.as_ref()) {
            Some(secret) if origin::is_ours(&gate.site, &parts.headers) => {
                Posted::read(&parts.headers, body, gate.limit_bytes, &secret).await
            }
            _ => Err(NotTaken::Foreign),
        };
        match posted {
            Ok(posted) => parts.extensions.insert(posted),
            Err(why) => {
                return page::fault(gate.site, asked, who, StaffFault::NotTaken(why)).await;
            }
        };
    }
    if let Some(who) = who {
        parts.extensions.insert(who);
    }
    // A page has no body that would be read, and a form was read above.
    page::own(next.run(Request::from_parts(parts, Body::empty())).await)
}

async fn who(
    gate: &Gate,
    registry: Arc<Registry>,
    headers: &HeaderMap,
    visit: Visit,
) -> Result<Option<SignedIn>, StaffFault> {
    let Some(session) = Cookie::Session.read(&gate.site, headers) else {
        return Ok(None);
    };
    let found =
        tokio::task::spawn_blocking(move || SignedIn::find(&registry, session, visit)).await;
    match found {
        Ok(found) => Ok(found?),
        Err(_) => Err(SiteError::Stopped.into()),
    }
}

/// The secret that the token of a form is made from.
fn form_secret(gate: &Gate, headers: &HeaderMap, who: Option<&SignedIn>) -> Option<Secret> {
    match gate.needs {
        Needs::To(_) => who.map(|who| who.session.clone()),
        // Forms for everybody are tied to the browser, whoever is signed in there.
        Needs::Nothing => Cookie::Visitor.read(&gate.site, headers),
    }
}

/// After a form the page that it stood on is not known; what was typed in it cannot be kept.
fn not_signed_in(method: &Method) -> StaffFault {
    StaffFault::NotSignedIn {
        can_come_back: *method == Method::GET,
    }
}
