//! Who works with whom: organisations that share projects.

use std::collections::{BTreeSet, HashMap};

use indigo_publish::Card;
use serde::Serialize;

/// Two organisations and how many projects they share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The id of one.
    pub a: String,
    /// The id of the other, which comes after it.
    pub b: String,
    /// How many projects both have a role in.
    pub projects: usize,
}

/// The roles of organisations in projects, as cards name them.
pub(crate) const ROLES: [&str; 4] = ["payers", "investors", "providers", "intermediaries"];

/// Most parties of one project that are paired; a project with more would say nothing of any two.
const MOST: usize = 60;

/// Every two organisations that share at least two projects, those that share most first.
pub(crate) fn ties<'a>(cards: impl Iterator<Item = &'a Card>) -> Vec<Tie> {
    let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
    for card in cards {
        let ids: BTreeSet<&str> = ROLES
            .iter()
            .filter_map(|role| card.parties.get(*role))
            .flatten()
            .map(String::as_str)
            .collect();
        if ids.len() > MOST {
            continue;
        }
        for (place, a) in ids.iter().enumerate() {
            for b in ids.iter().skip(place + 1) {
                *counts.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut ties: Vec<Tie> = counts
        .into_iter()
        .filter(|(_, projects)| *projects > 1)
        .map(|((a, b), projects)| Tie {
            a: a.to_owned(),
            b: b.to_owned(),
            projects,
        })
        .collect();
    ties.sort_by(|x, y| {
        (y.projects.cmp(&x.projects))
            .then_with(|| x.a.cmp(&y.a))
            .then_with(|| x.b.cmp(&y.b))
    });
    ties
}
