//! What a check of files gives.

use indigo_model::{Place, RecordKey};
use indigo_quality::{Aspect, Severity};
use serde::Serialize;

use super::CheckFinding;

/// Findings that are kept whole; more are counted.
const KEPT: usize = 20_000;

/// What files are, what is wrong with them, and what they would change.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CheckReport {
    /// The files and what they were taken for.
    pub files: Vec<CheckedFile>,
    /// How many findings there are, by aspect: valid, accurate, useful.
    pub counts: Vec<AspectCount>,
    /// What was found, errors first.
    pub findings: Vec<CheckFinding>,
    /// Findings that are counted only.
    pub findings_left_out: usize,
    /// What is found in values that no file holds, and in the published records as well. It is not
    /// among the findings and not counted with them.
    pub already_published: Vec<CheckFinding>,
    /// How many of these there are.
    pub already_published_count: usize,
    /// The records of the files.
    pub records: Vec<CheckedRecord>,
    /// Records that were counted only.
    pub records_left_out: usize,
    /// Whether the values were looked at; not when a file as a whole cannot be read.
    pub values_checked: bool,
    /// Whether they were held against published records.
    pub compared: bool,
}

/// A file and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckedFile {
    /// Its name.
    pub name: String,
    /// What it is, in words.
    pub what: String,
}

/// How many findings of an aspect there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AspectCount {
    /// The question.
    pub aspect: Aspect,
    /// What is wrong.
    pub errors: usize,
    /// What is probably wrong.
    pub warnings: usize,
    /// What is worth a look.
    pub hints: usize,
}

/// A record of the files.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedRecord {
    /// Type and id; the id is empty for a record that has none yet.
    #[serde(flatten)]
    pub key: RecordKey,
    /// Its name in the file.
    pub name: Option<String>,
    /// Whether there is a public record of this id.
    pub is_published: bool,
    /// What would change of it; for a new record, what it would hold.
    pub changes: Vec<CheckChange>,
    /// How many values in all.
    pub change_count: usize,
}

/// A value that would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckChange {
    /// What it is called.
    pub title: String,
    /// What is published; `None` for nothing.
    pub before: Option<String>,
    /// What the file says; `None` for nothing.
    pub after: Option<String>,
    /// Where it stands in the file.
    pub place: Place,
}

impl CheckReport {
    /// How many findings are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.counts.iter().map(|count| count.errors).sum()
    }

    /// How many findings there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        let all = |count: &AspectCount| count.errors + count.warnings + count.hints;
        self.counts.iter().map(all).sum()
    }

    /// Takes findings; past what is kept, errors take the place of what matters less.
    pub(super) fn add(&mut self, finding: CheckFinding) {
        if self.counts.is_empty() {
            self.counts = [Aspect::Valid, Aspect::Accurate, Aspect::Useful]
                .map(|aspect| AspectCount {
                    aspect,
                    errors: 0,
                    warnings: 0,
                    hints: 0,
                })
                .to_vec();
        }
        let counted = self
            .counts
            .iter_mut()
            .find(|count| count.aspect == finding.aspect);
        if let Some(count) = counted {
            match finding.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
                Severity::Hint => count.hints += 1,
            }
        }
        if self.findings.len() < KEPT {
            self.findings.push(finding);
            return;
        }
        self.findings_left_out += 1;
        if finding.severity == Severity::Error
            && let Some(last) = self.findings.last_mut()
            && last.severity != Severity::Error
        {
            *last = finding;
            self.findings.sort_by_key(order);
        }
    }

    /// Takes a finding that is none of the files'.
    pub(super) fn add_already(&mut self, finding: CheckFinding) {
        self.already_published_count += 1;
        if self.already_published.len() < KEPT {
            self.already_published.push(finding);
        }
    }

    /// Puts the errors first.
    pub(super) fn sort(&mut self) {
        self.already_published.sort_by_key(order);
        self.findings.sort_by_key(order);
    }
}

fn order(finding: &CheckFinding) -> (std::cmp::Reverse<Severity>, Aspect) {
    (std::cmp::Reverse(finding.severity), finding.aspect)
}
