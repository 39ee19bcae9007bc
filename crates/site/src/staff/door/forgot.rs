//! `/forgot-password`: a link by mail. The answer is the same whether the address has an account.

use askama::Template;
use axum::{extract::State, response::Response};

use super::threshold::{self, Porch, Threshold};
use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        faults::Faults,
        form::Posted,
        page::{self, Done},
    },
};

#[derive(Template)]
#[template(path = "staff/forgot.html")]
struct View<'a> {
    frame: Frame<'a>,
    csrf: String,
    faults: Faults,
    is_asked_for: bool,
}

fn view<'a>(porch: &Porch<'a>, faults: Faults, is_asked_for: bool) -> View<'a> {
    View {
        frame: porch.frame("Forgotten password"),
        csrf: porch.csrf(),
        faults,
        is_asked_for,
    }
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, came: Threshold) -> Response {
    threshold::from(site, asked, came, |porch| {
        let is_asked_for = porch.asked.parameter("done") == Some("asked");
        page::html(&view(porch, Faults::default(), is_asked_for))
    })
    .await
}

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    came: Threshold,
    posted: Posted,
) -> Response {
    threshold::from(site, asked, came, move |porch| ask(porch, &posted)).await
}

fn ask(porch: &Porch<'_>, posted: &Posted) -> Done {
    let email = posted.text("email");
    if !email.contains('@') {
        let text = "Type the e-mail address of your account, such as name@example.org";
        return page::unfit(&view(porch, Faults::one("email", text), false));
    }
    porch
        .registry
        .ask_for_reset(email, porch.came.visit.visitor())?;
    page::to("/forgot-password?done=asked")
}
