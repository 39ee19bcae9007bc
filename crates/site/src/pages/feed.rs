//! Atom feeds of public changes: of a record, of a type, of all.

use std::fmt::Write as _;

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::{FeedEntry, PublicChange, PublicVersion};
use indigo_standard::TypeStandard;

use super::{history::anchors, moved::kept_instead};
use crate::{
    answer::{self, Built},
    changed::plain,
    error::SiteError,
    frame::{list_href, record_href},
    request::Asked,
    site::{App, Site},
    words::{counted, shortened},
};

/// How many changes a feed tells.
const ENTRIES: usize = 50;

/// How many values of a change are told, and how much of each.
const VALUES: usize = 40;
const VALUE_LETTERS: usize = 300;

#[derive(Template)]
#[template(path = "feed.xml")]
struct View {
    title: String,
    /// The feed's own address, which is its name too.
    own: String,
    page: String,
    updated: String,
    entries: Vec<EntryView>,
}

struct EntryView {
    title: String,
    href: String,
    updated: String,
    text: String,
}

/// `GET /changes.atom`: what changed lately, in all types.
pub(crate) async fn all(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let entries = site.reader.changes(None, ENTRIES)?;
        given(site, asked, "Changes in Indigo", "/", &entries)
    })
    .await
}

/// How many changes of a type are looked at for those of a selection.
const LOOKED_AT: usize = 500;

/// `GET /{list}/changes.atom`: what changed lately in a type, or in the records that the same
/// parameters choose in its list.
pub(crate) async fn of_type(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
        let Some(chosen) = super::list::chosen(site, asked)? else {
            let entries = site.reader.changes(Some(&one.id), ENTRIES)?;
            let title = format!("Changes in Indigo: {}", one.profile.words.titles);
            return given(site, asked, &title, &list_href(one), &entries);
        };
        let mut entries = site.reader.changes(Some(&one.id), LOOKED_AT)?;
        entries.retain(|entry| chosen.ids.contains(&entry.key.id));
        entries.truncate(ENTRIES);
        let title = format!("Changes in Indigo: {}", chosen.said);
        given(site, asked, &title, &chosen.href, &entries)
    })
    .await
}

/// `GET /{list}/{id}/history.atom`: what changed in a record.
pub(crate) async fn of_record(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
        let id = asked.segment(1);
        let Some(record) = site.reader.record(&one.id, id)? else {
            return kept_instead(site, one, id, "/history.atom");
        };
        let data = record.data();
        let name = one.name_of(&data).unwrap_or(&record.id).to_owned();
        let key = indigo_model::RecordKey::new(&one.id, &record.id);
        let versions = site.reader.history(&one.id, &record.id)?;
        let entries: Vec<FeedEntry> = versions
            .into_iter()
            .rev()
            .take(ENTRIES)
            .map(|version| FeedEntry {
                key: key.clone(),
                name: name.clone(),
                version,
            })
            .collect();
        let page = format!("{}/history", record_href(one, &record.id));
        given(site, asked, &format!("Changes of {name}"), &page, &entries)
    })
    .await
}

fn given(site: &Site, asked: &Asked, title: &str, page: &str, entries: &[FeedEntry]) -> Built {
    let base = super::sitemap::base(site, asked);
    let mut views = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(one) = site.standard().get(&entry.key.record_type) else {
            continue;
        };
        views.push(view_of(&base, one, entry, entries));
    }
    let view = View {
        title: clean(title),
        own: format!("{base}{}", asked.address()),
        page: format!("{base}{page}"),
        updated: entries.first().map_or_else(
            || "1970-01-01T00:00:00Z".to_owned(),
            |entry| entry.version.created.clone(),
        ),
        entries: views,
    };
    let response = answer::typed("application/atom+xml; charset=utf-8", view.render()?);
    Ok(if site.config.base_url.is_some() {
        answer::kept(response)
    } else {
        // Made for the host that was asked, so not for others.
        response
    })
}

fn view_of(base: &str, one: &TypeStandard, entry: &FeedEntry, all: &[FeedEntry]) -> EntryView {
    // The anchors of the record's versions that the feed tells, in the order of their numbers.
    let mut same: Vec<&PublicVersion> = all
        .iter()
        .filter(|other| other.key == entry.key)
        .map(|other| &other.version)
        .collect();
    same.sort_by_key(|version| version.number);
    let place = same
        .iter()
        .position(|version| version.number == entry.version.number)
        .unwrap_or_default();
    let versions: Vec<PublicVersion> = same.into_iter().cloned().collect();
    let anchor = anchors(&versions).swap_remove(place);
    let name = shortened(&entry.name, 200);
    EntryView {
        title: clean(&if entry.version.number == 1 {
            format!("New: {name}")
        } else {
            let changes = counted(entry.version.changes.len(), "change", "changes");
            format!("{name}: {changes}")
        }),
        href: format!("{base}{}/history#{anchor}", record_href(one, &entry.key.id)),
        updated: entry.version.created.clone(),
        text: clean(&text(&entry.version.changes)),
    }
}

fn text(changes: &[PublicChange]) -> String {
    let said = |value: &Option<indigo_model::Value>| {
        value.as_ref().map_or_else(
            || "nothing".to_owned(),
            |value| shortened(&plain(value), VALUE_LETTERS),
        )
    };
    let mut text = String::new();
    for change in changes.iter().take(VALUES) {
        let _ = match change.before {
            None => writeln!(text, "{}: {}", change.label, said(&change.after)),
            Some(_) => writeln!(
                text,
                "{}: {} (before: {})",
                change.label,
                said(&change.after),
                said(&change.before)
            ),
        };
    }
    if changes.len() > VALUES {
        let _ = writeln!(text, "And {} more.", changes.len() - VALUES);
    }
    text
}

/// Without the letters that XML does not know.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|letter| {
            matches!(letter, '\t' | '\n')
                || (!letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        })
        .collect()
}
