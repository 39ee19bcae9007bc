//! One sentence that says what a contract is, made from its facts.
//!
//! "Since September 2020, Sport England and 2 others pay 14 providers up to £4.1 million for
//! outcomes in health, for 6,720 people in the United Kingdom; in implementation."
//! What is not known is left out.

use indigo_model::{Value, pointer};

use crate::{
    facts::{dates, money},
    pages::record::Page,
    words::{NAMED, and, count, named, small_first},
};

/// How many countries are named.
const COUNTRIES: usize = 3;

pub(super) fn sentence(page: &Page<'_>) -> Option<String> {
    let data = page.data;
    let text = |at: &str| pointer::text(data, at);
    let stage = text("/stage_development/value");
    let when = Tense::of(stage);
    let payers = parties(page, "/outcome_payment_commitments");
    let providers = parties(page, "/service_provisions");
    let cap = cap(data);
    let subject = match payers.len() {
        0 => "payers".to_owned(),
        _ => named(&payers),
    };
    let verb = when.verb(payers.len() != 1);
    let object = match providers.len() {
        0 => "providers".to_owned(),
        number if number > NAMED + 1 => format!("{} providers", count(number)),
        _ => named(&providers),
    };
    let mut what = format!("{subject} {verb} {object}");
    if let Some(cap) = &cap {
        what.push_str(&format!(" up to {cap}"));
    }
    let sector = text("/purpose_and_classifications/policy_sector/value");
    match sector {
        Some(sector) => what.push_str(&format!(" for outcomes in {}", small_first(sector))),
        None => what.push_str(" for outcomes"),
    }
    let people = people(data);
    if let Some(people) = &people {
        what.push_str(&format!(", for {people}"));
    }
    let countries = countries(page);
    if let Some(countries) = &countries {
        what.push_str(&format!(" in {countries}"));
    }
    let known = [
        !payers.is_empty(),
        !providers.is_empty(),
        cap.is_some(),
        sector.is_some(),
        people.is_some(),
        countries.is_some(),
    ];
    if known.iter().filter(|known| **known).count() < 2 {
        return None;
    }
    let since = when.since(
        text("/dates/start_date_of_service_provision/value"),
        text("/dates/actual_end_date_of_service_provision/value"),
    );
    let mut sentence = match since {
        Some(since) => format!("{since}, {what}"),
        None => crate::words::capital_first(&what),
    };
    if let Some(stage) = stage {
        let stage = small_first(stage);
        let before = if stage == "implementation" { "in " } else { "" };
        sentence.push_str(&format!("; {before}{stage}"));
    }
    sentence.push('.');
    Some(sentence)
}

/// Whether the contract is over.
pub(super) fn is_over(data: &Value) -> bool {
    let stage = pointer::text(data, "/stage_development/value");
    matches!(Tense::of(stage), Tense::Over)
}

/// Whether the contract is to come, runs, or is over.
enum Tense {
    ToCome,
    Runs,
    Over,
}

impl Tense {
    fn of(stage: Option<&str>) -> Self {
        match stage {
            Some("Contracted") => Self::ToCome,
            Some("Complete" | "Service delivery complete") => Self::Over,
            _ => Self::Runs,
        }
    }

    fn verb(&self, several: bool) -> &'static str {
        match (self, several) {
            (Self::ToCome, true) => "are to pay",
            (Self::ToCome, false) => "is to pay",
            (Self::Runs, true) => "pay",
            (Self::Runs, false) => "pays",
            // What was paid in the end is for the payments to say.
            (Self::Over, true) => "were to pay",
            (Self::Over, false) => "was to pay",
        }
    }

    fn since(&self, start: Option<&str>, end: Option<&str>) -> Option<String> {
        let start = dates::in_words(start?)?;
        Some(match (self, end.and_then(dates::in_words)) {
            (Self::ToCome, _) => format!("From {start}"),
            (Self::Over, Some(end)) => format!("From {start} to {end}"),
            (Self::Over, None) => format!("From {start} on"),
            (Self::Runs, _) => format!("Since {start}"),
        })
    }
}

/// The names of the organisations in the rows of a list, each once; ids that are not public count
/// as nobody.
fn parties(page: &Page<'_>, list: &str) -> Vec<String> {
    let mut ids: Vec<&str> = Vec::new();
    for row in pointer::rows(page.data, list) {
        let text = pointer::text(row, "/organisation_id/value").unwrap_or_default();
        for id in text.split(',').map(str::trim) {
            if !id.is_empty() && !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids.into_iter()
        .filter_map(|id| page.reading.catalogue.entry("organisation", id))
        .map(|entry| entry.card.name.clone())
        .collect()
}

fn cap(data: &Value) -> Option<String> {
    let of = "/overall_project_finance/maximum_potential_outcome_payment_v2";
    let amount = pointer::get(data, &format!("{of}/amount/value"))?.as_f64()?;
    let currency = pointer::text(data, &format!("{of}/currency/value"))?;
    Some(money::in_words(amount, Some(currency)))
}

fn people(data: &Value) -> Option<String> {
    let of = |key: &str| format!("/service_and_beneficiaries/{key}/value");
    let number = pointer::get(
        data,
        &of("targeted_number_service_users_or_beneficiaries_total"),
    )?
    .as_f64()
    .filter(|number| *number > 0.0)?;
    let unit = pointer::text(
        data,
        &of("unit_type_targeted_service_users_or_beneficiaries"),
    );
    let unit = if unit == Some("Other") {
        "service users of another kind"
    } else {
        "people"
    };
    Some(format!("{} {unit}", money::large(number)))
}

fn countries(page: &Page<'_>) -> Option<String> {
    let mut codes: Vec<&str> = Vec::new();
    for row in pointer::rows(page.data, "/delivery_locations") {
        if let Some(code) = pointer::text(row, "/location_country/value")
            && !codes.contains(&code)
        {
            codes.push(code);
        }
    }
    let names: Vec<String> = codes
        .iter()
        .map(|code| page.reading.site.countries.in_sentence(code))
        .collect();
    match names.len() {
        0 => None,
        number if number > COUNTRIES => Some(format!("{} countries", count(number))),
        _ => Some(and(&names)),
    }
}
