//! What can be searched, for who found nothing or has not begun.

use std::collections::BTreeMap;

use indigo_registry::Catalogue;
use indigo_standard::reference::country;

use crate::{
    frame::list_href,
    site::Site,
    url::encode,
    words::{count, shortened},
};

/// The filters that examples are taken from.
const FILTERS: [&str; 2] = ["sector", "country"];
/// How many examples are taken from each.
const OF_EACH: usize = 3;
/// How much of an example is shown.
const LETTERS: usize = 40;

/// Words that find many records, each with its address, and an id.
pub(super) fn of(catalogue: &Catalogue) -> Vec<(String, String)> {
    let mut examples: Vec<String> = Vec::new();
    for filter in FILTERS {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in catalogue.types.values().flatten() {
            for value in entry.card.facets.get(filter).into_iter().flatten() {
                *counts.entry(value).or_default() += 1;
            }
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(value, records)| (std::cmp::Reverse(*records), *value));
        examples.extend(counts.into_iter().take(OF_EACH).map(|(value, _)| {
            country(value).map_or_else(|| value.to_owned(), |one| one.name.clone())
        }));
    }
    examples.extend(
        catalogue
            .types
            .values()
            .find_map(|entries| entries.first())
            .map(|entry| entry.id.clone()),
    );
    examples
        .into_iter()
        .map(|text| {
            let href = format!("/search?q={}", encode(&text));
            (shortened(&text, LETTERS), href)
        })
        .collect()
}

/// The lists that have records, each with its address and how many.
pub(super) fn lists<'a>(site: &'a Site, catalogue: &Catalogue) -> Vec<(String, &'a str, String)> {
    site.standard()
        .types()
        .filter_map(|one| {
            let records = catalogue.entries(&one.id).len();
            (records > 0).then(|| {
                let title = one.profile.words.titles.as_str();
                (list_href(one), title, count(records))
            })
        })
        .collect()
}
