//! `/admin/users/new`: invites somebody by mail.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::Role;
use indigo_registry::{
    RegistryError,
    accounts::{AccountFault, NewAccount},
};

use super::user::roles;
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
#[template(path = "staff/new_user.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    email: &'a str,
    name: &'a str,
    roles: Vec<(&'static str, &'static str, bool)>,
}

fn view<'a>(
    desk: &Desk<'a>,
    faults: Faults,
    (email, name, role): (&'a str, &'a str, Role),
) -> View<'a> {
    let (frame, bar) = desk.around("Invite somebody");
    View {
        frame,
        bar,
        faults,
        email,
        name,
        roles: roles(role),
    }
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        page::html(&view(desk, Faults::default(), ("", "", Role::Contributor)))
    })
    .await
}

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| invite(desk, &posted)).await
}

fn invite(desk: &Desk<'_>, posted: &Posted) -> Done {
    let (email, name) = (posted.text("email"), posted.text("name"));
    let role = Role::parse(posted.text("role")).unwrap_or(Role::Reader);
    let new = NewAccount {
        email,
        name,
        role,
        grants: &[],
    };
    let (field, text) = match desk.registry.invite(desk.by(), &new) {
        Ok(account) => return page::to(&format!("/admin/users/{}?done=invited", account.id)),
        Err(RegistryError::Account(fault)) => match fault {
            AccountFault::BadEmail(_) if email.is_empty() => {
                ("email", "Type an e-mail address".to_owned())
            }
            AccountFault::BadEmail(_) | AccountFault::EmailTaken(_) => ("email", fault.to_string()),
            AccountFault::BadName => ("name", fault.to_string()),
            AccountFault::BadRole(_) => ("role", "Choose a role".to_owned()),
            other => return Err(other.into()),
        },
        Err(error) => return Err(error.into()),
    };
    page::unfit(&view(desk, Faults::one(field, text), (email, name, role)))
}
