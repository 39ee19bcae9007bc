//! Projects counted by something that they have.

use indexmap::IndexMap;
use serde::Serialize;

/// A count of projects by what they have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Its name for programs: `sectors`.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// How many projects have any.
    pub n: usize,
    /// Out of how many.
    pub of: usize,
    /// How many have none.
    pub not_known: usize,
    /// Each project counts once, so that the counts and what is not known add up to all projects.
    pub each_once: bool,
    /// How it is made, in a sentence.
    pub rule: String,
    /// What they have, with how many have it.
    pub shares: Vec<Share>,
}

/// Something that projects have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The value: a code, an id, a year, or a band such as `500000-1000000`.
    pub key: String,
    /// How many projects have it.
    pub projects: usize,
}

/// How the shares of a group are ordered.
pub(crate) enum Order {
    /// Most first, then by value.
    Most,
    /// By value.
    Value,
    /// As they are given, also those that no project has.
    Given(Vec<String>),
}

/// A group before it is counted.
pub(crate) struct Plan {
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
    pub(crate) each_once: bool,
    pub(crate) rule: &'static str,
    pub(crate) order: Order,
}

impl Plan {
    /// Counts: `values` gives what each project has, each value once.
    pub(crate) fn counted<'a, P: 'a>(
        self,
        projects: &'a [P],
        values: impl Fn(&'a P) -> Vec<String>,
    ) -> Group {
        let mut counts: IndexMap<String, usize> = IndexMap::new();
        if let Order::Given(keys) = &self.order {
            counts.extend(keys.iter().map(|key| (key.clone(), 0)));
        }
        let mut known = 0;
        for project in projects {
            let values = values(project);
            known += usize::from(!values.is_empty());
            for value in values {
                *counts.entry(value).or_default() += 1;
            }
        }
        let mut shares: Vec<Share> = counts
            .into_iter()
            .map(|(key, projects)| Share { key, projects })
            .collect();
        match self.order {
            Order::Most => {
                shares.sort_by(|a, b| b.projects.cmp(&a.projects).then_with(|| a.key.cmp(&b.key)));
            }
            Order::Value => shares.sort_by(|a, b| a.key.cmp(&b.key)),
            Order::Given(_) => {}
        }
        Group {
            key: self.key.to_owned(),
            title: self.title.to_owned(),
            n: known,
            of: projects.len(),
            not_known: projects.len() - known,
            each_once: self.each_once,
            rule: self.rule.to_owned(),
            shares,
        }
    }
}

/// The bands between rising edges: below the first, between two, from the last on.
pub(crate) fn bands(edges: &[u32]) -> Vec<String> {
    (0..=edges.len())
        .map(|place| {
            let from = place.checked_sub(1).and_then(|before| edges.get(before));
            let edge = |edge: Option<&u32>| edge.map(u32::to_string).unwrap_or_default();
            format!("{}-{}", edge(from), edge(edges.get(place)))
        })
        .collect()
}

/// The band that a number is in; a number on an edge is in the band that begins there.
pub(crate) fn band(edges: &[u32], number: f64) -> Option<String> {
    let above = edges
        .iter()
        .filter(|edge| number >= f64::from(**edge))
        .count();
    bands(edges).into_iter().nth(above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_in_the_band_that_begins_at_it() {
        assert_eq!(bands(&[100, 500]), ["-100", "100-500", "500-"]);
        for (number, expected) in [
            (0.0, "-100"),
            (99.9, "-100"),
            (100.0, "100-500"),
            (1e9, "500-"),
        ] {
            assert_eq!(band(&[100, 500], number).unwrap(), expected);
        }
    }
}
