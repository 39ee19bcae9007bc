//! What is chosen, in a sentence.

use indigo_registry::Grade;
use indigo_standard::{Bands, FilterSpec};

use super::{named::Named, selection::Selection};
use crate::{
    facts::{money, sdg},
    index::{NOT_KNOWN, WITHIN, YES, edges},
    site::Site,
    words::{count, sentence_case, shortened, small_first},
};

/// How much of a long value is said.
const LETTERS: usize = 90;

/// A value of a filter as it is shown.
pub(crate) fn value_shown(site: &Site, filter: &FilterSpec, value: &str) -> String {
    if let Some(bands) = &filter.bands {
        return band_shown(bands, value);
    }
    if filter.has.is_some() {
        return with_or_without(filter, value);
    }
    if filter.quality {
        let grade = Grade::of_word(value);
        return grade.map_or_else(|| value.to_owned(), |grade| grade.words().to_owned());
    }
    if filter.regions_of.is_some() {
        return part_of_region(value).to_owned();
    }
    match filter.show.as_deref() {
        Some("country") => site.countries.name(value).to_owned(),
        Some("sdg_goal") => {
            sdg::shown(value).map_or_else(|| value.to_owned(), |shown| shown.plain())
        }
        _ if filter.flags.is_some() => sentence_case(value),
        _ => value.to_owned(),
    }
}

/// "Less than US$1 million", "100 to 499", "10,000 or more", "Not known".
fn band_shown(bands: &Bands, value: &str) -> String {
    if value == NOT_KNOWN {
        return "Not known".to_owned();
    }
    let currency = bands.currency.as_deref();
    let said = |number: f64| money::in_words(number, currency);
    match edges(value) {
        Some((None, Some(to))) if currency.is_none() && to <= 1.0 => "None".to_owned(),
        Some((None, Some(to))) => format!("Less than {}", said(to)),
        Some((Some(from), None)) => format!("{} or more", said(from)),
        // People and contracts are whole.
        Some((Some(from), Some(to))) if currency.is_none() && to - from <= 1.0 => said(from),
        Some((Some(from), Some(to))) if currency.is_none() => {
            format!("{} to {}", said(from), said(to - 1.0))
        }
        Some((Some(from), Some(to))) => format!("{} to {}", said(from), said(to)),
        _ => value.to_owned(),
    }
}

fn with_or_without(filter: &FilterSpec, value: &str) -> String {
    let word = if value == YES { "With" } else { "Without" };
    format!("{word} {}", small_first(&filter.title))
}

/// The part of a region by itself.
fn part_of_region(value: &str) -> &str {
    value.rsplit_once(WITHIN).map_or(value, |(_, part)| part)
}

/// "14 of 319 projects: homelessness, in the United Kingdom".
pub(super) fn sentence(site: &Site, selection: &Selection<'_>, of: usize) -> String {
    let titles = small_first(&selection.one.profile.words.titles);
    let found = selection.chosen.entries.len();
    let filters = &selection.one.profile.list.filters;
    let mut phrases: Vec<String> = Vec::new();
    for (place, (filter, values)) in filters.iter().zip(&selection.list.values).enumerate() {
        if !values.is_empty() {
            let mut said = phrase(site, selection, place, filter, values);
            if found > 0
                && let Some(none) = of_none(site, selection, place, filter, values)
            {
                said.push_str(&format!(" ({none})"));
            }
            phrases.push(said);
        }
    }
    if let Some(named) = &selection.named {
        phrases.push(named.phrase(found));
    } else if let Some(words) = &selection.list.words {
        phrases.push(format!("with “{words}”"));
    }
    let phrases = phrases.join(", ");
    match (phrases.is_empty(), found == of) {
        (true, true) => format!("All {} {titles}", count(of)),
        (true, false) => format!("{} of {} {titles}", count(found), count(of)),
        (false, _) => format!("{} of {} {titles}: {phrases}", count(found), count(of)),
    }
}

/// "none in the Netherlands": the values chosen of a filter that none of the records has, where
/// another value of it has some.
fn of_none(
    site: &Site,
    selection: &Selection<'_>,
    place: usize,
    filter: &FilterSpec,
    values: &[String],
) -> Option<String> {
    let offers = selection.chosen.offers.get(place)?;
    let none: Vec<String> = values
        .iter()
        .filter(|value| {
            let offer = offers.iter().find(|offer| offer.value == **value);
            offer.is_none_or(|offer| offer.count == 0)
        })
        .map(|value| match filter.show.as_deref() {
            Some("country") => site.countries.in_sentence(value),
            _ => shortened(&selection.label(site, place, filter, value), LETTERS),
        })
        .collect();
    if none.is_empty() {
        return None;
    }
    let word = if filter.show.as_deref() == Some("country") || filter.regions_of.is_some() {
        "none in "
    } else {
        "none: "
    };
    Some(format!("{word}{}", none.join(" or ")))
}

fn phrase(
    site: &Site,
    selection: &Selection<'_>,
    place: usize,
    filter: &FilterSpec,
    values: &[String],
) -> String {
    let or =
        |said: &dyn Fn(&String) -> String| values.iter().map(said).collect::<Vec<_>>().join(" or ");
    if filter.show.as_deref() == Some("country") {
        return format!("in {}", or(&|value| site.countries.in_sentence(value)));
    }
    if filter.regions_of.is_some() {
        return format!("in {}", or(&|value| part_of_region(value).to_owned()));
    }
    if filter.quality {
        // In quotes, because the words of a grade may hold a comma.
        let grades = or(&|value| format!("“{}”", value_shown(site, filter, value)));
        return format!("{} {grades}", small_first(&filter.title));
    }
    if let Some(party) = &filter.party {
        let parties = &selection.one.profile.list.parties;
        let title = parties.iter().find(|one| one.name == *party);
        let does = title.map_or_else(String::new, |one| small_first(&one.title));
        let names = or(&|value| selection.label(site, place, filter, value));
        return format!("{does} {names}");
    }
    let shown = or(&|value| small_first(&shortened(&value_shown(site, filter, value), LETTERS)));
    if filter.year || filter.show.is_some() || filter.bands.is_some() {
        format!("{} {shown}", small_first(&filter.title))
    } else {
        shown
    }
}

/// What is chosen, each with the address of the list without it.
pub(super) fn chips(site: &Site, selection: &Selection<'_>) -> Vec<(String, String)> {
    let (one, list) = (selection.one, &selection.list);
    let mut chips = Vec::new();
    if let Some(words) = &list.words {
        let said = selection.named.as_ref().map(Named::chip);
        let said = said.unwrap_or_else(|| format!("“{words}”"));
        chips.push((said, list.without_words()));
    }
    for (place, (filter, values)) in one
        .profile
        .list
        .filters
        .iter()
        .zip(&list.values)
        .enumerate()
    {
        for value in values {
            let shown = shortened(&selection.label(site, place, filter, value), LETTERS);
            let text = match filter.has {
                Some(_) => shown,
                None => format!("{}: {shown}", filter.title),
            };
            chips.push((text, list.toggled(place, value)));
        }
    }
    chips
}
