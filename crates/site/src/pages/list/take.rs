//! What can be taken away of the records that an address of a list chooses.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use indigo_registry::{SummaryRows, TakeAway};

use super::{details, selection::Selection, summary::Summary, understood};
use crate::{
    answer::{self, Built},
    error::SiteError,
    headers::open_to_all,
    pages::sitemap::base,
    request::Asked,
    site::{App, Site},
};

/// What the name of a file of a selection begins with.
const SELECTION: &str = "selection";

/// A file to take away.
pub(crate) struct TakeLink {
    pub(crate) title: String,
    pub(crate) href: String,
}

/// The files that there are of a selection.
pub(super) fn links(selection: &Selection<'_>) -> Vec<TakeLink> {
    let spec = &selection.one.profile.list;
    let mut links: Vec<TakeLink> = TakeAway::ALL
        .into_iter()
        // What has no places makes no points.
        .filter(|form| *form != TakeAway::GeoJson || spec.places.is_some())
        .map(|form| TakeLink {
            title: form.title().to_owned(),
            href: selection
                .list
                .beside(&format!("{SELECTION}.{}", form.ending())),
        })
        .collect();
    if let Some(details) = &spec.details {
        links.push(TakeLink {
            title: format!("{} (CSV)", details.title),
            href: selection.list.beside("details.csv"),
        });
    }
    links
}

/// `GET /{list}/selection.{csv,xlsx,json,geojson}`: the records chosen as a file.
pub(crate) async fn selection(State(site): State<App>, asked: Asked) -> Response {
    given(site, asked, |site, asked| {
        let name = asked.last_segment();
        let form = name
            .split_once('.')
            .and_then(|(_, ending)| TakeAway::parse(ending))
            .ok_or(SiteError::NotFound)?;
        let selection = Selection::of(site, asked)?;
        let one = selection.one;
        if form == TakeAway::GeoJson && one.profile.list.places.is_none() {
            return Err(SiteError::NotFound);
        }
        understood::all_understood(site, asked, &selection)?;
        let ids = selection.ids();
        let summary = Summary::of(site, &selection, base(site, asked));
        let rows = SummaryRows {
            headers: summary.headers(),
            row: &|record| summary.row(record),
        };
        let day = selection.day.as_ref();
        let bytes = site
            .reader
            .take_away_with(&one.id, &ids, form, day, Some(&rows))?;
        let name = format!("{}-{SELECTION}.{}", one.profile.words.path, form.ending());
        let file = file(form.content_type(), &name, bytes);
        Ok(match form {
            // It holds addresses of records.
            TakeAway::Xlsx => answer::of_host(site, file),
            _ => file,
        })
    })
    .await
}

/// `GET /{list}/details.csv`: the rows of the records chosen, as the view of details shows them.
pub(crate) async fn details(State(site): State<App>, asked: Asked) -> Response {
    given(site, asked, |site, asked| {
        let selection = Selection::of(site, asked)?;
        let spec = selection.one.profile.list.details.as_ref();
        let spec = spec.ok_or(SiteError::NotFound)?;
        understood::all_understood(site, asked, &selection)?;
        let text = details::csv(site, &selection, spec)?;
        let name = format!("{}-{}.csv", selection.one.profile.words.path, spec.name);
        let mut response = file("text/csv; charset=utf-8", &name, text.into_bytes());
        let page = selection.list.page;
        if selection.chosen.entries.len() > page.saturating_mul(details::MOST) {
            let href = selection.list.beside_at("details.csv", page + 1);
            if let Ok(value) = HeaderValue::from_str(&format!("<{href}>; rel=\"next\"")) {
                response.headers_mut().insert(header::LINK, value);
            }
        }
        Ok(response)
    })
    .await
}

/// A file, made when it is its turn.
async fn given(
    site: App,
    asked: Asked,
    build: impl FnOnce(&Site, &Asked) -> Built + Send + 'static,
) -> Response {
    let Ok(_turn) = site.builds.acquire().await else {
        return answer::from(Arc::clone(&site), asked, |_, _| Err(SiteError::Stopped)).await;
    };
    let mut response = answer::from(Arc::clone(&site), asked, build).await;
    open_to_all(response.headers_mut());
    response
}

fn file(content_type: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let content: [(HeaderName, HeaderValue); 1] =
        [(header::CONTENT_TYPE, HeaderValue::from_static(content_type))];
    let mut response = answer::kept((content, bytes).into_response());
    // Paths of types are small letters, digits and dashes.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
