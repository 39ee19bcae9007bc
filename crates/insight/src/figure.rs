//! One figure with all that is needed to trust it.

use serde::Serialize;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Projects.
    Projects,
    /// US dollars, at the rate of the year in which delivery began.
    UsDollars,
    /// People who use a service.
    People,
    /// Months.
    Months,
    /// Countries.
    Countries,
    /// Records of another type.
    Records,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Its name for programs: `capital_sum`.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What it counts.
    pub unit: Unit,
    /// The figure; `None` when nothing is known.
    pub value: Option<f64>,
    /// How many projects it rests on.
    pub n: usize,
    /// Out of how many.
    pub of: usize,
    /// How it is made, in a sentence.
    pub rule: String,
}

/// A whole number as a value.
pub(crate) fn whole(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
