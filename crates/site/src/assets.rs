//! The style sheet, the scripts of forms and of the search box, and the icon, built into the
//! program.
//!
//! Addresses of all but the icon hold a hash of the content, so that browsers may keep them for ever.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::{answer, error::SiteError, request::Asked, site::App};

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// The built-in files with their addresses.
pub(crate) struct Assets {
    stylesheet_href: String,
    stylesheet: Bytes,
    script_href: String,
    script: Bytes,
    search_script_href: String,
    search_script: Bytes,
    icon: Bytes,
}

impl Assets {
    pub(crate) fn new() -> Self {
        let read = |name: &str| {
            Files::get(name).map_or_else(Bytes::new, |file| Bytes::from(file.data.into_owned()))
        };
        let href = |name: &str, kind: &str| {
            let hash: String = Files::get(&format!("{name}.{kind}"))
                .map(|file| file.metadata.sha256_hash())
                .into_iter()
                .flatten()
                .take(6)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("/assets/{name}-{hash}.{kind}")
        };
        // The rules of charts belong to the crate that writes their classes.
        let mut stylesheet = read("site.css").to_vec();
        stylesheet.extend_from_slice(indigo_charts::STYLE.as_bytes());
        Self {
            stylesheet_href: format!("/assets/site-{:.12}.css", digest(&stylesheet)),
            stylesheet: stylesheet.into(),
            script_href: href("edit", "js"),
            script: read("edit.js"),
            search_script_href: href("search", "js"),
            search_script: read("search.js"),
            icon: read("favicon.svg"),
        }
    }

    /// The address of the style sheet.
    pub(crate) fn stylesheet(&self) -> &str {
        &self.stylesheet_href
    }

    /// The address of the script that helps in forms; all of them work without it.
    pub(crate) fn script(&self) -> &str {
        &self.script_href
    }

    /// The address of the script of the search box, which works without it.
    pub(crate) fn search_script(&self) -> &str {
        &self.search_script_href
    }
}

/// SHA-256 in hexadecimal digits.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// `GET /assets/{file}`.
pub(crate) async fn file(State(site): State<App>, asked: Asked) -> Response {
    const FOR_EVER: &str = "public, max-age=31536000, immutable";
    if asked.path() == site.assets.stylesheet() {
        let body = site.assets.stylesheet.clone();
        return given(body, "text/css; charset=utf-8", FOR_EVER);
    }
    if asked.path() == site.assets.script() {
        let body = site.assets.script.clone();
        return given(body, "text/javascript; charset=utf-8", FOR_EVER);
    }
    if asked.path() == site.assets.search_script() {
        let body = site.assets.search_script.clone();
        return given(body, "text/javascript; charset=utf-8", FOR_EVER);
    }
    answer::from(site, asked, |_, _| Err(SiteError::NotFound)).await
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
