//! `/confirm-correction/{token}`: the link in the mail to whom has suggested a correction.
//!
//! The link shows a button: programs that look at mail follow links, but press no buttons.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use indigo_registry::RegistryError;

use crate::{
    answer::{self, Built},
    error::SiteError,
    frame::{Frame, record_href},
    request::Asked,
    site::{App, Site},
    staff::origin,
};

#[derive(Template)]
#[template(path = "confirm_correction.html")]
struct View<'a> {
    frame: Frame<'a>,
    /// What came of it; a button before.
    said: Option<String>,
    record: Option<(String, String)>,
    action: &'a str,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    not_stored(
        answer::from(site, asked, |site, asked| {
            if site.staff.is_none() {
                return Err(SiteError::NotFound);
            }
            page(site, asked, None, None, StatusCode::OK)
        })
        .await,
    )
}

pub(crate) async fn post(State(site): State<App>, asked: Asked, headers: HeaderMap) -> Response {
    let is_ours = origin::is_ours(&site, &headers);
    not_stored(
        answer::from(site, asked, move |site, asked| {
            confirm(site, asked, is_ours)
        })
        .await,
    )
}

fn confirm(site: &Site, asked: &Asked, is_ours: bool) -> Built {
    let registry = site.staff.as_deref().ok_or(SiteError::NotFound)?;
    if !is_ours {
        let said = "The form came from another page. Follow the link in the mail again.".to_owned();
        return page(site, asked, Some(said), None, StatusCode::FORBIDDEN);
    }
    match registry.confirm_correction(asked.segment(1)) {
        Ok(done) => {
            let record = site
                .standard()
                .get(&done.key.record_type)
                .map(|one| (record_href(one, &done.key.id), done.key.id.clone()));
            let said = "Thank you. Your suggestion is confirmed: a moderator will look at it, and we write to you when it is decided.".to_owned();
            page(site, asked, Some(said), record, StatusCode::OK)
        }
        Err(RegistryError::LinkNotValid) => {
            let said = "This link is wrong, or older than seven days. Make the suggestion again to get a new one.".to_owned();
            page(site, asked, Some(said), None, StatusCode::NOT_FOUND)
        }
        Err(RegistryError::NotPublic | RegistryError::Purged { .. }) => {
            let said = "What you have suggested a correction for is not on the public page any more, so there is nothing to correct.".to_owned();
            page(site, asked, Some(said), None, StatusCode::GONE)
        }
        Err(error) => Err(SiteError::Read(indigo_registry::ReadError::Store(
            error.to_string(),
        ))),
    }
}

fn page(
    site: &Site,
    asked: &Asked,
    said: Option<String>,
    record: Option<(String, String)>,
    status: StatusCode,
) -> Built {
    let view = View {
        frame: Frame::new(
            site,
            asked,
            "Confirm your suggestion",
            "Confirm a suggestion that you have made.",
        )
        .unlisted(),
        said,
        record,
        action: asked.path(),
    };
    let mut response = answer::html(&view)?;
    *response.status_mut() = status;
    Ok(response)
}

fn not_stored(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
