//! What is chosen, in a sentence.

use indigo_standard::{FilterSpec, TypeStandard};

use super::asked::ListAsked;
use crate::{
    facts::sdg,
    site::Site,
    words::{count, sentence_case, small_first},
};

/// A value of a filter as it is shown.
pub(crate) fn value_shown(site: &Site, filter: &FilterSpec, value: &str) -> String {
    match filter.show.as_deref() {
        Some("country") => site.countries.name(value).to_owned(),
        Some("sdg_goal") => {
            sdg::shown(value).map_or_else(|| value.to_owned(), |shown| shown.plain())
        }
        _ if filter.flags.is_some() => sentence_case(value),
        _ => value.to_owned(),
    }
}

/// "14 of 319 projects: homelessness, in the United Kingdom".
pub(super) fn sentence(
    site: &Site,
    one: &TypeStandard,
    list: &ListAsked,
    found: usize,
    of: usize,
) -> String {
    let titles = small_first(&one.profile.words.titles);
    let mut phrases: Vec<String> = Vec::new();
    for (filter, values) in one.profile.list.filters.iter().zip(&list.values) {
        if !values.is_empty() {
            phrases.push(phrase(site, filter, values));
        }
    }
    if let Some(words) = &list.words {
        phrases.push(format!("with “{words}”"));
    }
    let phrases = phrases.join(", ");
    match (phrases.is_empty(), found == of) {
        (true, true) => format!("All {} {titles}", count(of)),
        (true, false) => format!("{} of {} {titles}", count(found), count(of)),
        (false, _) => format!("{} of {} {titles}: {phrases}", count(found), count(of)),
    }
}

fn phrase(site: &Site, filter: &FilterSpec, values: &[String]) -> String {
    if filter.show.as_deref() == Some("country") {
        let names: Vec<String> = values
            .iter()
            .map(|value| site.countries.in_sentence(value))
            .collect();
        return format!("in {}", names.join(" or "));
    }
    let shown: Vec<String> = values
        .iter()
        .map(|value| small_first(&value_shown(site, filter, value)))
        .collect();
    let shown = shown.join(" or ");
    if filter.year || filter.show.is_some() {
        format!("{} {shown}", small_first(&filter.title))
    } else {
        shown
    }
}

/// What is chosen, each with the address of the list without it.
pub(super) fn chips(site: &Site, one: &TypeStandard, list: &ListAsked) -> Vec<(String, String)> {
    let mut chips = Vec::new();
    if let Some(words) = &list.words {
        chips.push((format!("“{words}”"), list.without_words()));
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
            chips.push((
                format!("{}: {}", filter.title, value_shown(site, filter, value)),
                list.toggled(place, value),
            ));
        }
    }
    chips
}
