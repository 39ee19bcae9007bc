//! A form that comes when the session is over: nothing that was typed is lost.
//!
//! It is answered with a page that carries what was typed and signs in at the same place; then,
//! with a token of the new session, a button sends it to where it was for. Nothing is kept on the
//! server, so that it reaches nobody but the browser that sent it.
//!
//! Another site must not be able to put words into a form of ours. Without a session there is no
//! token to tell the two apart, so that the browser has to say itself that a page of ours sent it
//! (`Origin`, `Sec-Fetch-Site`), and nothing is ever sent on without somebody pressing the button
//! below what it says.

mod kept;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_registry::accounts::{Opened, SignIn, SignInRequest};

pub(crate) use kept::Kept;

use super::{
    bar::Bar,
    cookies::Cookie,
    desk::Desk,
    door::{
        sign_in::{NO_MATCH, wait},
        threshold::{self, Porch, Threshold},
    },
    faults::Faults,
    form::Posted,
    page::{self, Done},
    signed_in::SignedIn,
};
use crate::{frame::Frame, request::Asked, site::App};

/// Where one signs in with what was typed.
pub(crate) const PATH: &str = "/sign-in/resume";

/// Room for what is carried: all that is kept, written as forms are sent.
pub(crate) const ROOM_BYTES: usize = 6 << 20;

/// Forms up to this size are read from anybody, as that of the sign-in page is.
pub(crate) const SMALL_BYTES: usize = 256 * 1024;

/// Most values that stand on the page without a fold.
const MOST_SHOWN: usize = 12;

/// What is kept is work on data. Forms of accounts hold passwords and codes, and are short.
const NEVER: [&str; 4] = ["/account", "/admin", "/sign-", "/forgot-password"];

#[derive(Template)]
#[template(path = "staff/resume.html")]
struct SignInAgain<'a> {
    frame: Frame<'a>,
    csrf: String,
    faults: Faults,
    email: &'a str,
    wants_code: bool,
    kept: &'a Kept,
    is_folded: bool,
}

#[derive(Template)]
#[template(path = "staff/resumed.html")]
struct SendAgain<'a> {
    frame: Frame<'a>,
    bar: Bar,
    kept: &'a Kept,
    is_folded: bool,
}

/// Whether what is sent to a path is kept when its session is over.
pub(crate) fn keeps(path: &str) -> bool {
    path == PATH || !NEVER.iter().any(|place| path.starts_with(place))
}

/// The page for a form whose token is of no session of today.
pub(crate) async fn answer(
    site: App,
    asked: Asked,
    who: Option<SignedIn>,
    came: Threshold,
    kept: Kept,
) -> Response {
    if asked.wants_json {
        let fault = if who.is_some() {
            super::form::NotTaken::Foreign.into()
        } else {
            super::fault::StaffFault::NotSignedIn {
                can_come_back: false,
            }
        };
        return page::fault(site, asked, who, fault).await;
    }
    match who {
        Some(who) => {
            page::from(site, asked, who, move |desk| {
                threshold::with_status(StatusCode::FORBIDDEN, send_again(desk, &kept))
            })
            .await
        }
        None => page::own(
            threshold::from(site, asked, came, move |porch| {
                let faults = Faults::default();
                sign_in_again(
                    porch,
                    &kept,
                    Stage::Password(""),
                    faults,
                    StatusCode::UNAUTHORIZED,
                )
            })
            .await,
        ),
    }
}

/// `GET /sign-in/resume`: what was typed is in no address.
pub(crate) async fn get(State(site): State<App>, asked: Asked, came: Threshold) -> Response {
    threshold::from(site, asked, came, |_| page::to("/sign-in")).await
}

/// `POST /sign-in/resume`: password, or code of the second factor.
pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    came: Threshold,
    posted: Posted,
) -> Response {
    threshold::slowly(site, asked, came, move |porch| try_in(porch, &posted)).await
}

/// What is asked for.
#[derive(Clone, Copy)]
enum Stage<'a> {
    /// The password, with the e-mail address that was typed.
    Password(&'a str),
    /// The code of the second factor.
    Code,
}

fn try_in(porch: &Porch<'_>, posted: &Posted) -> Done {
    let Some(kept) = Kept::in_posted(posted) else {
        return page::to("/sign-in");
    };
    let visitor = porch.came.visit.visitor();
    let brought = porch.came.session.as_ref();
    let password = posted.secret("password");
    let (stage, outcome) = match (&porch.came.ticket, posted.field("code")) {
        (Some(ticket), Some(_)) => {
            let code = posted.secret("code");
            (
                Stage::Code,
                porch
                    .registry
                    .sign_in_second(ticket, &code, visitor, brought)?,
            )
        }
        _ => {
            let request = SignInRequest {
                email: posted.text("email"),
                password: &password,
                visitor,
                brought,
            };
            (
                Stage::Password(request.email),
                porch.registry.sign_in(&request)?,
            )
        }
    };
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let field = match stage {
        Stage::Password(_) => "email",
        Stage::Code => "code",
    };
    match outcome {
        SignIn::Open(opened) => opened_again(porch, *opened, &kept),
        SignIn::SecondFactor(ticket) => {
            let faults = Faults::default();
            let mut response = sign_in_again(porch, &kept, Stage::Code, faults, StatusCode::OK)?;
            Cookie::Ticket.set(porch.site, response.headers_mut(), &ticket);
            Ok(response)
        }
        SignIn::Wait { seconds } => {
            let faults = Faults::one(field, wait(seconds));
            sign_in_again(porch, &kept, stage, faults, StatusCode::TOO_MANY_REQUESTS)
        }
        SignIn::Refused => {
            let said = match stage {
                Stage::Password(_) => NO_MATCH,
                Stage::Code => {
                    "The code is not right, or was used before. Wait for the next one and try again"
                }
            };
            sign_in_again(porch, &kept, stage, Faults::one(field, said), unfit)
        }
        SignIn::TicketOver => {
            let faults = Faults::one("email", "Signing in took too long. Begin again");
            sign_in_again(porch, &kept, Stage::Password(""), faults, unfit)
        }
    }
}

fn sign_in_again(
    porch: &Porch<'_>,
    kept: &Kept,
    stage: Stage<'_>,
    faults: Faults,
    status: StatusCode,
) -> Done {
    let (title, email) = match stage {
        Stage::Password(email) => ("You are no longer signed in", email),
        Stage::Code => ("Enter your code", ""),
    };
    let view = SignInAgain {
        frame: porch.frame(title),
        csrf: porch.csrf(),
        faults,
        email,
        wants_code: matches!(stage, Stage::Code),
        is_folded: kept.written().len() > MOST_SHOWN,
        kept,
    };
    threshold::with_status(status, page::html(&view))
}

/// Somebody is in. The secret of the browser stays, so that this page can be loaded again.
fn opened_again(porch: &Porch<'_>, opened: Opened, kept: &Kept) -> Done {
    let who = SignedIn {
        person: opened.person,
        session: opened.id,
        visit: porch.came.visit.clone(),
    };
    let desk = Desk {
        site: porch.site,
        registry: porch.registry,
        asked: porch.asked,
        who: &who,
    };
    let mut response = send_again(&desk, kept)?;
    let headers = response.headers_mut();
    Cookie::Session.set(porch.site, headers, &who.session);
    Cookie::Ticket.take_back(porch.site, headers);
    Ok(response)
}

fn send_again(desk: &Desk<'_>, kept: &Kept) -> Done {
    let (frame, bar) = desk.around("You are signed in again");
    page::html(&SendAgain {
        frame,
        bar,
        is_folded: kept.written().len() > MOST_SHOWN,
        kept,
    })
}
