//! What the checks find in a record as somebody would have it.

use indigo_model::{RecordKey, Value};
use indigo_quality::{Checks, Finding, Subject, View};

use crate::{
    ReadError, Reader, Registry,
    check::{PublishedWorld, today},
};

impl Registry {
    /// What the checks of single records find in `data`, held against public records and those of
    /// `along`; so nothing in it depends on what is private elsewhere. Empty for an unknown type.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn record_findings(
        &self,
        key: &RecordKey,
        data: &Value,
        along: &[RecordKey],
    ) -> Result<Vec<Finding>, ReadError> {
        let Some(one) = self.type_of(key) else {
            return Ok(Vec::new());
        };
        let mut world = PublishedWorld::new(Some((self, self.catalogue()?)));
        along.iter().for_each(|other| world.add(other));
        let subject = Subject::new(one, &key.id, data, &world, today()?, View::Whole);
        Ok(Checks::all().findings(&subject))
    }
}
