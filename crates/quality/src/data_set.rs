//! What is kept of each record so that the records of a data set can be compared.

use indigo_model::{RecordKey, Value, pointer};
use indigo_standard::TypeStandard;

use crate::{Check, Checks, Finding, Test};

/// As much of a record as comparing needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Which record.
    pub key: RecordKey,
    /// Its name.
    pub name: Option<String>,
    /// Names that it also goes by.
    pub other_names: Vec<String>,
    /// Its web site.
    pub website: Option<String>,
    /// Its identifiers in registers.
    pub identifiers: Vec<String>,
    /// Contracting processes that it names, with the number of the row.
    pub ocids: Vec<(usize, String)>,
}

impl Outline {
    /// Reads a record.
    #[must_use]
    pub fn read(one: &TypeStandard, id: &str, data: &Value) -> Self {
        let text = |at: &str| pointer::text(data, at).map(str::to_owned);
        let secondary = pointer::rows(data, "/org-ids/secondary")
            .filter_map(|row| pointer::text(row, "/organisation_id/value"))
            .map(str::to_owned);
        let ocids = pointer::rows(data, "/open_contracting_datas").enumerate();
        Self {
            key: RecordKey::new(&*one.id, id),
            name: text(&one.profile.name_pointer),
            other_names: [
                "/trading_name/value",
                "/translated_official_name/english/value",
            ]
            .iter()
            .filter_map(|at| text(at))
            .collect(),
            website: text("/website/value"),
            identifiers: text("/org-ids/primary/value")
                .into_iter()
                .chain(secondary)
                .collect(),
            ocids: ocids
                .filter_map(|(row, value)| Some((row, pointer::text(value, "/ocid")?.to_owned())))
                .collect(),
        }
    }
}

/// Where a check of a data set puts what it finds.
#[derive(Debug)]
pub struct DataSetFindings {
    check: &'static Check,
    found: Vec<(RecordKey, Finding)>,
}

impl DataSetFindings {
    /// Takes a finding in a record.
    pub fn add(&mut self, key: &RecordKey, finding: Finding) {
        self.found.push((key.clone(), finding.of(self.check)));
    }
}

/// Gathers records one by one, and compares them when all are there.
#[derive(Debug, Clone, Default)]
pub struct DataSet {
    outlines: Vec<Outline>,
}

impl DataSet {
    /// Takes in a record.
    pub fn add(&mut self, one: &TypeStandard, id: &str, data: &Value) {
        self.outlines.push(Outline::read(one, id, data));
    }

    /// Takes in an outline that was read before.
    pub fn add_outline(&mut self, outline: Outline) {
        self.outlines.push(outline);
    }

    /// What the chosen checks find when they compare the records, in the order of the checks.
    #[must_use]
    pub fn findings(&self, checks: &Checks) -> Vec<(RecordKey, Finding)> {
        let mut all = Vec::new();
        for check in checks.chosen() {
            let Test::DataSet(run) = check.test else {
                continue;
            };
            let outlines: Vec<Outline> = self
                .outlines
                .iter()
                .filter(|outline| check.looks_at(&outline.key.record_type))
                .cloned()
                .collect();
            let mut findings = DataSetFindings {
                check,
                found: Vec::new(),
            };
            run(&outlines, &mut findings);
            all.extend(findings.found);
        }
        all
    }
}
