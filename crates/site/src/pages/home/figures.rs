//! The headline figures, each with the number of records that it rests on.

use std::collections::HashSet;

use indigo_registry::{Catalogue, Entry};

use crate::{
    facts::money,
    words::{count, counted},
};

/// A headline figure.
pub(super) struct HomeFigure {
    pub(super) value: String,
    pub(super) label: &'static str,
    /// What it rests on: "of 319, in 32 countries".
    pub(super) of: String,
    /// Where it is explained.
    pub(super) href: Option<&'static str>,
}

pub(super) fn figures(catalogue: &Catalogue) -> Vec<HomeFigure> {
    let projects = catalogue.entries("project");
    let organisations = catalogue.entries("organisation");
    let all = projects.len();
    let of_all = |known: usize| format!("known for {} of {}", count(known), count(all));
    let sum = |name: &str| {
        let known: Vec<f64> = projects
            .iter()
            .filter_map(|entry| entry.card.numbers.get(name).copied())
            .collect();
        (known.iter().sum::<f64>(), known.len())
    };
    let (capital, with_capital) = sum("capital_usd");
    // The rule of the landscape's figure of service users, so that both say the same.
    let people: Vec<f64> = projects
        .iter()
        .filter_map(|entry| {
            let numbers = &entry.card.numbers;
            numbers.get("users_actual").or(numbers.get("users_target"))
        })
        .copied()
        .collect();
    let with_results = projects
        .iter()
        .filter(|entry| {
            entry
                .card
                .counts
                .get("results")
                .is_some_and(|rows| *rows > 0)
        })
        .count();
    vec![
        HomeFigure {
            value: count(all),
            label: "Outcomes contracts",
            of: format!(
                "in {}",
                counted(countries(projects), "country", "countries")
            ),
            href: None,
        },
        HomeFigure {
            value: money::in_words(capital, Some("USD")),
            label: "Capital committed",
            of: of_all(with_capital),
            href: None,
        },
        HomeFigure {
            value: money::large(people.iter().sum()),
            label: "People reached or to be reached",
            of: of_all(people.len()),
            href: Some("/landscape"),
        },
        HomeFigure {
            value: count(with_results),
            label: "Contracts with a result",
            of: format!("of {}", count(all)),
            href: None,
        },
        HomeFigure {
            value: count(organisations.len()),
            label: "Organisations",
            of: format!(
                "in {}, known for {} of {}",
                counted(countries(organisations), "country", "countries"),
                count(with_country(organisations)),
                count(organisations.len())
            ),
            href: None,
        },
    ]
}

fn values(entry: &Entry) -> impl Iterator<Item = &str> {
    entry
        .card
        .facets
        .get("country")
        .into_iter()
        .flatten()
        .map(String::as_str)
}

fn countries(entries: &[Entry]) -> usize {
    entries
        .iter()
        .flat_map(values)
        .collect::<HashSet<_>>()
        .len()
}

fn with_country(entries: &[Entry]) -> usize {
    entries
        .iter()
        .filter(|entry| values(entry).next().is_some())
        .count()
}
