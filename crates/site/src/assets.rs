//! The style sheet and the icon, built into the program.
//!
//! The style sheet's address holds a hash of its content, so that browsers may keep it for ever.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use rust_embed::RustEmbed;

use crate::{answer, error::SiteError, request::Asked, site::App};

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// The built-in files with their addresses.
pub(crate) struct Assets {
    stylesheet_href: String,
    stylesheet: Bytes,
    icon: Bytes,
}

impl Assets {
    pub(crate) fn new() -> Self {
        let read = |name: &str| {
            Files::get(name).map_or_else(Bytes::new, |file| Bytes::from(file.data.into_owned()))
        };
        let hash: String = Files::get("site.css")
            .map(|file| file.metadata.sha256_hash())
            .into_iter()
            .flatten()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            stylesheet_href: format!("/assets/site-{hash}.css"),
            stylesheet: read("site.css"),
            icon: read("favicon.svg"),
        }
    }

    /// The address of the style sheet.
    pub(crate) fn stylesheet(&self) -> &str {
        &self.stylesheet_href
    }
}

/// `GET /assets/{file}`.
pub(crate) async fn file(State(site): State<App>, asked: Asked) -> Response {
    if asked.path() != site.assets.stylesheet() {
        return answer::from(site, asked, |_, _| Err(SiteError::NotFound)).await;
    }
    given(
        site.assets.stylesheet.clone(),
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
}

/// `GET /favicon.svg` and `/favicon.ico`.
pub(crate) async fn icon(State(site): State<App>) -> Response {
    given(
        site.assets.icon.clone(),
        "image/svg+xml",
        "public, max-age=86400",
    )
}

fn given(body: Bytes, content_type: &'static str, rule: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(rule)),
    ];
    answer::kept((headers, body).into_response())
}
