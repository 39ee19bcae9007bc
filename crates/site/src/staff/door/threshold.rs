//! What a handler has before it when nobody is signed in yet: the browser's own secret, which its
//! forms are tied to.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::Response,
};
use indigo_model::Secret;
use indigo_registry::{
    Registry,
    accounts::{csrf_token, new_secret},
};

use crate::{
    error::SiteError,
    frame::Frame,
    request::Asked,
    site::{App, Site},
    staff::{
        cookies::Cookie,
        fault::StaffFault,
        page::{self, Done},
        visit::Visit,
    },
};

/// What a request brought that is not from somebody who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Threshold {
    pub(crate) visit: Visit,
    /// The secret of the browser, when it has one.
    visitor: Option<Secret>,
    /// The session id that it brought, good or not.
    pub(crate) session: Option<Secret>,
    /// The ticket that waits for a code.
    pub(crate) ticket: Option<Secret>,
}

impl FromRequestParts<App> for Threshold {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &App) -> Result<Self, Infallible> {
        let Ok(visit) = Visit::from_request_parts(parts, site).await;
        Ok(Self {
            visit,
            visitor: Cookie::Visitor.read(site, &parts.headers),
            session: Cookie::Session.read(site, &parts.headers),
            ticket: Cookie::Ticket.read(site, &parts.headers),
        })
    }
}

/// The desk of such a handler.
pub(crate) struct Porch<'a> {
    pub(crate) site: &'a Site,
    pub(crate) registry: &'a Registry,
    pub(crate) asked: &'a Asked,
    pub(crate) came: &'a Threshold,
    secret: Secret,
}

impl<'a> Porch<'a> {
    /// The token for forms.
    pub(crate) fn csrf(&self) -> String {
        csrf_token(&self.secret).expose().to_owned()
    }

    /// What stands around the page.
    pub(crate) fn frame(&self, title: &str) -> Frame<'a> {
        Frame::new(self.site, self.asked, title, title).unlisted()
    }
}

/// Runs a handler's work off the async threads, and gives the browser its secret with the page.
pub(crate) async fn from(
    site: App,
    asked: Asked,
    came: Threshold,
    work: impl FnOnce(&Porch<'_>) -> Done + Send + 'static,
) -> Response {
    let worker = (Arc::clone(&site), asked.clone());
    let done = tokio::task::spawn_blocking(move || {
        let (site, asked) = worker;
        let registry = site.staff.as_deref().ok_or_else(StaffFault::not_found)?;
        let secret = match &came.visitor {
            Some(secret) => secret.clone(),
            None => new_secret()?,
        };
        let porch = Porch {
            site: &site,
            registry,
            asked: &asked,
            came: &came,
            secret,
        };
        let mut response = work(&porch)?;
        if came.visitor.is_none() {
            Cookie::Visitor.set(&site, response.headers_mut(), &porch.secret);
        }
        Ok(response)
    });
    match done.await {
        Ok(Ok(response)) => response,
        Ok(Err(fault)) => page::fault(site, asked, None, fault).await,
        Err(_) => page::fault(site, asked, None, SiteError::Stopped.into()).await,
    }
}

/// The same where passwords are hashed; see [`page::slowly`].
pub(crate) async fn slowly(
    site: App,
    asked: Asked,
    came: Threshold,
    work: impl FnOnce(&Porch<'_>) -> Done + Send + 'static,
) -> Response {
    let turn = Arc::clone(&site);
    let Ok(_turn) = turn.hashing.acquire().await else {
        return page::fault(site, asked, None, SiteError::Stopped.into()).await;
    };
    from(site, asked, came, work).await
}

/// A page with a form that has to be mended.
pub(crate) fn with_status(status: StatusCode, done: Done) -> Done {
    let mut response = done?;
    *response.status_mut() = status;
    Ok(response)
}
