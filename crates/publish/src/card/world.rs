//! The records that grades look at: those that are public.

use std::collections::HashSet;

use indigo_model::Value;
use indigo_quality::{KnownRecord, LinkedProject, World};
use indigo_standard::TypeStandard;

use crate::{Others, references};

/// What everybody can see of the records that one names in places declared to name some.
///
/// Only for those is it graded again when they come or go; so of ids in other places it is not asked
/// whether there is such a record.
pub(super) struct PublicWorld<'a> {
    others: &'a dyn Others,
    /// Type and id of each record that is named.
    named: HashSet<(String, String)>,
}

impl<'a> PublicWorld<'a> {
    pub(super) fn of(one: &TypeStandard, data: &Value, others: &'a dyn Others) -> Self {
        let named = references(one, true, data)
            .into_iter()
            .map(|found| (found.record_type, found.id))
            .collect();
        Self { others, named }
    }
}

impl World for PublicWorld<'_> {
    fn knows(&self, _: &str) -> bool {
        true
    }

    fn record(&self, record_type: &str, id: &str) -> Option<KnownRecord> {
        if self
            .named
            .contains(&(record_type.to_owned(), id.to_owned()))
        {
            self.others.public_data(record_type, id)?;
        }
        Some(KnownRecord {
            name: None,
            public: true,
        })
    }

    /// Not told: a fund would have to be graded again whenever a project changes, and no grade
    /// rests on it.
    fn projects_of_fund(&self, _: &str) -> Option<Vec<LinkedProject>> {
        None
    }
}
