//! The page for an address that cannot be understood: what is wrong with it, and how to write it.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{answer, error::json, frame::Frame, request::Asked, site::Site};

#[derive(Template)]
#[template(path = "unclear.html")]
struct View<'a> {
    frame: Frame<'a>,
    said: &'a str,
    path: &'a str,
}

/// The answer 400, as HTML or as JSON.
pub(crate) fn answer(site: &Site, asked: &Asked, said: &str) -> Response {
    let mut response = if asked.wants_json {
        json(serde_json::json!({ "error": said }).to_string())
    } else {
        let view = View {
            frame: Frame::new(
                site,
                asked,
                "The address cannot be read",
                "Something in this address cannot be read.",
            )
            .unlisted(),
            said,
            path: asked.path(),
        };
        answer::html(&view).unwrap_or_else(|_| said.to_owned().into_response())
    };
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response.headers_mut().insert(
        header::VARY,
        HeaderValue::from_static("Accept, Accept-Encoding"),
    );
    response
}
