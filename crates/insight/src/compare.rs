//! What changed between two landscapes.

use std::collections::HashSet;

use serde::Serialize;

use crate::{Landscape, Unit, landscape::Amounts};

/// How a figure went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The name of the figure for programs.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What it counts.
    pub unit: Unit,
    /// The figure before.
    pub before: Option<f64>,
    /// The figure after.
    pub after: Option<f64>,
    /// After less before, when both are known.
    pub difference: Option<f64>,
}

/// Two landscapes side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// Each figure of both.
    pub figures: Vec<Change>,
    /// Ids of projects that are in the later one alone.
    pub new: Vec<String>,
    /// Ids of projects that are in the earlier one alone.
    pub gone: Vec<String>,
    /// Projects that are in both, of which an amount is another one; by figure, and of each those
    /// that changed most first.
    pub changed: Vec<Changed>,
}

/// A project with another amount than before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// The name of the figure that the amount is part of.
    pub key: String,
    /// What it counts.
    pub unit: Unit,
    /// The id of the project.
    pub id: String,
    /// The amount before; `None` when it was not known.
    pub before: Option<f64>,
    /// The amount after; `None` when it is not known.
    pub after: Option<f64>,
}

impl Changed {
    /// What it adds to the difference of the sum, where what is not known is no part of a sum.
    #[must_use]
    pub fn adds(&self) -> f64 {
        let parts: Vec<f64> = self
            .after
            .into_iter()
            .chain(self.before.map(|was| -was))
            .collect();
        crate::exact::sum(&parts)
    }
}

/// Compares two landscapes.
#[must_use]
pub fn compare(before: &Landscape, after: &Landscape) -> Compared {
    let figures = after.figures.iter().map(|figure| {
        let was = before.figure(&figure.key).and_then(|was| was.value);
        Change {
            key: figure.key.clone(),
            title: figure.title.clone(),
            unit: figure.unit,
            before: was,
            after: figure.value,
            difference: figure
                .value
                .zip(was)
                .map(|(is, was)| crate::exact::sum(&[is, -was])),
        }
    });
    Compared {
        figures: figures.collect(),
        new: only(&after.ids, &before.ids),
        gone: only(&before.ids, &after.ids),
        changed: changed(before, after),
    }
}

/// What is read of the amounts of a project.
type Part = fn(&Amounts) -> Option<f64>;

/// The projects of both whose amounts differ.
fn changed(before: &Landscape, after: &Landscape) -> Vec<Changed> {
    let mut all = Vec::new();
    let parts: [(&str, Unit, Part); 2] = [
        ("capital_sum", Unit::UsDollars, |one| one.capital),
        ("users_sum", Unit::People, |one| one.users),
    ];
    for (key, unit, part) in parts {
        let mut of_figure: Vec<Changed> = after
            .amounts
            .iter()
            .filter_map(|(id, is)| {
                let was = part(before.amounts.get(id)?);
                let is = part(is);
                (was != is).then(|| Changed {
                    key: key.to_owned(),
                    unit,
                    id: id.clone(),
                    before: was,
                    after: is,
                })
            })
            .collect();
        of_figure.sort_by(|one, other| {
            let size = |changed: &Changed| changed.adds().abs();
            size(other)
                .total_cmp(&size(one))
                .then_with(|| one.id.cmp(&other.id))
        });
        all.extend(of_figure);
    }
    all
}

/// Those of one list that are not in another.
fn only(of: &[String], not_in: &[String]) -> Vec<String> {
    let known: HashSet<&String> = not_in.iter().collect();
    of.iter()
        .filter(|id| !known.contains(id))
        .cloned()
        .collect()
}
