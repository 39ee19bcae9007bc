//! `/sign-in/code`: the second factor.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_registry::accounts::SignIn;

use super::{
    sign_in::{opened_to, wait},
    threshold::{self, Porch, Threshold},
};
use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        cookies::Cookie,
        faults::Faults,
        form::Posted,
        next::own_path,
        page::{self, Done},
    },
};

#[derive(Template)]
#[template(path = "staff/second.html")]
struct View<'a> {
    frame: Frame<'a>,
    csrf: String,
    faults: Faults,
    next: &'a str,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, came: Threshold) -> Response {
    threshold::from(site, asked, came, |porch| {
        if porch.came.ticket.is_none() {
            return page::to("/sign-in");
        }
        let next = own_path(porch.asked.parameter("next"));
        show(porch, next, Faults::default(), StatusCode::OK)
    })
    .await
}

fn show(porch: &Porch<'_>, next: &str, faults: Faults, status: StatusCode) -> Done {
    let view = View {
        frame: porch.frame("Enter your code"),
        csrf: porch.csrf(),
        faults,
        next,
    };
    threshold::with_status(status, page::html(&view))
}

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    came: Threshold,
    posted: Posted,
) -> Response {
    threshold::from(site, asked, came, move |porch| try_code(porch, &posted)).await
}

fn try_code(porch: &Porch<'_>, posted: &Posted) -> Done {
    let next = own_path(posted.field("next"));
    let Some(ticket) = &porch.came.ticket else {
        return over(porch);
    };
    let code = posted.secret("code");
    if code.expose().trim().is_empty() {
        let faults = Faults::one("code", "Type the code");
        return show(porch, next, faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let visitor = porch.came.visit.visitor();
    let brought = porch.came.session.as_ref();
    match porch
        .registry
        .sign_in_second(ticket, &code, visitor, brought)?
    {
        SignIn::Open(opened) => opened_to(porch.site, &opened, next),
        SignIn::Refused => {
            let faults = Faults::one(
                "code",
                "The code is not right, or was used before. Wait for the next one and try again",
            );
            show(porch, next, faults, StatusCode::UNPROCESSABLE_ENTITY)
        }
        SignIn::Wait { seconds } => {
            let faults = Faults::one("code", wait(seconds));
            show(porch, next, faults, StatusCode::TOO_MANY_REQUESTS)
        }
        SignIn::TicketOver | SignIn::SecondFactor(_) => over(porch),
    }
}

fn over(porch: &Porch<'_>) -> Done {
    let mut response = page::to("/sign-in?done=over")?;
    Cookie::Ticket.take_back(porch.site, response.headers_mut());
    Ok(response)
}
