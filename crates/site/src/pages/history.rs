//! `GET /{list}/{id}/history`: how a record has changed, as far as it was and is public.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::PublicVersion;

use super::moved::kept_instead;
use crate::{
    answer::{self, Built},
    changed::Changed,
    error::SiteError,
    facts::dates,
    frame::{Frame, list_href, record_href},
    request::Asked,
    site::{App, Site},
    words::counted,
};

#[derive(Template)]
#[template(path = "history.html")]
struct View<'a> {
    frame: Frame<'a>,
    list_href: String,
    type_titles: &'a str,
    record_href: String,
    id: &'a str,
    name: &'a str,
    feed: String,
    versions: Vec<VersionView>,
}

/// A version, newest first.
struct VersionView {
    anchor: String,
    title: String,
    said: String,
    is_first: bool,
    changes: Vec<(String, Changed)>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
    let id = asked.segment(1);
    let Some(record) = site.reader.record(&one.id, id)? else {
        return kept_instead(site, one, id, "/history");
    };
    let data = record.data();
    let name = one.name_of(&data).unwrap_or(&record.id);
    let href = record_href(one, &record.id);
    let feed = format!("{href}/history.atom");
    let versions = site.reader.history(&one.id, &record.id)?;
    let anchors = anchors(&versions);
    let view = View {
        frame: Frame::new(
            site,
            asked,
            format!("Changes of {name}"),
            format!(
                "What was public of {name} ({}), and when it changed.",
                record.id
            ),
        )
        .with_feed(feed.clone(), format!("Changes of {name}")),
        list_href: list_href(one),
        type_titles: &one.profile.words.titles,
        record_href: href,
        id: &record.id,
        name,
        feed,
        versions: versions
            .into_iter()
            .zip(anchors)
            .map(|(version, anchor)| view_of(version, anchor))
            .rev()
            .collect(),
    };
    answer::page(&view)
}

fn view_of(version: PublicVersion, anchor: String) -> VersionView {
    let is_first = version.number == 1;
    let (one, many) = if is_first {
        ("value", "values")
    } else {
        ("change", "changes")
    };
    VersionView {
        anchor,
        title: format!(
            "{}, {}",
            dates::day_of(&version.created),
            time_of(&version.created)
        ),
        said: counted(version.changes.len(), one, many),
        is_first,
        changes: version
            .changes
            .into_iter()
            .map(|change| {
                let changed = Changed::of(change.before.as_ref(), change.after.as_ref());
                (change.label, changed)
            })
            .collect(),
    }
}

/// The time of day of `2026-11-23T10:00:00Z`: `10:00 UTC`.
pub(crate) fn time_of(time: &str) -> String {
    time.get(11..16)
        .map_or_else(String::new, |clock| format!("{clock} UTC"))
}

/// The id of each version on the page, made from its time; feeds name versions by it.
///
/// Numbers would change when something is taken out of the past; times do not.
pub(crate) fn anchors(versions: &[PublicVersion]) -> Vec<String> {
    let mut anchors: Vec<String> = Vec::new();
    for version in versions {
        let digits: String = version
            .created
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let mut anchor = format!("v{digits}");
        let mut nth = 1;
        while anchors.contains(&anchor) {
            nth += 1;
            anchor = format!("v{digits}-{nth}");
        }
        anchors.push(anchor);
    }
    anchors
}
