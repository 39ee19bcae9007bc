//! A world held in memory, filled record by record.

use std::collections::{HashMap, HashSet};

use indigo_model::{Status, Value, pointer};
use indigo_standard::TypeStandard;

use crate::{KnownRecord, LinkedProject, World};

/// Records by type and id, with what checks ask of them; an outline, not their data.
#[derive(Debug, Clone, Default)]
pub struct KnownRecords {
    types: HashSet<String>,
    records: HashMap<String, HashMap<String, KnownRecord>>,
    funded: HashMap<String, Vec<LinkedProject>>,
}

impl KnownRecords {
    /// Says that all records of a type are among those added, even when there are none.
    pub fn knows_all(&mut self, record_type: &str) {
        self.types.insert(record_type.to_owned());
    }

    /// Takes in a record; `public` is whether the public sees it.
    pub fn add(&mut self, one: &TypeStandard, id: &str, data: &Value, public: bool) {
        let known = KnownRecord {
            name: one.name_of(data).map(str::to_owned),
            public,
        };
        self.add_outline(&one.id, id, known);
        if one.id == "project" {
            self.link(&LinkedProject::read(id, data), funds_of(data));
        }
    }

    /// Takes in a record of which only the outline is known.
    pub fn add_outline(&mut self, record_type: &str, id: &str, known: KnownRecord) {
        if !self.types.contains(record_type) {
            self.types.insert(record_type.to_owned());
        }
        match self.records.get_mut(record_type) {
            Some(all) => {
                all.insert(id.to_owned(), known);
            }
            None => {
                let all = HashMap::from([(id.to_owned(), known)]);
                self.records.insert(record_type.to_owned(), all);
            }
        }
    }

    /// Says which funds a project names.
    pub fn link<'f>(&mut self, project: &LinkedProject, funds: impl IntoIterator<Item = &'f str>) {
        for fund in funds {
            let linked = self.funded.entry(fund.to_owned()).or_default();
            if !linked.iter().any(|known| known.id == project.id) {
                linked.push(project.clone());
            }
        }
    }

    /// Reads an object of type to id to data; a record is public when its status says so.
    #[must_use]
    pub fn from_json(standard: &indigo_standard::Standard, all: &Value) -> Self {
        let mut known = Self::default();
        for (record_type, records) in all.as_object().into_iter().flatten() {
            known.knows_all(record_type);
            let Some(one) = standard.get(record_type) else {
                continue;
            };
            for (id, data) in records.as_object().into_iter().flatten() {
                let public = Status::read(data.get("status")) == Status::Public;
                known.add(one, id, data, public);
            }
        }
        known
    }
}

impl World for KnownRecords {
    fn knows(&self, record_type: &str) -> bool {
        self.types.contains(record_type)
    }

    fn record(&self, record_type: &str, id: &str) -> Option<KnownRecord> {
        self.records.get(record_type)?.get(id).cloned()
    }

    fn projects_of_fund(&self, fund: &str) -> Option<Vec<LinkedProject>> {
        self.knows("project")
            .then(|| self.funded.get(fund).cloned().unwrap_or_default())
    }
}

/// The funds that a project names, trimmed.
fn funds_of(data: &Value) -> Vec<&str> {
    pointer::rows(data, "/outcome_funds")
        .filter_map(|row| pointer::text(row, "/id"))
        .collect()
}
