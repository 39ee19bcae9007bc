//! Stands in front of every route for people with an account.
//!
//! In order: is there a registry at all; who is it; may they; does the form come from a page of
//! ours. What it has found out goes with the request: [`SignedIn`], [`Posted`]. A form that comes when
//! the session is over is handed to [`resume`], so that what was typed is not lost.

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
    door::threshold::Threshold,
    fault::StaffFault,
    form::{NotTaken, Posted, Sent},
    origin, page,
    resume::{self, Kept},
    signed_in::SignedIn,
    table::Needs,
    visit::Visit,
};
use crate::{answer, error::SiteError, request::Asked, site::App};

/// What a route needs.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) site: App,
    pub(crate) path: &'static str,
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
    let is_form = parts.method != Method::GET;
    if let Needs::To(action) = gate.needs {
        match &who {
            // What was typed in a form may be kept for when they are in again; see below.
            None if is_form && may_keep(&gate, &parts.headers) => {}
            None => {
                let can_come_back = !is_form;
                let fault = StaffFault::NotSignedIn { can_come_back };
                return page::fault(gate.site, asked, None, fault).await;
            }
            Some(signed_in) if !signed_in.person.may_somewhere(action) => {
                return page::fault(gate.site, asked, who, StaffFault::NotAllowed).await;
            }
            Some(_) => {}
        }
    }
    if is_form {
        match take(&gate, &asked, &parts.headers, body, who.as_ref()).await {
            Ok(posted) => parts.extensions.insert(posted),
            Err(Untaken::Kept(kept)) => {
                let Ok(came) = Threshold::from_request_parts(&mut parts, &gate.site).await;
                return resume::answer(gate.site, asked, who, came, kept).await;
            }
            Err(Untaken::Lost(why)) => {
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

/// Whether what a form brings may be shown again without its token.
fn may_keep(gate: &Gate, headers: &HeaderMap) -> bool {
    resume::keeps(gate.path) && origin::is_surely_ours(&gate.site, headers)
}

/// A form that no handler gets.
enum Untaken {
    /// Its token is of no session of today, but it is ours, and what was typed is kept.
    Kept(Kept),
    /// It is refused.
    Lost(NotTaken),
}

impl From<NotTaken> for Untaken {
    fn from(why: NotTaken) -> Self {
        Self::Lost(why)
    }
}

/// The form, if its token is right.
async fn take(
    gate: &Gate,
    asked: &Asked,
    headers: &HeaderMap,
    body: Body,
    who: Option<&SignedIn>,
) -> Result<Posted, Untaken> {
    let secret = form_secret(gate, headers, who);
    let may_keep = may_keep(gate, headers);
    if !origin::is_ours(&gate.site, headers) || (secret.is_none() && !may_keep) {
        return Err(NotTaken::Foreign.into());
    }
    let _turn = match who {
        // Whoever is in is known; others may not fill the memory.
        None if gate.limit_bytes > resume::SMALL_BYTES || secret.is_none() => {
            let turn = gate.site.resuming.try_acquire();
            Some(turn.map_err(|_| NotTaken::Busy)?)
        }
        _ => None,
    };
    let limit_bytes = match who {
        Some(_) => gate.limit_bytes,
        None => gate.limit_bytes.min(resume::ROOM_BYTES),
    };
    let sent = Sent::read(headers, body, limit_bytes).await?;
    let sent = match secret {
        Some(secret) => match Posted::proven(sent, &secret) {
            Ok(posted) => return Ok(posted),
            Err(sent) => sent,
        },
        None => sent,
    };
    let kept = may_keep
        .then(|| Kept::of(gate.path, asked, headers, sent))
        .flatten();
    Err(kept.map_or(Untaken::Lost(NotTaken::Foreign), Untaken::Kept))
}
