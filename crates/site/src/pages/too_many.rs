//! The page for a network address that asks for more than its share.
//!
//! It stands without the frame of other pages, so that refusing costs next to nothing.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{answer, error::json, request::Asked, site::Site, words::counted};

#[derive(Template)]
#[template(path = "too_many.html")]
struct View<'a> {
    stylesheet: &'a str,
    wait: &'a str,
}

/// The answer 429, as HTML or as JSON: in how many seconds to ask again.
pub(crate) fn answer(site: &Site, asked: &Asked, seconds: i64) -> Response {
    let seconds = seconds.max(1);
    let wait = counted(usize::try_from(seconds).unwrap_or(1), "second", "seconds");
    let said =
        format!("Too many pages were asked for from your network address. Try again in {wait}.");
    let mut response = if asked.wants_json {
        json(serde_json::json!({ "error": said }).to_string())
    } else {
        let view = View {
            stylesheet: site.assets.stylesheet(),
            wait: &wait,
        };
        answer::html(&view).unwrap_or_else(|_| said.into_response())
    };
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
