//! `/account/password`: another password, for whoever knows the one that holds.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::{RegistryError, accounts::AccountFault};

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        signed_in::SignedIn,
    },
};

#[derive(Template)]
#[template(path = "staff/password.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    email: &'a str,
}

fn view<'a>(desk: &Desk<'a>, faults: Faults) -> View<'a> {
    let (frame, bar) = desk.around("Change your password");
    View {
        frame,
        bar,
        faults,
        email: &desk.person().account.email,
    }
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        page::html(&view(desk, Faults::default()))
    })
    .await
}

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::slowly(site, asked, who, move |desk| change(desk, &posted)).await
}

fn change(desk: &Desk<'_>, posted: &Posted) -> Done {
    let (old, new) = (posted.secret("old"), posted.secret("password"));
    if new != posted.secret("repeated") {
        let faults = Faults::one(
            "repeated",
            "The two new passwords differ. Type them once more",
        );
        return page::unfit(&view(desk, faults));
    }
    let done = desk
        .registry
        .change_password(desk.person(), &old, &new, desk.address());
    let (field, text) = match done {
        Ok(()) => return page::to("/account?done=password"),
        Err(RegistryError::Account(fault @ AccountFault::WeakPassword(_))) => {
            ("password", fault.to_string())
        }
        Err(RegistryError::Account(
            fault @ (AccountFault::WrongPassword | AccountFault::Wait { .. }),
        )) => ("old", fault.to_string()),
        Err(error) => return Err(error.into()),
    };
    page::unfit(&view(desk, Faults::one(field, text)))
}
