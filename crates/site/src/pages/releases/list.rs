//! `GET /releases`: all releases, newest first.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::Release;

use super::day_said;
use crate::{
    answer::{self, Built},
    frame::Frame,
    request::Asked,
    site::{App, Site},
    words::{count, counted},
};

#[derive(Template)]
#[template(path = "releases/list.html")]
struct View<'a> {
    frame: Frame<'a>,
    releases: Vec<ReleaseView>,
}

/// A release in the list.
struct ReleaseView {
    version: String,
    href: String,
    day: String,
    note: String,
    doi: Option<String>,
    changed: String,
    files: String,
    taken_out: Option<String>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let releases = site
        .reader
        .releases()?
        .into_iter()
        .map(|release| view_of(site, release))
        .collect::<Result<_, _>>()?;
    answer::page(&View {
        frame: Frame::new(
            site,
            asked,
            "Releases",
            "Dated releases of all public data in every format: they never change, so they can be cited and worked from.",
        ),
        releases,
    })
}

fn view_of(site: &Site, release: Release) -> Result<ReleaseView, crate::error::SiteError> {
    let changed = match site.reader.release_changes(&release)? {
        None => "not known: the files are not here".to_owned(),
        Some(log) if log.is_unknown => "not known".to_owned(),
        Some(log) => match &log.previous {
            None => format!("first release, {} records", count(log.added.len())),
            Some(previous) => format!(
                "since {previous}: {} added, {} changed, {} withdrawn",
                count(log.added.len()),
                count(log.changed.len()),
                count(log.withdrawn.len())
            ),
        },
    };
    let taken_out = release.taken_out.len();
    Ok(ReleaseView {
        href: format!("/releases/{}", release.version),
        day: day_said(&release.day),
        note: release.note,
        doi: release.doi,
        changed,
        files: counted(release.files.len(), "file", "files"),
        taken_out: (taken_out > 0).then(|| counted(taken_out, "record", "records")),
        version: release.version,
    })
}
