//! `GET /{list}/{id}`: a record with all its facts, their sources, and where else it is named.

mod as_above;
mod assessment_resource;
mod block;
mod body;
mod card_facts;
mod cite;
mod documents;
mod facts;
mod figures;
mod fund;
mod joining_up_initiative;
mod mentions;
mod missing;
mod organisation;
mod page;
mod past;
mod pipeline;
mod project;
mod similar;
mod sources;
mod specials;
mod sums;
mod table;
mod take_away;
mod view;

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::RecordKey;
use indigo_registry::{Badge, Day, record_quality};

use self::{
    block::Special,
    body::body,
    cite::Citation,
    mentions::RoleView,
    page::Page,
    sources::{SourceView, sources},
    specials::Specials,
    view::{Figure, SectionView},
};
use super::moved::kept_instead;
use crate::{
    answer::{self, Built},
    error::SiteError,
    facts::{dates, sources::SourceBook},
    figure,
    frame::{Frame, dictionary_href, list_href, on_day, record_href},
    request::Asked,
    site::{App, Site},
    words::{shortened, small_first},
};

/// How much of the sentence search engines are given.
const DESCRIPTION_LETTERS: usize = 300;
/// How many figures come first, in large letters.
const HEADLINES: usize = 3;

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
    /// The few figures that come first …
    headlines: Vec<Figure>,
    /// … and the others.
    figures: Vec<Figure>,
    contents: Vec<Contents>,
    /// What is made for the reader of this type.
    specials: Vec<Special>,
    roles: Vec<RoleView>,
    sections: Vec<SectionView>,
    sources: Vec<SourceView>,
    /// History, citation, files.
    last: Vec<Special>,
    /// Titles of the sections of which nothing is known.
    nothing: String,
    badge: Badge,
    dictionary_href: String,
    history_href: String,
    /// Where to suggest a correction, when suggestions are taken.
    suggest_href: Option<String>,
    edit_href: Option<String>,
    changed: String,
}

/// A part of the list of contents.
struct Contents {
    title: Option<&'static str>,
    links: Vec<(String, String)>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

/// `GET /{list}/{id}/charts/{file}`: a chart of a record as SVG, or its table as CSV.
pub(crate) async fn chart(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
        let day = asked.as_of()?;
        let record = site
            .record_at(&one.id, asked.segment(1), day.as_ref())?
            .ok_or(SiteError::NotFound)?;
        let index = site.index_at(day.as_ref())?;
        let data = record.data();
        let page = Page::of(site, &index, one, &record, &data, day.as_ref())?;
        figure::answer(&project::drawings(&page), asked.segment(3))
            .map(answer::kept)
            .ok_or(SiteError::NotFound)
    })
    .await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
    let id = asked.segment(1);
    let day = asked.as_of()?;
    let Some(record) = site.record_at(&one.id, id, day.as_ref())? else {
        return kept_instead(site, one, id, "");
    };
    let index = site.index_at(day.as_ref())?;
    let data = record.data();
    let page = Page::of(site, &index, one, &record, &data, day.as_ref())?;
    let mut book = SourceBook::of(&data);
    let name = one.name_of(&data).unwrap_or(&record.id);
    let built = body(&page, page.layout, &mut book);
    let Specials {
        mut specials,
        mut figures,
        roles,
    } = specials::specials(&page, &book)?;
    let path = record_href(one, &record.id);
    let history_href = format!("{path}/history");
    // What is kept now is what can be mended; a past day can only be read.
    let staff = site.staff.as_ref().filter(|_| day.is_none());
    let key = RecordKey::new(&*one.id, &*record.id);
    let edit_href = staff.map(|_| crate::staff::edit::edit_href(&key));
    let (badge, completeness) = record_quality(&*site.reader, one, &record)?;
    specials.extend(missing::special(&page, &completeness, edit_href.as_deref()));
    let mut last = Vec::new();
    last.extend(past::special(&page, &history_href)?);
    last.push(take_away::special(&page, &key, staff.is_some()));
    let permalink = format!(
        "{}{path}",
        site.config.base_url.as_deref().unwrap_or_default()
    );
    let cited = day.clone().unwrap_or_else(Day::today);
    last.push(cite::special(&Citation {
        id: &record.id,
        name,
        kind: &one.profile.words.title,
        day: cited.as_str(),
        address: &on_day(&permalink, Some(&cited)),
    }));
    let sources = sources(&page, &book);
    let sentence = project::sentence(&page);
    let about = sentence
        .clone()
        .unwrap_or_else(|| format!("{} {}: {name}", one.profile.words.title, record.id));
    let headlines = figures.drain(..figures.len().min(HEADLINES)).collect();
    let view = View {
        frame: Frame::new(
            site,
            asked,
            format!("{name} – {}", one.profile.words.title),
            shortened(&about, DESCRIPTION_LETTERS),
        )
        .with_feed(format!("{path}/history.atom"), format!("Changes of {name}"))
        .on_day(asked, day.as_ref()),
        suggest_href: staff.map(|_| format!("{path}/suggest")),
        type_title: &one.profile.words.title,
        type_titles: &one.profile.words.titles,
        list_href: on_day(&list_href(one), day.as_ref()),
        id: &record.id,
        name,
        permalink: on_day(&permalink, day.as_ref()),
        sentence,
        headlines,
        figures,
        contents: contents(&specials, &roles, &built.sections, &sources, &last),
        specials,
        roles,
        sections: built.sections,
        sources,
        last,
        nothing: built
            .nothing
            .iter()
            .map(|title| small_first(title))
            .collect::<Vec<_>>()
            .join("; "),
        badge,
        dictionary_href: dictionary_href(one),
        history_href,
        edit_href,
        changed: dates::day_of(&record.updated),
    };
    answer::page(&view)
}

fn contents(
    specials: &[Special],
    roles: &[RoleView],
    sections: &[SectionView],
    sources: &[SourceView],
    last: &[Special],
) -> Vec<Contents> {
    let of = |specials: &[Special]| -> Vec<(String, String)> {
        specials
            .iter()
            .map(|special| (format!("#{}", special.anchor), special.title.clone()))
            .collect()
    };
    let mut first = of(specials);
    if !roles.is_empty() {
        first.push(("#named-in".to_owned(), "Named in".to_owned()));
    }
    let facts = sections
        .iter()
        .map(|section| (format!("#{}", section.anchor), section.title.clone()))
        .collect();
    let mut end = of(last);
    if !sources.is_empty() {
        end.insert(0, ("#sources".to_owned(), "Sources".to_owned()));
    }
    [
        (None, first),
        (Some("All facts"), facts),
        (Some("About this page"), end),
    ]
    .into_iter()
    .filter(|(_, links)| !links.is_empty())
    .map(|(title, links)| Contents { title, links })
    .collect()
}

#[cfg(test)]
mod tests;
