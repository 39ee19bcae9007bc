//! `POST /account/name`: what to call the person.

use axum::{extract::State, response::Response};
use indigo_registry::{RegistryError, accounts::AccountFault};

use super::overview;
use crate::{
    request::Asked,
    site::App,
    staff::{faults::Faults, form::Posted, page, signed_in::SignedIn},
};

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        let name = posted.text("name");
        match desk
            .registry
            .change_name(desk.person(), name, desk.address())
        {
            Ok(()) => page::to("/account?done=name"),
            Err(RegistryError::Account(fault @ AccountFault::BadName)) => {
                overview::show(desk, name, Faults::one("name", fault.to_string()))
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}
