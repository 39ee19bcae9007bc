//! `GET /`: what this is, a search box, five figures, ways in, and what changed lately.

mod bars;
mod figures;
mod map;

use askama::Template;
use axum::{extract::State, response::Response};

use self::{
    bars::{Bars, bars},
    figures::{HomeFigure, figures},
};
use crate::{
    answer::{self, Built},
    facts::dates,
    figure::Figure,
    frame::{Frame, list_href, record_href},
    index::Index,
    request::Asked,
    site::{App, Site},
};

/// How many changed records are shown.
const CHANGED: usize = 8;

#[derive(Template)]
#[template(path = "home.html")]
struct View<'a> {
    frame: Frame<'a>,
    figures: Vec<HomeFigure>,
    types: Vec<TypeCard<'a>>,
    contracts_href: Option<String>,
    bars: Option<Bars>,
    map: Option<Figure>,
    changed: Vec<Changed<'a>>,
}

/// A record type with its number of records.
struct TypeCard<'a> {
    href: String,
    title: &'a str,
    lead: &'a str,
    count: String,
}

/// A record that changed lately.
struct Changed<'a> {
    href: String,
    name: &'a str,
    type_title: &'a str,
    day: String,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let index = site.index()?;
    let types = site
        .standard()
        .types()
        .map(|one| TypeCard {
            href: list_href(one),
            title: &one.profile.words.titles,
            lead: &one.profile.words.lead,
            count: crate::words::count(index.catalogue.entries(&one.id).len()),
        })
        .collect();
    let view = View {
        frame: Frame::new(
            site,
            asked,
            "Indigo: open data on social outcomes contracts",
            "Find outcomes contracts and impact bonds: who pays whom, for which change in people's lives, at what price, and what came of it, with the source of every fact.",
        )
        .with_feed("/changes.atom", "Changes in Indigo"),
        figures: figures(&index.catalogue, &site.countries),
        types,
        contracts_href: site.standard().get("project").map(list_href),
        bars: bars(site, &index),
        map: map::map(site, &index),
        changed: changed(site, &index),
    };
    answer::page(&view)
}

fn changed<'a>(site: &'a Site, index: &'a Index) -> Vec<Changed<'a>> {
    let mut newest: Vec<_> = site
        .standard()
        .types()
        .flat_map(|one| {
            index
                .catalogue
                .entries(&one.id)
                .iter()
                .map(move |entry| (one, entry))
        })
        .collect();
    let by_time = |a: &(_, &indigo_registry::Entry), b: &(_, &indigo_registry::Entry)| {
        b.1.updated.cmp(&a.1.updated)
    };
    if newest.len() > CHANGED {
        newest.select_nth_unstable_by(CHANGED, |a, b| by_time(a, b).then(a.1.id.cmp(&b.1.id)));
        newest.truncate(CHANGED);
    }
    newest.sort_by(|a, b| by_time(a, b).then(a.1.id.cmp(&b.1.id)));
    newest
        .into_iter()
        .map(|(one, entry)| Changed {
            href: record_href(one, &entry.id),
            name: &entry.card.name,
            type_title: &one.profile.words.title,
            day: dates::day_of(&entry.updated),
        })
        .collect()
}
