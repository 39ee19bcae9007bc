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
    /// Nothing is kept by asking: two who ask at once get the same. Who proposes a record with an
    /// empty id is given a free one in the same transaction, and nobody else that one.
    ///
    /// # Errors
    /// When the type is unknown or the database does not answer.
    pub fn next_id(&self, record_type: &str) -> Result<RecordKey, RegistryError> {
        self.store.read(|tx| self.free_key(tx, record_type))
    }

    /// The same inside a transaction.
    pub(crate) fn free_key(
        &self,
        tx: &mut ReadTx<'_>,
        record_type: &str,
    ) -> Result<RecordKey, RegistryError> {
        let one = self
            .standard
            .get(record_type)
            .ok_or_else(|| RegistryError::UnknownType(record_type.to_owned()))?;
        let prefix = &one.profile.id_prefix;
        let taken = tx.ids_of_type(record_type)?;
        let number = next_number(prefix, taken.iter().map(|(_, id)| id.as_str()));
        Ok(RecordKey::new(
            record_type,
            format!("{prefix}{number:0FIGURES$}"),
        ))
    }
}

/// The number after the highest; ids of another form count for nothing.
fn next_number<'a>(prefix: &str, ids: impl Iterator<Item = &'a str>) -> u64 {
    let highest = ids
        .filter_map(|id| id.strip_prefix(prefix))
        .filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|figures| figures.parse::<u64>().ok())
        .max();
    highest.unwrap_or(0).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_after_the_highest() {
        for (ids, expected) in [
            (&[][..], 1),
            (&["X-0001", "X-0007", "X-0003"], 8),
            (&["X-0009", "X-9999", "X-10000"], 10_001),
            (&["X-zebra", "Y-0005", "X-0002b", "X-", "X-+3", "0009"], 1),
            (&["X-0002", "X-99999999999999999999"], 3),
        ] {
            assert_eq!(next_number("X-", ids.iter().copied()), expected, "{ids:?}");
        }
    }
}
