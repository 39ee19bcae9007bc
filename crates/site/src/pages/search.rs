//! `GET /search?q=`: records of all types that match, by type, each with the places that match.

mod examples;
mod passages;

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::{SearchAsked, SearchFound};

use super::list::{RowCard, row_card};
use crate::{
    answer::{self, Built},
    frame::{Frame, list_href},
    request::Asked,
    site::{App, Site},
    url::encode,
    words::{count, shortened},
};

/// How many of a type are shown before "see all".
const OF_A_TYPE: usize = 6;
/// The longest words that are searched for.
const LONGEST: usize = 200;
/// The parameter that asks for the words as they stand.
const EXACT: &str = "exact";

#[derive(Template)]
#[template(path = "search.html")]
struct View<'a> {
    frame: Frame<'a>,
    words: String,
    groups: Vec<Group<'a>>,
    /// "12 records".
    found: String,
    /// What was searched for in the place of what was typed.
    instead: Option<String>,
    exact_href: String,
    is_exact: bool,
    is_partial: bool,
    /// Words to begin with, each with its address.
    examples: Vec<(String, String)>,
    /// What there is to search, each list with how many records it has.
    lists: Vec<(String, &'a str, String)>,
}

/// Results of one type.
struct Group<'a> {
    title: &'a str,
    anchor: &'a str,
    count: String,
    rows: Vec<RowCard>,
    /// The list of all of them, with filters.
    href: String,
    is_all: bool,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

/// The words that were typed.
pub(super) fn words_of(asked: &Asked) -> String {
    let letters = asked.parameter("q").unwrap_or_default().chars();
    letters
        .filter(|letter| !letter.is_control())
        .take(LONGEST)
        .collect()
}

fn build(site: &Site, asked: &Asked) -> Built {
    let words = words_of(asked);
    let is_exact = asked.parameter(EXACT).is_some_and(|said| said == "yes");
    let index = site.index()?;
    let found = if words.trim().is_empty() {
        SearchFound::default()
    } else {
        site.reader.search(&SearchAsked {
            words: words.clone(),
            limit: usize::MAX,
            of_each: Some(OF_A_TYPE),
            passages: true,
            exact: is_exact,
            may_be_behind: true,
            ..SearchAsked::default()
        })?
    };
    let groups = site
        .standard()
        .types()
        .filter_map(|one| {
            let of_type = found.by_type.iter().find(|(of, _)| *of == one.id);
            let total = of_type.map_or(0, |(_, total)| *total);
            let rows: Vec<RowCard> = found
                .hits
                .iter()
                .filter(|hit| hit.record_type == one.id)
                .filter_map(|hit| {
                    let entry = index.catalogue.entry(&one.id, &hit.id)?;
                    let mut row = row_card(site, &index.catalogue, one, entry);
                    row.passages = passages::shown(site, one, hit);
                    Some(row)
                })
                .collect();
            (!rows.is_empty()).then(|| Group {
                title: &one.profile.words.titles,
                anchor: &one.profile.words.path,
                count: count(total),
                href: format!("{}?q={}", list_href(one), encode(&words)),
                is_all: rows.len() >= total,
                rows,
            })
        })
        .collect();
    let title = if words.is_empty() {
        "Search".to_owned()
    } else {
        format!("Search: {}", shortened(&words, 60))
    };
    let is_empty = found.hits.is_empty();
    let view = View {
        frame: Frame::new(site, asked, title, "Search all public records.")
            .with_words(&words)
            .unlisted(),
        exact_href: format!("/search?q={}&{EXACT}=yes", encode(&words)),
        words,
        groups,
        found: match found.total {
            0 => "No record".to_owned(),
            1 => "1 record".to_owned(),
            total => format!("{} records", count(total)),
        },
        instead: found.instead,
        is_exact,
        is_partial: found.is_partial,
        examples: if is_empty {
            examples::of(&index.catalogue)
        } else {
            Vec::new()
        },
        lists: if is_empty {
            examples::lists(site, &index.catalogue)
        } else {
            Vec::new()
        },
    };
    if found.is_behind {
        return answer::html(&view);
    }
    answer::page(&view)
}
