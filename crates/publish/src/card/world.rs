//! The records that grades look at: those that are public.

use indigo_quality::{KnownRecord, LinkedProject, World};

use crate::Others;

/// What everybody can see of other records.
pub(super) struct PublicWorld<'a>(pub(super) &'a dyn Others);

impl World for PublicWorld<'_> {
    fn knows(&self, _: &str) -> bool {
        true
    }

    fn record(&self, record_type: &str, id: &str) -> Option<KnownRecord> {
        self.0.public_data(record_type, id)?;
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
