//! The page for what went wrong on our side: a plain sentence and the id to look for in the log.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::{answer, frame::Frame, request::Asked, site::Site};

#[derive(Template)]
#[template(path = "broken.html")]
struct View<'a> {
    frame: Frame<'a>,
    request_id: &'a str,
}

pub(crate) fn answer(site: &Site, asked: &Asked, request_id: &str) -> Response {
    let view = View {
        frame: Frame::new(
            site,
            asked,
            "Something went wrong",
            "Something went wrong on our side.",
        )
        .unlisted(),
        request_id,
    };
    answer::html(&view).unwrap_or_else(|_| "Something went wrong on our side.".into_response())
}
