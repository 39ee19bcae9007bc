//! Figures in the making, record by record.

use indigo_model::{PartialDate, Value};
use indigo_quality::{Checks, DataSet, Figures, Subject, View, World};
use indigo_standard::TypeStandard;

use super::QualityReport;

/// Figures in the making.
pub(super) struct Gathering<'a> {
    world: &'a dyn World,
    day: PartialDate,
    checks: Checks,
    figures: Figures,
    data_set: DataSet,
    records: Vec<(String, usize)>,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(world: &'a dyn World, day: PartialDate) -> Self {
        Self {
            world,
            day,
            checks: Checks::all(),
            figures: Figures::default(),
            data_set: DataSet::default(),
            records: Vec::new(),
        }
    }

    /// The records of a type follow.
    pub(super) fn begin(&mut self, one: &TypeStandard) {
        self.records.push((one.id.clone(), 0));
    }

    /// Takes in a record.
    pub(super) fn add(&mut self, one: &TypeStandard, id: &str, data: &Value) {
        let subject = Subject::new(one, id, data, self.world, self.day, View::Public);
        let findings = self.checks.findings(&subject);
        self.figures.add(&subject, &findings);
        self.data_set.add(one, id, data);
        if let Some((_, count)) = self.records.last_mut() {
            *count += 1;
        }
    }

    /// Compares the records, and gives the figures.
    pub(super) fn end(mut self, position: i64) -> QualityReport {
        let compared = self.data_set.findings(&self.checks);
        self.figures.add_compared(&compared);
        QualityReport {
            position,
            day: self.day.to_string(),
            figures: self.figures,
            records: self.records,
        }
    }
}
