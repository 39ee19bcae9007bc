//! The headline figures, each with the number of records that it rests on.

use std::collections::HashSet;

use indigo_registry::{Catalogue, Entry};

use crate::{
    facts::{countries::Countries, money},
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

pub(super) fn figures(catalogue: &Catalogue, known: &Countries) -> Vec<HomeFigure> {
    let projects = catalogue.entries("project");
    let organisations = catalogue.entries("organisation");
    let all = projects.len();
    let of_all = |known: usize| format!("known for {} of {}", count(known), count(all));
    // The rules of the landscape, which the figures lead to, so that both say the same.
    let first_of = |name: &str, or: &str| -> Vec<f64> {
        projects
            .iter()
            .filter_map(|entry| {
                let numbers = &entry.card.numbers;
                numbers.get(name).or(numbers.get(or))
            })
            .copied()
            .collect()
    };
    let capital = first_of("capital_exact_usd", "capital_min_usd");
    let people = first_of("users_actual", "users_target");
    let places = Places::of(projects, known);
    let homes = Places::of(organisations, known);
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
            of: match places.unclear {
                0 => format!("in {}", places.countries()),
                unclear => format!("in {}, unclear for {}", places.countries(), count(unclear)),
            },
            href: None,
        },
        HomeFigure {
            value: money::in_words(capital.iter().sum(), Some("USD")),
            label: "Capital committed",
            of: of_all(capital.len()),
            href: Some("/landscape#figure-capital_sum"),
        },
        HomeFigure {
            value: money::large(people.iter().sum()),
            label: "People reached or to be reached",
            of: of_all(people.len()),
            href: Some("/landscape#figure-users_sum"),
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
                "in {}, known for {} of {}{}",
                homes.countries(),
                count(homes.with),
                count(organisations.len()),
                match homes.unclear {
                    0 => String::new(),
                    unclear => format!(", {} of them unclear", count(unclear)),
                }
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

/// The countries of some records, each once however it is written.
struct Places<'a> {
    codes: HashSet<&'a str>,
    /// How many records name a country …
    with: usize,
    /// … and how many of them one of which it is unclear which it is; it is not counted.
    unclear: usize,
}

impl<'a> Places<'a> {
    fn of(entries: &[Entry], known: &'a Countries) -> Self {
        let mut places = Self {
            codes: HashSet::new(),
            with: 0,
            unclear: 0,
        };
        for entry in entries {
            let mut names = false;
            let mut is_unclear = false;
            for value in values(entry) {
                names = true;
                match known.code(value) {
                    Some(code) => {
                        places.codes.insert(code);
                    }
                    None => is_unclear = true,
                }
            }
            places.with += usize::from(names);
            places.unclear += usize::from(is_unclear);
        }
        places
    }

    fn countries(&self) -> String {
        counted(self.codes.len(), "country", "countries")
    }
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;

    use super::*;

    #[test]
    fn countries_are_counted_and_not_their_spellings() {
        let known = Countries::of(&Standard::builtin().unwrap());
        let entries: Vec<Entry> = ["GB", "United Kingdom", "UK ", "US", "United Status", ""]
            .into_iter()
            .map(|country| {
                let mut entry = Entry {
                    id: "INDIGO-ORG-1".to_owned(),
                    card: Default::default(),
                    updated: String::new(),
                };
                if !country.is_empty() {
                    entry
                        .card
                        .facets
                        .insert("country".to_owned(), vec![country.to_owned()]);
                }
                entry
            })
            .collect();
        let places = Places::of(&entries, &known);
        assert_eq!(places.countries(), "2 countries");
        assert_eq!((places.with, places.unclear), (5, 1));
    }
}
