//! Facts of another record, from its card, for tables that name it.

use indigo_publish::Card;
use indigo_standard::TypeStandard;

use super::Page;
use crate::{
    facts::{Shown, dates, text},
    pages::list::value_shown,
};

/// The values of a facet as they are shown.
pub(super) fn facet(page: &Page<'_>, one: &TypeStandard, card: &Card, name: &str) -> Option<Shown> {
    let mut filters = one.profile.list.filters.iter();
    let filter = filters.find(|filter| filter.name == name)?;
    let shown: Vec<String> = card
        .facets
        .get(name)?
        .iter()
        .map(|value| value_shown(page.reading.site, filter, value))
        .collect();
    text::of(&shown.join(", "))
}

/// What sorts records by the year they start, the newest first and unknown ones last, then by name.
pub(super) fn newest_first(card: &Card) -> (std::cmp::Reverse<Option<u16>>, String) {
    let start = card.values.get("start").and_then(|text| dates::year(text));
    (std::cmp::Reverse(start), card.name.to_lowercase())
}

/// "2017 to 2021", "from 2017".
pub(super) fn years(card: &Card) -> Option<String> {
    let year = |name: &str| card.values.get(name).and_then(|text| dates::year(text));
    match (year("start"), year("end")) {
        (None, None) => None,
        (Some(start), Some(end)) if start == end => Some(start.to_string()),
        (Some(start), Some(end)) => Some(format!("{start} to {end}")),
        (Some(start), None) => Some(format!("from {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
    }
}
