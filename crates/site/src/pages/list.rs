//! `GET /{list}`: the records of a type, filtered, sorted, 25 a page. The address is the state.

mod asked;
mod csv_row;
mod details;
mod facets;
mod link;
mod map;
mod named;
mod paging;
mod picked;
mod row;
mod said;
mod selection;
mod summary;
mod table;
pub(crate) mod take;
mod understood;

use std::collections::HashSet;

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::{Entry, SearchAsked};
use indigo_standard::TypeStandard;

pub(crate) use picked::{Picked, picked};
pub(crate) use row::{PassageView, RowCard, row_card};
pub(crate) use said::value_shown;

use self::{
    asked::{ListAsked, ListView, PER, PER_PAGE, SORT, WORDS},
    details::{DetailCell, DetailView},
    facets::FacetGroup,
    map::MapView,
    named::Named,
    paging::Pages,
    selection::Selection,
    table::TableView,
    take::TakeLink,
};
use crate::{
    answer::{self, Built},
    error::SiteError,
    frame::{Frame, list_href, on_day},
    request::Asked,
    site::{App, Site},
    words::{count, small_first},
};

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
    /// What of the address is not understood.
    not_understood: Vec<String>,
    /// Ids that are of no public record, where there are many of them.
    not_found: Option<String>,
    /// What was searched for in the place of words that nothing was found for.
    mended: Option<Mended>,
    /// What is chosen, each with the address of the list without it.
    chips: Vec<(String, String)>,
    cleared: String,
    chosen: usize,
    groups: Vec<FacetGroup>,
    views: Vec<ViewLink>,
    /// What the form of words and order carries along.
    carried: Vec<(String, String)>,
    sortings: Vec<Sorting>,
    pers: Vec<(usize, bool)>,
    body: Body<'a>,
    pages: Pages,
    take: Vec<TakeLink>,
    share: String,
    feed: String,
}

/// What stood in for the words that were typed.
struct Mended {
    /// Other words, where those typed are misspelt.
    instead: Option<String>,
    /// No record matches all words.
    is_partial: bool,
}

/// The records of the page, in the view asked for.
enum Body<'a> {
    Rows(Vec<RowCard>),
    Table(TableView),
    Map(Box<MapView>),
    Details(DetailView<'a>),
}

/// A view to choose.
struct ViewLink {
    title: String,
    href: String,
    current: bool,
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
    let selection = Selection::of(site, asked)?;
    let (one, list) = (selection.one, &selection.list);
    let of = selection.of_type()?;
    let pages = Pages::new(list, selection.chosen.entries.len(), list.per);
    let placed: Vec<(usize, &Entry)> = selection
        .placed()
        .skip(pages.first)
        .take(list.per)
        .collect();
    let words = &one.profile.words;
    let said = said::sentence(site, &selection, of.len);
    let title = match (list.is_plain(), pages.page) {
        (true, 1) => words.titles.clone(),
        _ => format!("{said}, page {}", pages.page),
    };
    let title = match &list.view {
        ListView::List => title,
        ListView::Table => format!("{title}, as a table"),
        ListView::Map => format!("{title}, on a map"),
        ListView::Details(name) => format!("{title}, {name}"),
    };
    let feed = list.beside("changes.atom");
    let mut frame = Frame::new(site, asked, title, words.lead.clone())
        .with_words(searched(list))
        .with_feed(feed.clone(), format!("Changes in {}", words.titles));
    if !list.is_plain() {
        frame = frame.unlisted();
    }
    let frame = frame.on_day(asked, selection.day.as_ref());
    let view = View {
        frame,
        title: &words.titles,
        titles_small: small_first(&words.titles),
        lead: &words.lead,
        href: list_href(one),
        words: list.words.as_deref().unwrap_or_default(),
        not_understood: understood::not_understood(site, asked, &selection)?,
        not_found: selection.named.as_ref().and_then(Named::not_found_whole),
        mended: mended(site, &selection)?,
        chips: said::chips(site, &selection),
        cleared: list.cleared(),
        chosen: list.chosen(),
        groups: facets::facets(site, &selection),
        views: views(&selection),
        carried: list.carried(&[WORDS, SORT, PER]),
        sortings: sortings(one, list, &selection.chosen.sort, of.sortings()),
        pers: PER_PAGE.map(|per| (per, per == list.per)).to_vec(),
        body: body(site, &selection, &placed)?,
        take: take::links(&selection),
        share: list.address(),
        feed,
        pages,
        said,
    };
    answer::page(&view)
}

/// The records that a list shows under the parameters of an address beside it.
pub(crate) struct ChosenRecords {
    /// What is chosen, in a sentence.
    pub(crate) said: String,
    /// The list of them.
    pub(crate) href: String,
    /// Their ids.
    pub(crate) ids: HashSet<String>,
}

/// The records that a request chooses; none when it chooses nothing, so that all are meant.
pub(crate) fn chosen(site: &Site, asked: &Asked) -> Result<Option<ChosenRecords>, SiteError> {
    let selection = Selection::of(site, asked)?;
    understood::all_understood(site, asked, &selection)?;
    if !selection.list.is_chosen() {
        return Ok(None);
    }
    let of = selection.of_type()?.len;
    Ok(Some(ChosenRecords {
        said: said::sentence(site, &selection, of),
        href: selection.list.address(),
        ids: selection.ids().into_iter().collect(),
    }))
}

/// The words that a search through everything may go on with; a list of ids is for this list.
fn searched(list: &ListAsked) -> &str {
    let words = list.words.as_deref().filter(|_| list.ids.is_empty());
    words.unwrap_or_default()
}

/// What was searched for in the place of the words typed; nothing when they were found as they are.
fn mended(site: &Site, selection: &Selection<'_>) -> Result<Option<Mended>, SiteError> {
    let words = selection.list.words.as_deref();
    let Some(words) = words.filter(|_| selection.named.is_none()) else {
        return Ok(None);
    };
    // The places that were found are kept, but not how: that is asked for anew, of one record.
    let asked = SearchAsked::new(Some(&selection.one.id), words, 1);
    let found = site.reader.search(&asked)?;
    let is_mended = !found.hits.is_empty() && (found.instead.is_some() || found.is_partial);
    Ok(is_mended.then_some(Mended {
        instead: found.instead,
        is_partial: found.is_partial,
    }))
}

fn body<'a>(
    site: &Site,
    selection: &Selection<'a>,
    placed: &[(usize, &Entry)],
) -> Result<Body<'a>, SiteError> {
    let spec = &selection.one.profile.list;
    Ok(match (&selection.list.view, &spec.details) {
        (ListView::Map, _) => Body::Map(Box::new(map::view(site, selection))),
        (ListView::Table, _) => Body::Table(table::view(site, selection, placed)),
        (ListView::Details(_), Some(details)) => {
            let entries: Vec<&Entry> = placed.iter().map(|(_, entry)| *entry).collect();
            Body::Details(details::view(site, selection, details, &entries)?)
        }
        _ => Body::Rows(
            placed
                .iter()
                .map(|(place, entry)| {
                    let mut row = row_card(site, &selection.index.catalogue, selection.one, entry);
                    row.facts.extend(named_in(selection, *place));
                    row.href = on_day(&row.href, selection.day.as_ref());
                    row
                })
                .collect(),
        ),
    })
}

/// "3 contracts": how many records of other types name it.
fn named_in(selection: &Selection<'_>, place: usize) -> Option<String> {
    let of_type = selection.index.of_type(&selection.one.id)?;
    let number = selection.one.profile.list.named_in.first()?;
    let named = of_type.named_in.get(&number.name)?.get(place).copied()?;
    Some(match named {
        0 => return None,
        1 => format!(
            "1 {}",
            small_first(number.title.strip_suffix('s').unwrap_or(&number.title))
        ),
        many => format!("{} {}", count(many as usize), small_first(&number.title)),
    })
}

/// The views that there are of the list.
fn views(selection: &Selection<'_>) -> Vec<ViewLink> {
    let (spec, list) = (&selection.one.profile.list, &selection.list);
    let details = spec.details.as_ref();
    [
        Some(("List".to_owned(), ListView::List)),
        Some(("Table".to_owned(), ListView::Table)),
        spec.places
            .is_some()
            .then(|| ("Map".to_owned(), ListView::Map)),
        details.map(|details| {
            (
                details.title.clone(),
                ListView::Details(details.name.clone()),
            )
        }),
    ]
    .into_iter()
    .flatten()
    .map(|(title, view)| ViewLink {
        title,
        current: list.view == view,
        href: list.in_view(view),
    })
    .collect()
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
            title: match name {
                crate::index::BEST if !list.ids.is_empty() => "As they are named".to_owned(),
                name => sorting_title(one, name),
            },
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
            .map(|column| (&column.name, &column.title))
            .chain(
                one.profile
                    .list
                    .named_in
                    .iter()
                    .map(|column| (&column.name, &column.title)),
            )
            .find(|(name, _)| *name == number)
            .map_or_else(
                || number.to_owned(),
                |(_, title)| format!("{title}, most first"),
            ),
    }
}

impl View<'_> {
    /// All records chosen are on one page.
    fn is_whole(&self) -> bool {
        matches!(self.body, Body::Map(_))
    }

    /// "Showing 26 to 50 of 319."
    fn showing(&self) -> String {
        let shown = match &self.body {
            Body::Map(_) => self.pages.total,
            Body::Rows(rows) => rows.len(),
            Body::Table(table) => table.rows.len(),
            Body::Details(details) => details.records.len(),
        };
        format!(
            "Showing {} to {} of {}",
            count(self.pages.first + 1),
            count(self.pages.first + shown),
            count(self.pages.total)
        )
    }
}
