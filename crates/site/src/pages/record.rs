//! `GET /{list}/{id}`: a record with all its facts, their sources, and where else it is named.

mod body;
mod facts;
mod figures;
mod mentions;
mod project;
mod sources;
mod table;
mod view;

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::{RecordKey, Value};
use indigo_registry::{Badge, PublicRecord, record_badge};
use indigo_standard::TypeStandard;

use self::{
    body::body,
    mentions::RoleView,
    sources::{SourceView, sources},
    view::{Figure, SectionView},
};
use super::moved::kept_instead;
use crate::{
    answer::{self, Built},
    error::SiteError,
    facts::{Reading, dates, sources::SourceBook},
    frame::{Frame, dictionary_href, list_href},
    request::Asked,
    site::{App, Site},
    staff::upload::upload_href,
    words::{shortened, small_first},
};

/// How much of the sentence search engines are given.
const DESCRIPTION_LETTERS: usize = 300;

#[derive(Template)]
#[template(path = "record.html")]
struct View<'a> {
    frame: Frame<'a>,
    type_title: &'a str,
    type_titles: &'a str,
    list_href: String,
    id: &'a str,
    name: &'a str,
    permalink: String,
    sentence: Option<String>,
    figures: Vec<Figure>,
    contents: Vec<(String, String)>,
    sections: Vec<SectionView>,
    roles: Vec<RoleView>,
    sources: Vec<SourceView>,
    /// Titles of the sections of which nothing is known.
    nothing: String,
    badge: Badge,
    api_href: String,
    workbook_href: String,
    /// Where a workbook that was corrected is taken, from people with an account.
    upload_href: Option<String>,
    dictionary_href: String,
    history_href: String,
    /// Where to suggest a correction, when suggestions are taken.
    suggest_href: Option<String>,
    edit_href: Option<String>,
    changed: String,
}

/// What the parts of the page are built from.
struct Page<'a> {
    one: &'a TypeStandard,
    record: &'a PublicRecord,
    data: &'a Value,
    reading: Reading<'a>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
    let layout = site.layout(&one.id).ok_or(SiteError::NotFound)?;
    let id = asked.segment(1);
    let Some(record) = site.reader.record(&one.id, id)? else {
        return kept_instead(site, one, id, "");
    };
    let index = site.index()?;
    let data = record.data();
    let page = Page {
        one,
        record: &record,
        data: &data,
        reading: Reading {
            site,
            catalogue: &index.catalogue,
            record: &data,
        },
    };
    let mut book = SourceBook::of(&data);
    let name = one.name_of(&data).unwrap_or(&record.id);
    let built = body(&page, layout, &mut book);
    let roles = mentions::roles(&page)?;
    let sources = sources(&page, &book);
    let sentence = project::sentence(&page);
    let path = crate::frame::record_href(one, &record.id);
    let about = sentence
        .clone()
        .unwrap_or_else(|| format!("{} {}: {name}", one.profile.words.title, record.id));
    let view = View {
        frame: Frame::new(
            site,
            asked,
            format!("{name} – {}", one.profile.words.title),
            shortened(&about, DESCRIPTION_LETTERS),
        )
        .with_feed(format!("{path}/history.atom"), format!("Changes of {name}")),
        history_href: format!("{path}/history"),
        edit_href: site
            .staff
            .as_ref()
            .map(|_| crate::staff::edit::edit_href(&RecordKey::new(&*one.id, &*record.id))),
        suggest_href: site.staff.as_ref().map(|_| format!("{path}/suggest")),
        type_title: &one.profile.words.title,
        type_titles: &one.profile.words.titles,
        list_href: list_href(one),
        id: &record.id,
        name,
        permalink: format!(
            "{}{path}",
            site.config.base_url.as_deref().unwrap_or_default()
        ),
        sentence,
        figures: figures::figures(&page),
        contents: contents(&built.sections, &roles, &sources),
        sections: built.sections,
        roles,
        sources,
        nothing: built
            .nothing
            .iter()
            .map(|title| small_first(title))
            .collect::<Vec<_>>()
            .join("; "),
        badge: record_badge(&*site.reader, one, &record)?,
        workbook_href: format!("{path}/workbook.xlsx"),
        upload_href: site
            .staff
            .is_some()
            .then(|| upload_href(&RecordKey::new(&*one.id, &*record.id))),
        api_href: format!(
            "/app/api1/{}/{}",
            crate::url::encode(&one.id),
            crate::url::encode(&record.id)
        ),
        dictionary_href: dictionary_href(one),
        changed: dates::day_of(&record.updated),
    };
    answer::page(&view)
}

fn contents(
    sections: &[SectionView],
    roles: &[RoleView],
    sources: &[SourceView],
) -> Vec<(String, String)> {
    let mut contents: Vec<(String, String)> = sections
        .iter()
        .map(|section| (format!("#{}", section.anchor), section.title.clone()))
        .collect();
    if !roles.is_empty() {
        contents.insert(
            contents.len().min(1),
            ("#named-in".to_owned(), "Takes part in".to_owned()),
        );
    }
    if !sources.is_empty() {
        contents.push(("#sources".to_owned(), "Sources".to_owned()));
    }
    contents
}

#[cfg(test)]
mod tests;
