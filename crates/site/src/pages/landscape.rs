//! `GET /landscape`: what the contracts come to, at any day, of any selection of the list, compared
//! with another day, with a block for a country; as a page and as files.

mod changed;
mod charts;
mod csv_file;
mod document;
mod image;
mod seen;
mod shown;
mod text;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};

pub(crate) use self::seen::of_type;
use self::{
    changed::{ChangedBy, changed_by},
    seen::Seen,
    shown::{CountryBlock, FigureRow, Tile, compared_rows, country_block, figure_rows, tiles},
};
use crate::{
    answer::{self, Built},
    error::SiteError,
    figure::{self, Figure},
    frame::{Frame, on_day, record_href},
    headers::open_to_all,
    request::Asked,
    site::{App, Site},
    words::count,
};

/// Names of projects that are new or gone that are shown; the rest is counted.
const NAMED: usize = 40;

#[derive(Template)]
#[template(path = "landscape.html")]
struct View<'a> {
    frame: Frame<'a>,
    day: String,
    said: String,
    is_all: bool,
    projects_href: String,
    all_href: String,
    /// Parameters that the form carries on.
    carried: Vec<(String, String)>,
    as_of: String,
    compare: String,
    countries: Vec<(String, String, bool)>,
    tiles: Vec<Tile>,
    rows: Vec<FigureRow>,
    alongside: Vec<FigureRow>,
    compared: Option<ComparedView>,
    /// What is said of past days, when one is shown.
    of_the_past: &'static str,
    country: Option<CountryBlock>,
    figures: Vec<Figure>,
    query: String,
}

/// What changed since another day.
struct ComparedView {
    day: String,
    rows: Vec<[String; 4]>,
    /// Which projects make what is different.
    changed: Vec<ChangedBy>,
    new: Vec<(String, String)>,
    new_said: String,
    gone: Vec<(String, String)>,
    gone_said: String,
}

/// `GET /landscape`.
pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

/// `GET /landscape.csv`.
pub(crate) async fn csv(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let seen = Seen::of(site, asked)?;
        file(
            "text/csv; charset=utf-8",
            "attachment; filename=\"landscape.csv\"",
            csv_file::csv(site, &seen),
        )
    })
    .await
}

/// `GET /landscape.txt`.
pub(crate) async fn text(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let seen = Seen::of(site, asked)?;
        file(
            "text/plain; charset=utf-8",
            "inline; filename=\"landscape.txt\"",
            text::text(site, &seen, &address(site, asked, &seen)),
        )
        .map(|response| answer::of_host(site, response))
    })
    .await
}

/// `GET /landscape.json`.
pub(crate) async fn json(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        file(
            "application/json",
            "inline; filename=\"landscape.json\"",
            document(site, asked)?.to_string(),
        )
    })
    .await
}

/// The landscape as a document, as the address asks for it; also for the API.
pub(crate) fn document(site: &Site, asked: &Asked) -> Result<serde_json::Value, SiteError> {
    Ok(document::document(site, &Seen::of(site, asked)?))
}

/// `GET /landscape.svg`.
pub(crate) async fn image(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let seen = Seen::of(site, asked)?;
        file(
            "image/svg+xml",
            "inline; filename=\"landscape.svg\"",
            image::image(site, &seen, &address(site, asked, &seen)),
        )
        .map(|response| answer::of_host(site, response))
    })
    .await
}

/// `GET /landscape/{chart}.svg` and `.csv`.
pub(crate) async fn chart(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let seen = Seen::of(site, asked)?;
        let drawings = charts::drawings(site, &seen);
        let mut response =
            figure::answer(&drawings, asked.segment(1)).ok_or(SiteError::NotFound)?;
        open_to_all(response.headers_mut());
        Ok(answer::kept(response))
    })
    .await
}

/// The full address of the page with the same figures.
fn address(site: &Site, asked: &Asked, seen: &Seen<'_>) -> String {
    let base = super::sitemap::base(site, asked);
    format!("{base}/landscape{}", seen.query())
}

fn file(content_type: &'static str, disposition: &'static str, body: String) -> Built {
    let mut response = answer::typed(content_type, body);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static(disposition),
    );
    open_to_all(headers);
    Ok(answer::kept(response))
}

fn build(site: &Site, asked: &Asked) -> Built {
    let seen = Seen::of(site, asked)?;
    let query = seen.query();
    let title = match seen.picked.is_all {
        true => format!("The landscape on {}", seen.day_in_words()),
        false => format!("The landscape of {}", seen.picked.said),
    };
    let mut frame = Frame::new(
        site,
        asked,
        title,
        "How many outcomes contracts there are, what was committed, whom they serve, for how long, where and in which sectors; each figure with what it rests on.",
    );
    if !query.is_empty() {
        frame = frame.unlisted();
    }
    let figures = charts::drawings(site, &seen)
        .into_iter()
        .map(|drawing| Figure::of(drawing).level(3).downloads("/landscape", &query))
        .collect();
    let view = View {
        frame: frame.on_day(asked, seen.day.as_ref()),
        day: seen.day_in_words(),
        said: seen.picked.said.clone(),
        is_all: seen.picked.is_all,
        projects_href: seen.projects_href(&[]).unwrap_or_default(),
        all_href: on_day("/landscape", seen.day.as_ref()),
        carried: seen.picked.parameters.clone(),
        as_of: seen
            .day
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        compare: seen
            .before
            .as_ref()
            .map(|before| before.day.to_string())
            .unwrap_or_default(),
        countries: countries(site, &seen),
        tiles: tiles(
            &seen.now,
            seen.before.as_ref().map(|before| &before.compared),
        ),
        rows: figure_rows(&seen.now, false),
        alongside: figure_rows(&seen.now, true),
        compared: compared(site, &seen),
        of_the_past: match seen.day.is_some() || seen.before.is_some() {
            true => shown::OF_THE_PAST,
            false => "",
        },
        country: country_block(site, &seen),
        figures,
        query,
    };
    answer::page(&view)
}

/// The countries to choose from: code, name, chosen.
fn countries(site: &Site, seen: &Seen<'_>) -> Vec<(String, String, bool)> {
    let chosen = seen.about.as_ref().map(|about| about.code.as_str());
    let shares = seen.now.group("countries").map(|group| &group.shares);
    let mut found: Vec<(String, String, bool)> = shares
        .into_iter()
        .flatten()
        .map(|share| {
            let name = site.countries.name(&share.key).to_owned();
            (share.key.clone(), name, chosen == Some(share.key.as_str()))
        })
        .collect();
    if let Some(code) = chosen
        && !found.iter().any(|(known, _, _)| known == code)
    {
        found.push((code.to_owned(), site.countries.name(code).to_owned(), true));
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

fn compared(site: &Site, seen: &Seen<'_>) -> Option<ComparedView> {
    let before = seen.before.as_ref()?;
    let links = |ids: &[String], of: &crate::index::Index, day| -> Vec<(String, String)> {
        ids.iter()
            .take(NAMED)
            .map(|id| {
                let entry = of.catalogue.entry(&seen.one.id, id);
                let name = entry.map_or(id.as_str(), |entry| entry.card.name.as_str());
                (on_day(&record_href(seen.one, id), day), name.to_owned())
            })
            .collect()
    };
    let more = |ids: &[String]| match ids.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("and {} more", count(more)),
    };
    let _ = site;
    let what = &before.compared;
    Some(ComparedView {
        day: shown::day_in_words(&before.day),
        rows: compared_rows(what),
        changed: changed_by(seen, what),
        new: links(&what.new, &seen.picked.index, seen.day.as_ref()),
        new_said: more(&what.new),
        gone: links(&what.gone, &before.picked.index, Some(&before.day)),
        gone_said: more(&what.gone),
    })
}
