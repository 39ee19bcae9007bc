//! The figures of one day and one record type, small enough to be kept for years.

use std::collections::BTreeMap;

use indigo_quality::{Checks, Grade, Share, TypeFigures};
use indigo_store::{Digest, QualityDayRow};
use serde::{Deserialize, Serialize};

use super::QualityReport;
use crate::{Registry, RegistryError, stored::read_json};

/// The figures were kept on the day that they are of.
const KEPT: &str = "kept";

/// The figures were told later, from the ledger.
const AFTERWARDS: &str = "afterwards";

/// What is kept of the figures of a record type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayFigures {
    /// Public records.
    pub records: usize,
    /// Public records by grade.
    pub grades: BTreeMap<Grade, usize>,
    /// Filled of asked over all public records, by priority, 1 first, none last.
    pub shares: Vec<Share>,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Public records with at least one error.
    pub records_with_errors: usize,
    /// How often a public record is out of date.
    pub stale: usize,
}

/// The figures of a day and a record type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualityDay {
    /// The day: `2026-11-24`.
    pub day: String,
    /// Record type.
    pub record_type: String,
    /// Whether they were told later from the ledger, of the records that were still public then.
    pub is_afterwards: bool,
    /// A name of the checks and the standard that they were made by: figures of different rules
    /// may differ for that reason alone.
    pub rules: String,
    /// The figures.
    pub figures: DayFigures,
}

impl From<&TypeFigures> for DayFigures {
    fn from(figures: &TypeFigures) -> Self {
        let mut shares = figures.shares.clone();
        shares.sort_by_key(|share| share.priority.unwrap_or(u8::MAX));
        Self {
            records: figures.records,
            grades: figures.grades.clone(),
            shares,
            errors: figures.errors,
            warnings: figures.warnings,
            records_with_errors: figures.records_with_errors,
            stale: figures.stale,
        }
    }
}

impl DayFigures {
    /// The share of a priority; nothing asked when it does not occur.
    #[must_use]
    pub fn share(&self, priority: Option<u8>) -> Share {
        let found = self.shares.iter().find(|share| share.priority == priority);
        found.copied().unwrap_or(Share {
            priority,
            filled: 0,
            asked: 0,
        })
    }
}

impl QualityReport {
    /// What is kept of it: a row for each type that has public records, in order of type.
    pub(super) fn rows(&self, rules: &str, is_afterwards: bool) -> Vec<QualityDayRow> {
        let row = |(record_type, figures): (&String, &TypeFigures)| QualityDayRow {
            day: self.day.clone(),
            record_type: record_type.clone(),
            origin: if is_afterwards { AFTERWARDS } else { KEPT }.to_owned(),
            position: self.position,
            rules: rules.to_owned(),
            // Numbers under names that are text can always be written.
            figures: serde_json::to_string(&DayFigures::from(figures)).unwrap_or_default(),
        };
        self.figures.types.iter().map(row).collect()
    }
}

/// Reads a row; the position stays behind.
pub(super) fn day_of(row: QualityDayRow) -> Result<QualityDay, RegistryError> {
    let key = format_args!("{} of {}", row.record_type, row.day);
    Ok(QualityDay {
        is_afterwards: row.origin == AFTERWARDS,
        figures: read_json("quality_day", key, &row.figures)?,
        day: row.day,
        record_type: row.record_type,
        rules: row.rules,
    })
}

impl Registry {
    /// A short name of all that decides the figures, apart from the records and the day.
    pub(super) fn quality_rules(&self) -> String {
        let mut digest = Digest::default();
        digest.part(&Checks::all().signature()).part(&self.rules());
        digest.hex().chars().take(12).collect()
    }
}
