//! Figures of a whole data set, gathered record by record, so that any number of records works.

use std::collections::{BTreeMap, BTreeSet};

use indigo_model::{RecordKey, pointer};
use indigo_standard::TypeStandard;
use serde::{Deserialize, Serialize};

use crate::{Badge, Completeness, Finding, Grade, Severity, Share, Subject, completeness};

/// The checks that say that nobody has looked at a record for a while.
const STALE: [&str; 2] = ["stage_past_end", "launch_date_past"];

/// How often a field or a list is filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFill {
    /// Pointer, with `*` for rows of a list.
    pub pointer: String,
    /// Title for people.
    pub title: String,
    /// Priority where the standard gives one.
    pub priority: Option<u8>,
    /// Records (for fields of rows: rows) in which it is filled.
    pub filled: usize,
    /// Records (for fields of rows: rows) looked at.
    pub of: usize,
}

/// A record that its dates show to be out of date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stale {
    /// Which record.
    pub key: RecordKey,
    /// Its name.
    pub name: Option<String>,
    /// What shows it.
    pub message: String,
}

/// Figures of one record type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeFigures {
    /// Records looked at.
    pub records: usize,
    /// Fields outside lists, lists, and fields of rows, in the order of the schema.
    pub fields: Vec<FieldFill>,
    /// Filled of asked over all records, by priority.
    pub shares: Vec<Share>,
    /// Records by grade.
    pub grades: BTreeMap<Grade, usize>,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Records with at least one error.
    pub records_with_errors: usize,
    /// How often a record is out of date, as in [`Figures::stale`].
    pub stale: usize,
}

/// Figures of a data set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// By record type.
    pub types: BTreeMap<String, TypeFigures>,
    /// Check to the number of findings.
    pub findings: BTreeMap<String, usize>,
    /// Check to the number of records with at least one finding.
    pub records: BTreeMap<String, usize>,
    /// Records that are out of date.
    pub stale: Vec<Stale>,
    /// Records with an error, so that each counts once.
    #[serde(skip)]
    faulty: BTreeSet<RecordKey>,
}

impl Figures {
    /// Takes in a record with what was found in it; gives its completeness and badge back.
    pub fn add(&mut self, subject: &Subject<'_>, findings: &[Finding]) -> (Completeness, Badge) {
        let completeness = Completeness::of(subject);
        let badge = Badge::of(&completeness, findings);
        let one = subject.standard;
        if !self.types.contains_key(&one.id) {
            self.types.insert(one.id.clone(), TypeFigures::new(one));
        }
        if let Some(figures) = self.types.get_mut(&one.id) {
            figures.count(subject, &completeness, &badge);
        }
        let key = RecordKey::new(&*one.id, subject.id);
        self.count_findings(&key, one.name_of(subject.data), findings);
        (completeness, badge)
    }

    /// Counts findings that came from comparing records.
    pub fn add_compared(&mut self, compared: &[(RecordKey, Finding)]) {
        let mut by_record: BTreeMap<&RecordKey, Vec<Finding>> = BTreeMap::new();
        for (key, finding) in compared {
            by_record.entry(key).or_default().push(finding.clone());
        }
        for (key, findings) in by_record {
            self.count_findings(key, None, &findings);
        }
    }

    fn count_findings(&mut self, key: &RecordKey, name: Option<&str>, findings: &[Finding]) {
        let mut seen: Vec<&str> = Vec::new();
        for finding in findings {
            let code = finding.check.as_str();
            add_one(&mut self.findings, code);
            if let Some(figures) = self.types.get_mut(&key.record_type) {
                match finding.severity {
                    Severity::Error => {
                        figures.errors += 1;
                        figures.records_with_errors += usize::from(self.faulty.insert(key.clone()));
                    }
                    Severity::Warning => figures.warnings += 1,
                    Severity::Hint => {}
                }
            }
            if !seen.contains(&code) {
                seen.push(code);
                add_one(&mut self.records, code);
                if STALE.contains(&code) {
                    if let Some(figures) = self.types.get_mut(&key.record_type) {
                        figures.stale += 1;
                    }
                    self.stale.push(Stale {
                        key: key.clone(),
                        name: name.map(str::to_owned),
                        message: finding.message.clone(),
                    });
                }
            }
        }
    }
}

impl TypeFigures {
    fn new(one: &TypeStandard) -> Self {
        let fill = |pointer: String, title: String, priority| FieldFill {
            pointer,
            title,
            priority,
            filled: 0,
            of: 0,
        };
        let mut fields = Vec::new();
        for field in one.fields.iter().filter(|field| !field.is_status()) {
            fields.push(fill(
                field.pointer.clone(),
                field.title.clone(),
                field.priority,
            ));
        }
        for list in &one.lists {
            let priority = completeness::list_priority(list);
            fields.push(fill(list.pointer.clone(), list.title.clone(), priority));
            for field in list.fields.iter().filter(|field| !field.is_status()) {
                fields.push(fill(
                    format!("{}/*{}", list.pointer, field.pointer),
                    format!("{} - {}", list.title, field.title),
                    priority,
                ));
            }
        }
        Self {
            fields,
            ..Self::default()
        }
    }

    fn count(&mut self, subject: &Subject<'_>, completeness: &Completeness, badge: &Badge) {
        self.records += 1;
        *self.grades.entry(badge.grade).or_default() += 1;
        for share in &completeness.shares {
            match self
                .shares
                .iter_mut()
                .find(|known| known.priority == share.priority)
            {
                Some(known) => {
                    known.filled += share.filled;
                    known.asked += share.asked;
                }
                None => self.shares.push(*share),
            }
        }
        let one = subject.standard;
        // The fills stand in the order in which they were made.
        let mut fills = self.fields.iter_mut();
        for field in one.fields.iter().filter(|field| !field.is_status()) {
            if let Some(fill) = fills.next() {
                fill.of += 1;
                let value = pointer::at(subject.data, &field.keys);
                fill.filled += usize::from(value.is_some_and(completeness::is_filled));
            }
        }
        for list in &one.lists {
            let rows = subject.rows(&list.pointer);
            if let Some(fill) = fills.next() {
                fill.of += 1;
                fill.filled += usize::from(!rows.is_empty());
            }
            for field in list.fields.iter().filter(|field| !field.is_status()) {
                if let Some(fill) = fills.next() {
                    fill.of += rows.len();
                    fill.filled += rows
                        .iter()
                        .filter(|row| {
                            pointer::at(row, &field.keys).is_some_and(completeness::is_filled)
                        })
                        .count();
                }
            }
        }
    }
}

impl FieldFill {
    /// Per cent filled, rounded down.
    #[must_use]
    pub fn per_cent(&self) -> usize {
        (self.filled * 100).checked_div(self.of).unwrap_or(0)
    }
}

fn add_one(counts: &mut BTreeMap<String, usize>, code: &str) {
    match counts.get_mut(code) {
        Some(count) => *count += 1,
        None => {
            counts.insert(code.to_owned(), 1);
        }
    }
}
