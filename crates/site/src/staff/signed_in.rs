//! Who is signed in, as handlers get it.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{StatusCode, request::Parts},
};
use indigo_model::Secret;
use indigo_registry::{
    Registry, RegistryError,
    accounts::{By, Person, csrf_token},
};

use super::visit::Visit;
use crate::site::App;

/// Somebody who is signed in; the guard has put it in the request.
///
/// `Option<SignedIn>` is for routes that are for everybody.
#[derive(Debug, Clone)]
pub(crate) struct SignedIn {
    /// Who.
    pub(crate) person: Person,
    /// The session id that the browser brought.
    pub(crate) session: Secret,
    /// From where they come.
    pub(crate) visit: Visit,
}

impl SignedIn {
    /// Whoever holds the session id, if it is good.
    pub(crate) fn find(
        registry: &Registry,
        session: Secret,
        visit: Visit,
    ) -> Result<Option<Self>, RegistryError> {
        Ok(registry.person_of_session(&session)?.map(|person| Self {
            person,
            session,
            visit,
        }))
    }

    /// The same for operations of the registry.
    pub(crate) fn by(&self) -> By<'_> {
        By::Person {
            person: &self.person,
            address: &self.visit.address,
        }
    }

    /// The token for their forms.
    pub(crate) fn csrf(&self) -> Secret {
        csrf_token(&self.session)
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, StatusCode> {
        // Without the guard nobody is signed in: a route outside of the table shows nothing.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(StatusCode::UNAUTHORIZED)
    }
}

impl OptionalFromRequestParts<App> for SignedIn {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Option<Self>, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}
