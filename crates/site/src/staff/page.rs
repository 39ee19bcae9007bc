//! From a handler's work to an answer that nobody keeps.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{desk::Desk, door, fault::StaffFault, form::NotTaken, next, signed_in::SignedIn};
use crate::{
    answer,
    error::{SiteError, request_id},
    frame::Frame,
    request::Asked,
    site::{App, Site},
};

/// What a handler gives: a response, or why there is none.
pub(crate) type Done = Result<Response, StaffFault>;

/// Mark of an answer that is somebody's own: it is neither kept nor compressed, so that its length
/// tells nothing of the token in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own;

#[derive(Template)]
#[template(path = "staff/refused.html")]
struct Refused<'a> {
    frame: Frame<'a>,
    title: &'static str,
    text: String,
}

/// Runs a handler's work off the async threads.
pub(crate) async fn from(
    site: App,
    asked: Asked,
    who: SignedIn,
    work: impl FnOnce(&Desk<'_>) -> Done + Send + 'static,
) -> Response {
    let worker = (Arc::clone(&site), asked.clone(), who.clone());
    let done = tokio::task::spawn_blocking(move || {
        let (site, asked, who) = worker;
        let registry = site.staff.as_deref().ok_or_else(StaffFault::not_found)?;
        work(&Desk {
            site: &site,
            registry,
            asked: &asked,
            who: &who,
        })
    });
    match done.await {
        Ok(Ok(response)) => own(response),
        Ok(Err(fault)) => self::fault(site, asked, Some(who), fault).await,
        Err(_) => self::fault(site, asked, Some(who), SiteError::Stopped.into()).await,
    }
}

/// The same where passwords are hashed: only a few threads may wait for that at a time, so that a
/// flood of sign-ins leaves some to the readers.
pub(crate) async fn slowly(
    site: App,
    asked: Asked,
    who: SignedIn,
    work: impl FnOnce(&Desk<'_>) -> Done + Send + 'static,
) -> Response {
    let turn = Arc::clone(&site);
    let Ok(_turn) = turn.hashing.acquire().await else {
        return fault(site, asked, Some(who), SiteError::Stopped.into()).await;
    };
    from(site, asked, who, work).await
}

/// A page.
pub(crate) fn html(view: &impl Template) -> Done {
    Ok(answer::html(view)?)
}

/// A page with a form that has to be mended.
pub(crate) fn unfit(view: &impl Template) -> Done {
    let mut response = answer::html(view)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// To another page of this site, which the browser asks for by GET.
pub(crate) fn to(place: &str) -> Done {
    let place = HeaderValue::from_str(place).map_err(|_| StaffFault::not_found())?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response())
}

/// Marks an answer as somebody's own.
pub(crate) fn own(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(Own);
    response
}

/// The answer that says why there is none.
pub(crate) async fn fault(
    site: App,
    asked: Asked,
    who: Option<SignedIn>,
    fault: StaffFault,
) -> Response {
    if let StaffFault::Site(_) = fault {
        let response = answer::from(site, asked, move |_, _| match fault {
            StaffFault::Site(error) => Err(error),
            _ => Err(SiteError::Stopped),
        });
        return own(response.await);
    }
    own(say(&site, &asked, who.as_ref(), &fault))
}

fn say(site: &Site, asked: &Asked, who: Option<&SignedIn>, fault: &StaffFault) -> Response {
    if let (StaffFault::NotSignedIn { can_come_back }, false) = (fault, asked.wants_json) {
        let next = if *can_come_back {
            asked.address()
        } else {
            next::HOME
        };
        return to(&door::sign_in_href(next))
            .unwrap_or_else(|_| StatusCode::UNAUTHORIZED.into_response());
    }
    let (status, title, text) = words(asked, who, fault);
    let mut response = if asked.wants_json {
        let problem = serde_json::json!({
            "type": "about:blank",
            "status": status.as_u16(),
            "title": title,
            "detail": text,
        });
        answer::typed("application/problem+json", problem.to_string())
    } else {
        let view = Refused {
            frame: Frame::new(site, asked, title, title).unlisted(),
            title,
            text,
        };
        answer::html(&view).unwrap_or_else(|_| title.into_response())
    };
    *response.status_mut() = status;
    response
}

fn words(
    asked: &Asked,
    who: Option<&SignedIn>,
    fault: &StaffFault,
) -> (StatusCode, &'static str, String) {
    match fault {
        StaffFault::NotSignedIn { .. } => (
            StatusCode::UNAUTHORIZED,
            "You are not signed in",
            "Sign in first.".to_owned(),
        ),
        StaffFault::NotAllowed => (
            StatusCode::FORBIDDEN,
            "Your role does not allow this",
            match who {
                Some(who) => format!(
                    "You are signed in as {} ({}). Ask an administrator if you need this page for your work.",
                    who.person.account.email,
                    who.person.account.role.title().to_lowercase(),
                ),
                None => "Ask an administrator if you need this page for your work.".to_owned(),
            },
        ),
        StaffFault::NotTaken(NotTaken::Foreign) => (
            StatusCode::FORBIDDEN,
            "The form was not taken",
            "It was open for too long, or you have signed in or out in another window since, or your browser keeps no cookies. Nothing was changed. Go back, load the page again, and send the form once more.".to_owned(),
        ),
        StaffFault::NotTaken(NotTaken::TooLarge) => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "That is too large",
            "What you have sent is larger than this form takes. Nothing was changed.".to_owned(),
        ),
        StaffFault::NotTaken(NotTaken::Busy) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Too many forms are being read",
            "Nothing was changed. Go back, and send the form again in a minute.".to_owned(),
        ),
        StaffFault::NotTaken(NotTaken::Unreadable) => (
            StatusCode::BAD_REQUEST,
            "The form cannot be read",
            "It did not arrive whole, or it is no form. Nothing was changed. Send it once more.".to_owned(),
        ),
        StaffFault::Said { status, text } => (
            *status,
            "This was not done",
            super::faults::sentence(text),
        ),
        StaffFault::Site(_) | StaffFault::Registry(_) => {
            let id = request_id();
            let path = super::path_for_log(asked.path());
            tracing::error!(request_id = %id, path, error = %fault, "request failed");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something went wrong on our side",
                format!("It was noted as request {id}. Try again in a moment, and tell an administrator this number if it stays so."),
            )
        }
    }
}
