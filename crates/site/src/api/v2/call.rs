//! What a handler of the API has before it while it works off the async threads.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use indigo_model::{Action, RecordKey};
use indigo_registry::{Registry, accounts::Person};

use super::{fault::ApiFault, sent::Sent};
use crate::{
    request::Asked,
    site::{App, Site},
};

/// Who asks; the guard has put it in the request.
#[derive(Debug, Clone, Default)]
pub(super) struct Caller {
    /// Somebody with a good token; nobody in particular otherwise.
    pub(super) person: Option<Person>,
}

/// The installation, the request, and who it is from.
pub(super) struct Call<'a> {
    pub(super) site: &'a Site,
    pub(super) registry: &'a Registry,
    pub(super) asked: &'a Asked,
    pub(super) caller: &'a Caller,
}

impl Caller {
    /// Whether nobody in particular asks: without a token.
    pub(super) fn is_nobody(&self) -> bool {
        self.person.is_none()
    }
}

impl<'a> Call<'a> {
    /// Who asks, where the table of routes lets nobody else in.
    pub(super) fn person(&self) -> Result<&'a Person, ApiFault> {
        self.caller.person.as_ref().ok_or(ApiFault::Unauthorized {
            came: false,
            text: "Send a token: Authorization: Bearer ….",
        })
    }

    /// Refuses what they may not do with a record.
    pub(super) fn allow(&self, action: Action, key: Option<&RecordKey>) -> Result<(), ApiFault> {
        let person = self.person()?;
        if person.may(action, key) {
            Ok(())
        } else {
            Err(ApiFault::not_allowed(person, &[action]))
        }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        // Without the guard nobody asks: a route outside of the table shows what is public.
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

impl FromRequestParts<App> for Sent {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, StatusCode> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
