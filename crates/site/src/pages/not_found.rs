//! The page for addresses at which there is nothing: a search box and what may have been meant.
//!
//! It is made from public records only, so it looks the same for an id that was never given and for
//! a record that is not public.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use indigo_registry::Catalogue;
use indigo_standard::TypeStandard;

use crate::{
    answer,
    error::{SiteError, json},
    frame::{Frame, list_href, record_href},
    request::Asked,
    site::Site,
};

/// How many ids before and after the one asked for are shown.
const NEIGHBOURS: usize = 2;

#[derive(Template)]
#[template(path = "not_found.html")]
struct View<'a> {
    frame: Frame<'a>,
    said: String,
    near: Vec<(String, String)>,
    list: Option<(String, &'a str)>,
}

/// The answer 404, as HTML or as JSON.
pub(crate) fn answer(site: &Site, asked: &Asked, error: &SiteError) -> Response {
    let said = said(error);
    let mut response = if asked.wants_json {
        json(serde_json::json!({ "error": said }).to_string())
    } else {
        page(site, asked, error, said)
    };
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(
        header::VARY,
        HeaderValue::from_static("Accept, Accept-Encoding"),
    );
    response
}

fn page(site: &Site, asked: &Asked, error: &SiteError, said: String) -> Response {
    let (one, id) = match error {
        SiteError::NoRecord { record_type, id } => (site.standard().get(record_type), id.as_str()),
        _ => (None, ""),
    };
    // Without the catalogue the page has no suggestions, and that is all.
    let near = match (one, site.reader.catalogue()) {
        (Some(one), Ok(catalogue)) => near(one, &catalogue, id),
        _ => Vec::new(),
    };
    let view = View {
        frame: Frame::new(
            site,
            asked,
            "Not found",
            "There is nothing at this address.",
        )
        .with_words(&crate::words::shortened(id, 60))
        .unlisted(),
        said,
        near,
        list: one.map(|one| (list_href(one), one.profile.words.titles.as_str())),
    };
    answer::html(&view).unwrap_or_else(|_| "Not found".into_response())
}

fn said(error: &SiteError) -> String {
    match error {
        SiteError::NoRecord { .. } => {
            "There is no public record with this id. It may never have been given, or the record may not be public.".to_owned()
        }
        _ => "There is nothing at this address. It may have been mistyped, or be an address of something that is gone.".to_owned(),
    }
}

/// Public records whose ids are near: the same in other letters first, then the neighbours.
fn near(one: &TypeStandard, catalogue: &Catalogue, id: &str) -> Vec<(String, String)> {
    let entries = catalogue.entries(&one.id);
    let wanted = id.trim().to_uppercase();
    let at = entries.partition_point(|entry| entry.id.as_str() < wanted.as_str());
    let from = at.saturating_sub(NEIGHBOURS);
    entries
        .iter()
        .skip(from)
        .take(NEIGHBOURS * 2 + 1)
        .map(|entry| {
            (
                record_href(one, &entry.id),
                format!("{} {}", entry.id, entry.card.name),
            )
        })
        .collect()
}
