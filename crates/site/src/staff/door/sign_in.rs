//! `/sign-in`: e-mail address and password.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_registry::accounts::{Opened, SignIn, SignInRequest};

use super::threshold::{self, Porch, Threshold};
use crate::{
    frame::Frame,
    request::Asked,
    site::{App, Site},
    staff::{
        cookies::Cookie,
        faults::Faults,
        form::Posted,
        next::own_path,
        page::{self, Done},
        signed_in::SignedIn,
    },
};

/// What is said to whoever does not get in, whatever the reason.
pub(crate) const NO_MATCH: &str =
    "E-mail address and password do not belong together, or the account cannot be used";

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct View<'a> {
    frame: Frame<'a>,
    csrf: String,
    faults: Faults,
    said: Option<&'static str>,
    next: &'a str,
    email: &'a str,
}

pub(crate) async fn get(
    State(site): State<App>,
    asked: Asked,
    who: Option<SignedIn>,
    came: Threshold,
) -> Response {
    threshold::from(site, asked, came, move |porch| {
        let next = own_path(porch.asked.parameter("next"));
        if who.is_some() {
            return page::to(next);
        }
        let said = match porch.asked.parameter("done") {
            Some("password") => Some("Your new password is set. Sign in with it."),
            Some("out") => Some("You are signed out."),
            Some("over") => Some("Signing in took too long. Begin again."),
            _ => None,
        };
        page::html(&View {
            frame: porch.frame("Sign in"),
            csrf: porch.csrf(),
            faults: Faults::default(),
            said,
            next,
            email: "",
        })
    })
    .await
}

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    came: Threshold,
    posted: Posted,
) -> Response {
    threshold::slowly(site, asked, came, move |porch| try_in(porch, &posted)).await
}

fn try_in(porch: &Porch<'_>, posted: &Posted) -> Done {
    let email = posted.text("email");
    let password = posted.secret("password");
    let next = own_path(posted.field("next"));
    let again = |status, faults| {
        let view = View {
            frame: porch.frame("Sign in"),
            csrf: porch.csrf(),
            faults,
            said: None,
            next,
            email,
        };
        threshold::with_status(status, page::html(&view))
    };
    let mut faults = Faults::default();
    if email.is_empty() {
        faults.add("email", "Type your e-mail address");
    }
    if password.is_empty() {
        faults.add("password", "Type your password");
    }
    if !faults.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, faults);
    }
    let request = SignInRequest {
        email,
        password: &password,
        visitor: porch.came.visit.visitor(),
        brought: porch.came.session.as_ref(),
    };
    match porch.registry.sign_in(&request)? {
        SignIn::Open(opened) => opened_to(porch.site, &opened, next),
        SignIn::SecondFactor(ticket) => {
            let href = format!("/sign-in/code?next={}", crate::url::encode(next));
            let mut response = page::to(&href)?;
            Cookie::Ticket.set(porch.site, response.headers_mut(), &ticket);
            Ok(response)
        }
        SignIn::Wait { seconds } => again(
            StatusCode::TOO_MANY_REQUESTS,
            Faults::one("email", wait(seconds)),
        ),
        SignIn::Refused | SignIn::TicketOver => again(
            StatusCode::UNPROCESSABLE_ENTITY,
            Faults::one("email", NO_MATCH),
        ),
    }
}

/// What is said to somebody who has to wait.
pub(crate) fn wait(seconds: i64) -> String {
    let time = match seconds {
        1 => "a second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", (seconds + 59) / 60),
    };
    format!("There were too many attempts. Nothing was looked at. Try again in {time}")
}

/// Somebody is in: the new session goes to the browser, what was before is taken back.
pub(super) fn opened_to(site: &Site, opened: &Opened, next: &str) -> Done {
    let mut response = page::to(next)?;
    let headers = response.headers_mut();
    Cookie::Session.set(site, headers, &opened.id);
    Cookie::Ticket.take_back(site, headers);
    Cookie::Visitor.take_back(site, headers);
    Ok(response)
}
