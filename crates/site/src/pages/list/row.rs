//! A record in a list: what its card has to say, for any type.

use askama::{Template, filters::HtmlSafe};
use indigo_publish::Card;
use indigo_registry::{Catalogue, Entry};
use indigo_standard::{FilterSpec, ListSpec, TypeStandard};

use super::said::value_shown;
use crate::{
    facts::{Piece, Shown, dates, money, text},
    frame::record_href,
    site::Site,
    words::{count, counted, named, sentence_case, shortened},
};

/// How many values of one filter a row shows.
const VALUES: usize = 3;
/// How much of a longer text a row shows.
const TEXT_LETTERS: usize = 160;
/// Values that a row shows in a form of its own, or has for figures.
const KNOWN: [&str; 11] = [
    "start",
    "end",
    "currency",
    "cap",
    "capital_currency",
    "capital",
    "users",
    "signed",
    "service_start",
    "end_planned",
    "end_actual",
];

/// A record in a list.
#[derive(Template)]
#[template(path = "parts/row.html")]
pub(crate) struct RowCard {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) id: String,
    /// Places, years, stage, sector and the like.
    pub(crate) facts: Vec<String>,
    /// What else is known, with labels.
    pub(crate) more: Vec<(String, Shown)>,
    /// Who pays and who delivers, each with what it does before the names.
    pub(crate) parties: Vec<(String, String)>,
    pub(crate) money: Option<Shown>,
    /// "5 results" or "no results recorded".
    pub(crate) results: Option<String>,
    pub(crate) has_results: bool,
    /// The places that match what was searched for.
    pub(crate) passages: Vec<PassageView>,
}

/// A place of a record that matches what was searched for.
pub(crate) struct PassageView {
    /// What it is.
    pub(crate) label: String,
    /// Its text, each piece with whether it matches.
    pub(crate) pieces: Vec<(String, bool)>,
    /// The place on the record's page.
    pub(crate) href: Option<String>,
}

/// The template escapes every part.
impl HtmlSafe for RowCard {}

/// A record's row.
pub(crate) fn row_card(
    site: &Site,
    catalogue: &Catalogue,
    one: &TypeStandard,
    entry: &Entry,
) -> RowCard {
    let card = &entry.card;
    let spec = &one.profile.list;
    let mut facts = Vec::new();
    let mut shown_values: Vec<&str> = Vec::new();
    for filter in in_rows(spec) {
        let values = card.facets.get(&filter.name).map_or(&[][..], Vec::as_slice);
        if values.is_empty() || filter.show.as_deref() == Some("sdg_goal") {
            continue;
        }
        shown_values.extend(values.iter().map(String::as_str));
        facts.push(several(site, filter, values));
    }
    let value = |name: &str| card.values.get(name).map(String::as_str);
    facts.extend(years(value("start"), value("end")));
    facts.extend(people_said(card));
    let more = spec
        .values
        .iter()
        .filter(|(name, _)| !KNOWN.contains(&name.as_str()))
        .filter_map(|(name, pointers)| {
            let text = value(name).filter(|text| !shown_values.contains(text))?;
            let label = pointers
                .iter()
                .find_map(|at| label(one, at))
                .unwrap_or_else(|| name.clone());
            // An address cut short would lead nowhere.
            let shown = match crate::url::web_address(text) {
                Some(address) => text::of(address),
                None => text::of(&shortened(text, TEXT_LETTERS)),
            };
            Some((label, shown?))
        })
        .collect();
    RowCard {
        href: record_href(one, &entry.id),
        name: card.name.clone(),
        id: entry.id.clone(),
        facts,
        more,
        parties: parties(catalogue, one, entry),
        money: amount("up to", value("cap"), value("currency")).or_else(|| {
            let before = capital_said(spec, card);
            amount(before, value("capital"), value("capital_currency"))
        }),
        passages: Vec::new(),
        results: results_said(card),
        has_results: has_results(card),
    }
}

/// The filters whose values stand in rows.
pub(super) fn in_rows(spec: &ListSpec) -> impl Iterator<Item = &FilterSpec> {
    spec.filters
        .iter()
        .filter(|filter| filter.is_in_card() && filter.in_row && !filter.year)
}

/// The first few values of a filter, and how many more there are.
pub(super) fn several(site: &Site, filter: &FilterSpec, values: &[String]) -> String {
    let mut said = values
        .iter()
        .take(VALUES)
        .map(|value| value_shown(site, filter, value))
        .collect::<Vec<_>>()
        .join(", ");
    if values.len() > VALUES {
        said.push_str(&format!(" and {} more", count(values.len() - VALUES)));
    }
    said
}

/// "431 people reached of 500", "500 people to be reached".
pub(super) fn people_said(card: &Card) -> Option<String> {
    let wanted = card.values.get("users").and_then(|text| text.parse().ok());
    match (card.numbers.get("users_actual"), wanted) {
        (Some(reached), Some(wanted)) => Some(format!(
            "{} reached, {} aimed at",
            people(*reached),
            money::large(wanted)
        )),
        (Some(reached), None) => Some(format!("{} reached", people(*reached))),
        (None, Some(wanted)) => Some(format!("{} to be reached", people(wanted))),
        (None, None) => None,
    }
}

/// What stands before the capital: where no exact amount is known, what is shown is the least of
/// a range.
fn capital_said(spec: &ListSpec, card: &Card) -> &'static str {
    const EXACT: &str = "capital_exact_usd";
    let tells = spec.numbers.iter().any(|number| number.name == EXACT);
    match tells && !card.numbers.contains_key(EXACT) {
        true => "capital at least",
        false => "capital",
    }
}

fn has_results(card: &Card) -> bool {
    card.counts.get("results").is_some_and(|rows| *rows > 0)
}

/// "results for 3 of 7 metrics, final", "5 results", "no results recorded".
pub(super) fn results_said(card: &Card) -> Option<String> {
    let number = |name: &str| {
        let rows = card.counts.get(name).copied()?;
        Some(usize::try_from(rows).unwrap_or(usize::MAX))
    };
    let results = number("results")?;
    if results == 0 {
        return Some("no results recorded".to_owned());
    }
    let mut said = match (number("metrics_with_results"), number("metrics")) {
        // Results of metrics that are not in the record would make more than there are.
        (Some(with), Some(of)) if (1..=of).contains(&with) => {
            format!(
                "results for {} of {}",
                count(with),
                counted(of, "metric", "metrics")
            )
        }
        _ => counted(results, "result", "results"),
    };
    if let Some(kinds) = card.facets.get("result_type") {
        let kinds: Vec<String> = kinds.iter().map(|kind| kind.to_lowercase()).collect();
        said.push_str(&format!(", {}", crate::words::and(&kinds)));
    }
    Some(said)
}

/// Who is named in the record's rows; who is not public counts as nobody.
pub(super) fn parties(
    catalogue: &Catalogue,
    one: &TypeStandard,
    entry: &Entry,
) -> Vec<(String, String)> {
    let specs = one.profile.list.parties.iter().filter(|party| party.in_row);
    specs
        .filter_map(|spec| {
            let ids = entry.card.parties.get(&spec.name)?;
            let names: Vec<String> = ids
                .iter()
                .filter_map(|id| catalogue.entry(&spec.record_type, id))
                .map(|party| party.card.name.clone())
                .collect();
            (!names.is_empty()).then(|| (spec.title.clone(), named(&names)))
        })
        .collect()
}

fn people(number: f64) -> String {
    format!("{}\u{a0}people", money::large(number))
}

/// The title of the field that a value comes from, without "(Value)".
fn label(one: &TypeStandard, pointer: &str) -> Option<String> {
    let field = one.field(pointer)?;
    let title = field
        .titles
        .iter()
        .rev()
        .find(|title| !title.starts_with('('))?;
    Some(sentence_case(title))
}

/// "2017 to 2021", "from 2017", or the text where it is no date.
pub(super) fn years(start: Option<&str>, end: Option<&str>) -> Option<String> {
    let of = |text: Option<&str>| {
        text.map(|text| {
            dates::year(text).map_or_else(|| text.trim().to_owned(), |year| year.to_string())
        })
    };
    match (of(start), of(end)) {
        (None, None) => None,
        (Some(start), Some(end)) if start == end => Some(start),
        (Some(start), Some(end)) => Some(format!("{start} to {end}")),
        (Some(start), None) => Some(format!("from {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
    }
}

/// An amount in words of a few letters, exact on hover.
pub(super) fn amount(before: &str, text: Option<&str>, currency: Option<&str>) -> Option<Shown> {
    let text = text?.trim();
    let exact = money::one(&serde_json::Value::String(text.to_owned()), currency)?;
    let value = match (text.parse::<f64>(), exact.pieces.first()) {
        (Ok(amount), Some(Piece::Number(short, _))) => {
            let words = money::in_words(amount, currency);
            let hover = Some(short.clone()).filter(|short| *short != words);
            Piece::Number(words, hover)
        }
        (_, first) => first?.clone(),
    };
    if before.is_empty() {
        return Some(Shown::one(value));
    }
    Some(Shown::of(vec![Piece::Text(format!("{before} ")), value]))
}
