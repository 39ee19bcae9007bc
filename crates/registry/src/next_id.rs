//! The id of a record that does not exist yet.

use indigo_model::RecordKey;
use indigo_store::ReadTx;

use crate::{Registry, RegistryError};

/// Figures that an id has at least.
const FIGURES: usize = 4;

impl Registry {
    /// The next free id of a type: its prefix, and the number after the highest that any record or
    /// proposal has, with four figures at least.
    ///
    /// Nothing is kept by asking: two who ask at once get the same. [`Registry::propose_written`]
    /// takes one for good.
    ///
    /// # Errors
    /// When the type is unknown or the database does not answer.
    pub fn next_id(&self, record_type: &str) -> Result<RecordKey, RegistryError> {
        self.store.read(|tx| self.next_id_in(tx, record_type))
    }

    pub(crate) fn next_id_in(
        &self,
        tx: &mut ReadTx<'_>,
        record_type: &str,
    ) -> Result<RecordKey, RegistryError> {
        let one = self
            .standard
            .get(record_type)
            .ok_or_else(|| RegistryError::UnknownType(record_type.to_owned()))?;
        let prefix = &one.profile.id_prefix;
        let highest = tx
            .ids_of_type(record_type)?
            .iter()
            .filter_map(|(_, id)| id.strip_prefix(prefix.as_str())?.parse::<u64>().ok())
            .max()
            .unwrap_or(0);
        let number = highest.saturating_add(1);
        Ok(RecordKey::new(
            record_type,
            format!("{prefix}{number:0FIGURES$}"),
        ))
    }
}
