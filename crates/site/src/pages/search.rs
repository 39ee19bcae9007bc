//! `GET /search?q=`: records of all types that match all words, grouped by type.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::{Hit, SearchAsked};

use super::list::{RowCard, row_card};
use crate::{
    answer::{self, Built},
    fold::fold,
    frame::{Frame, list_href},
    request::Asked,
    site::{App, Site},
    url::encode,
    words::{count, shortened},
};

/// How many results are asked for in all.
const MOST: usize = 200;
/// How many of a type are shown before "see all".
const OF_A_TYPE: usize = 10;
/// The longest words that are searched for.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "search.html")]
struct View<'a> {
    frame: Frame<'a>,
    words: String,
    groups: Vec<Group<'a>>,
    /// "12 records", or a word that there may be more.
    found: String,
}

/// Results of one type.
struct Group<'a> {
    title: &'a str,
    anchor: &'a str,
    count: String,
    rows: Vec<RowCard>,
    /// The list of all of them, when not all are shown.
    all_href: Option<String>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let words: String = asked
        .parameter("q")
        .unwrap_or_default()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST)
        .collect();
    let index = site.index()?;
    let mut hits = if words.is_empty() {
        Vec::new()
    } else {
        site.reader
            .search(&SearchAsked::new(None, &words, MOST))?
            .hits
    };
    let may_be_more = hits.len() == MOST;
    first_by_id(site, &index.catalogue, &words, &mut hits);
    let mut total = 0;
    let groups: Vec<Group<'_>> = site
        .standard()
        .types()
        .filter_map(|one| {
            let found: Vec<_> = hits
                .iter()
                .filter(|hit| hit.record_type == one.id)
                .filter_map(|hit| index.catalogue.entry(&one.id, &hit.id))
                .collect();
            total += found.len();
            let rows: Vec<RowCard> = found
                .iter()
                .take(OF_A_TYPE)
                .map(|entry| row_card(site, &index.catalogue, one, entry))
                .collect();
            (!rows.is_empty()).then(|| Group {
                title: &one.profile.words.titles,
                anchor: &one.profile.words.path,
                count: count(found.len()),
                all_href: (found.len() > rows.len())
                    .then(|| format!("{}?q={}", list_href(one), encode(&words))),
                rows,
            })
        })
        .collect();
    let found = match (total, may_be_more) {
        (0, _) => "No record".to_owned(),
        (1, _) => "1 record".to_owned(),
        (_, true) => format!("The best {} records", count(total)),
        _ => format!("{} records", count(total)),
    };
    let title = if words.is_empty() {
        "Search".to_owned()
    } else {
        format!("Search: {}", shortened(&words, 60))
    };
    let view = View {
        frame: Frame::new(site, asked, title, "Search all public records.")
            .with_words(&words)
            .unlisted(),
        words,
        groups,
        found,
    };
    answer::page(&view)
}

/// A record whose id was typed comes first, however it was typed.
fn first_by_id(
    site: &Site,
    catalogue: &indigo_registry::Catalogue,
    words: &str,
    hits: &mut Vec<Hit>,
) {
    let wanted = words.trim().to_uppercase();
    for one in site.standard().types() {
        let entry = catalogue
            .entry(&one.id, &wanted)
            .or_else(|| catalogue.entry(&one.id, words.trim()));
        if let Some(entry) = entry {
            hits.retain(|hit| fold(&hit.id) != fold(&entry.id) || hit.record_type != one.id);
            hits.insert(0, Hit::new(one.id.clone(), entry.id.clone()));
        }
    }
}
