//! From a view to a response, on a thread where the database may be waited for.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{
    edge::Keep,
    error::SiteError,
    request::Asked,
    site::{App, Site},
};

/// What a builder gives: a response, or why there is none.
pub(crate) type Built = Result<Response, SiteError>;

/// Runs `build` off the async threads and answers with what it gives.
pub(crate) async fn from(
    site: App,
    asked: Asked,
    build: impl FnOnce(&Site, &Asked) -> Built + Send + 'static,
) -> Response {
    let (worker_site, worker_asked) = (Arc::clone(&site), asked.clone());
    let work = tokio::task::spawn_blocking(move || {
        build(&worker_site, &worker_asked)
            .unwrap_or_else(|error| error.answer(&worker_site, &worker_asked))
    });
    match work.await {
        Ok(response) => response,
        Err(_) => SiteError::Stopped.answer(&site, &asked),
    }
}

/// A page that may be kept until the ledger moves.
pub(crate) fn page(view: &impl Template) -> Built {
    Ok(kept(html(view)?))
}

/// A page that is not kept.
pub(crate) fn html(view: &impl Template) -> Result<Response, SiteError> {
    Ok(typed("text/html; charset=utf-8", view.render()?))
}

/// A body with a content type.
pub(crate) fn typed(content_type: &'static str, body: String) -> Response {
    (
        [(header::CONTENT_TYPE, HeaderValue::from_static(content_type))],
        body,
    )
        .into_response()
}

/// Marks an answer as one that depends on the address and the ledger position only.
pub(crate) fn kept(mut response: Response) -> Response {
    response.extensions_mut().insert(Keep);
    response
}

/// An answer that holds its own address: without one that the site is known by, it is made for the
/// host that was asked, and not kept for others.
pub(crate) fn of_host(site: &Site, mut response: Response) -> Response {
    if site.config.base_url.is_none() {
        response.extensions_mut().remove::<Keep>();
    }
    response
}
