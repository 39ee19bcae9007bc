//! The problems of an import: all counted, the first of them kept.

use indexmap::IndexMap;
use indigo_model::{Problem, Severity};
use serde::Serialize;

/// The most problems that are kept whole, so that a hopeless file does not fill the memory.
const KEPT: usize = 10_000;

/// Problems, counted by code, the first of them whole.
#[derive(Debug, Default, Clone, Serialize)]
pub struct ProblemLog {
    /// The first problems, in order.
    pub first: Vec<Problem>,
    /// Code → how many, in order of first appearance.
    pub counts: IndexMap<String, u64>,
    /// How many of all are errors.
    pub errors: u64,
    /// How many of all are warnings.
    pub warnings: u64,
}

impl ProblemLog {
    /// Adds problems.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            *self.counts.entry(problem.code.clone()).or_default() += 1;
            match problem.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => {}
            }
            // Errors are what a person must see; they come before what else is kept.
            if self.first.len() < KEPT {
                self.first.push(problem);
            } else if super::is_error(&problem) && self.errors <= KEPT as u64 {
                self.first[KEPT - 1] = problem;
            }
        }
    }

    /// Whether an error is among them.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }
}
