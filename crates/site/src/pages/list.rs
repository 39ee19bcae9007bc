//! `GET /{list}`: the records of a type, filtered, sorted, 25 a page. The address is the state.

mod asked;
mod facets;
mod paging;
mod row;
mod said;

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::SearchAsked;
use indigo_standard::TypeStandard;

pub(crate) use row::{RowCard, row_card};
pub(crate) use said::value_shown;

use self::{
    asked::{ListAsked, SORT, WORDS},
    facets::FacetView,
    paging::Pages,
};
use crate::{
    answer::{self, Built},
    error::SiteError,
    frame::{Frame, list_href},
    index::{Choice, Index},
    request::Asked,
    site::{App, Site},
    words::{count, small_first},
};

/// How many records a page of the list shows.
const PER_PAGE: usize = 25;

#[derive(Template)]
#[template(path = "list.html")]
struct View<'a> {
    frame: Frame<'a>,
    title: &'a str,
    titles_small: String,
    lead: &'a str,
    href: String,
    words: &'a str,
    /// "14 of 319 projects: homelessness, in the United Kingdom".
    said: String,
    /// What is chosen, each with the address of the list without it.
    chips: Vec<(String, String)>,
    facets: Vec<FacetView>,
    sortings: Vec<Sorting>,
    rows: Vec<RowCard>,
    pages: Pages,
    csv_href: Option<String>,
    api_href: String,
}

/// An order to choose.
struct Sorting {
    name: String,
    title: String,
    chosen: bool,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
    let index = site.index()?;
    let of_type = index.of_type(&one.id).ok_or(SiteError::NotFound)?;
    let list = ListAsked::read(one, asked);
    let chosen = of_type.choose(&Choice {
        values: list.values.clone(),
        hits: hits(site, &index, one, list.words.as_deref())?,
        words: list.words.clone(),
        sort: list.sort.clone().unwrap_or_default(),
    });
    let pages = Pages::new(&list, chosen.entries.len(), PER_PAGE);
    let entries = index.catalogue.entries(&one.id);
    let rows = chosen
        .entries
        .iter()
        .skip(pages.first)
        .take(PER_PAGE)
        .filter_map(|place| entries.get(*place))
        .map(|entry| row_card(site, &index.catalogue, one, entry))
        .collect();
    let words = &one.profile.words;
    let said = said::sentence(site, one, &list, chosen.entries.len(), of_type.len);
    let title = match (list.is_plain(), pages.page) {
        (true, 1) => words.titles.clone(),
        _ => format!("{said}, page {}", pages.page),
    };
    let mut frame = Frame::new(site, asked, title, words.lead.clone())
        .with_words(list.words.as_deref().unwrap_or_default())
        .with_feed(
            format!("{}/changes.atom", list_href(one)),
            format!("Changes in {}", words.titles),
        );
    if !list.is_plain() {
        frame = frame.unlisted();
    }
    let view = View {
        frame,
        title: &words.titles,
        titles_small: small_first(&words.titles),
        lead: &words.lead,
        href: list_href(one),
        words: list.words.as_deref().unwrap_or_default(),
        chips: said::chips(site, one, &list),
        facets: facets::facets(site, one, &chosen),
        sortings: sortings(one, &list, &chosen.sort, of_type.sortings()),
        rows,
        pages,
        said,
        csv_href: one
            .profile
            .downloads
            .list
            .then(|| format!("/app/{}_download", one.id)),
        api_href: format!("/app/api1/{}", crate::url::encode(&one.id)),
    };
    answer::page(&view)
}

/// The places in the catalogue of the full-text results.
fn hits(
    site: &Site,
    index: &Index,
    one: &TypeStandard,
    words: Option<&str>,
) -> Result<Arc<Vec<usize>>, SiteError> {
    let Some(words) = words else {
        return Ok(Arc::default());
    };
    let entries = index.catalogue.entries(&one.id);
    index.found.places(&one.id, words, || {
        let asked = SearchAsked::new(Some(&one.id), words, entries.len());
        let found = site.reader.search(&asked)?;
        Ok(found
            .hits
            .iter()
            .filter_map(|hit| {
                entries
                    .binary_search_by(|entry| entry.id.as_str().cmp(&hit.id))
                    .ok()
            })
            .collect())
    })
}

fn sortings<'a>(
    one: &TypeStandard,
    list: &ListAsked,
    used: &str,
    there_are: impl Iterator<Item = &'a str>,
) -> Vec<Sorting> {
    let best = list.words.as_ref().map(|_| crate::index::BEST);
    best.into_iter()
        .chain(there_are)
        .map(|name| Sorting {
            name: name.to_owned(),
            title: sorting_title(one, name),
            chosen: name == used,
        })
        .collect()
}

fn sorting_title(one: &TypeStandard, name: &str) -> String {
    match name {
        crate::index::BEST => "Best match".to_owned(),
        "name" => "Name".to_owned(),
        "id" => "Id".to_owned(),
        "newest" => "Start, newest first".to_owned(),
        "oldest" => "Start, oldest first".to_owned(),
        "changed" => "Changed last".to_owned(),
        number => one
            .profile
            .list
            .numbers
            .iter()
            .find(|column| column.name == number)
            .map_or_else(
                || number.to_owned(),
                |column| format!("{}, most first", column.title),
            ),
    }
}

impl View<'_> {
    /// "Showing 26 to 50 of 319."
    fn showing(&self) -> String {
        format!(
            "Showing {} to {} of {}",
            count(self.pages.first + 1),
            count(self.pages.first + self.rows.len()),
            count(self.pages.total)
        )
    }
}
