//! What changed between two landscapes.

use std::collections::HashSet;

use serde::Serialize;

use crate::{Landscape, Unit};

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
    }
}

/// Those of one list that are not in another.
fn only(of: &[String], not_in: &[String]) -> Vec<String> {
    let known: HashSet<&String> = not_in.iter().collect();
    of.iter()
        .filter(|id| !known.contains(id))
        .cloned()
        .collect()
}
