//! The one error type of the edge: what went wrong, and the page that says so.
//!
//! The cause is logged with the request's id; the reader gets a plain sentence and the id.
//! Queries are never logged: they may hold the sandbox password.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use indigo_registry::ReadError;
use thiserror::Error;

use crate::{
    pages::{broken, not_found, unclear},
    request::Asked,
    site::Site,
    staff,
};

/// Why a page or an API answer cannot be given.
#[derive(Debug, Error)]
pub(crate) enum SiteError {
    /// There is nothing at the address.
    #[error("there is nothing here")]
    NotFound,
    /// There is no public record with this id.
    #[error("there is no public record of type {record_type} with the id asked for")]
    NoRecord {
        /// The type that was asked for.
        record_type: String,
        /// The id that was asked for.
        id: String,
    },
    /// A part of the address cannot be read; the sentence says which, and how to write it.
    #[error("{said}")]
    Unclear {
        /// What is wrong and what to do, in plain sentences.
        said: String,
    },
    /// The database did not answer.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A template could not be rendered.
    #[error("the page could not be rendered: {0}")]
    Render(#[from] askama::Error),
    /// A file could not be opened.
    #[error("the file could not be opened: {0}")]
    File(#[from] std::io::Error),
    /// The work stopped half way (a panic).
    #[error("the work stopped half way")]
    Stopped,
}

impl SiteError {
    /// The answer that says what went wrong.
    pub(crate) fn answer(&self, site: &Site, asked: &Asked) -> Response {
        match self {
            Self::NotFound | Self::NoRecord { .. } => not_found::answer(site, asked, self),
            Self::Unclear { said } => unclear::answer(site, asked, said),
            _ => {
                let id = request_id();
                tracing::error!(request_id = %id, path = staff::path_for_log(asked.path()), error = %self, "request failed");
                let mut response = if asked.wants_json {
                    let body = serde_json::json!({
                        "error": "Something went wrong on our side.",
                        "request_id": id,
                    });
                    json(body.to_string())
                } else {
                    broken::answer(site, asked, &id)
                };
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                response
                    .headers_mut()
                    .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
                if let Ok(id) = HeaderValue::from_str(&id) {
                    response.headers_mut().insert("x-request-id", id);
                }
                response
            }
        }
    }
}

/// A JSON body with its content type.
pub(crate) fn json(body: String) -> Response {
    let content_type = [(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    )];
    (content_type, body).into_response()
}

/// A name for one request, to find it in the log: time and a running number.
pub(crate) fn request_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let milliseconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    format!("{milliseconds:x}-{number:x}")
}
