//! Ids of new records: nobody types them.

use indigo_model::RecordKey;
use indigo_store::ReadTx;

use crate::{Registry, RegistryError};

/// How many digits a number is written with at least.
const DIGITS: usize = 4;

impl Registry {
    /// The id that the next new record of a type gets: the prefix of the type and the number after
    /// the highest that was ever given, such as `INDIGO-POJ-0346`.
    ///
    /// It is given to nobody by asking for it; a proposal whose key has an empty id is given it in
    /// the transaction that brings it.
    ///
    /// # Errors
    /// When the type is unknown, or the database does not answer.
    pub fn next_id(&self, record_type: &str) -> Result<String, RegistryError> {
        self.store
            .read(|tx| Ok(self.new_key(tx, record_type)?.id))
    }

    /// The key of a new record. Writers wait for each other, so that none is given twice.
    pub(crate) fn new_key(
        &self,
        tx: &mut ReadTx<'_>,
        record_type: &str,
    ) -> Result<RecordKey, RegistryError> {
        let one = self
            .standard
            .get(record_type)
            .ok_or_else(|| RegistryError::UnknownType(record_type.to_owned()))?;
        let prefix = &one.profile.id_prefix;
        let ids = tx.ids_of_type(record_type)?;
        let next = next_number(prefix, ids.iter().map(|(_, id)| id.as_str()));
        Ok(RecordKey::new(record_type, format!("{prefix}{next:0DIGITS$}")))
    }
}

/// The number after the highest; ids of another form count for nothing.
fn next_number<'a>(prefix: &str, ids: impl Iterator<Item = &'a str>) -> u64 {
    let highest = ids
        .filter_map(|id| id.strip_prefix(prefix))
        .filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|digits| digits.parse::<u64>().ok())
        // What was typed by accident is no reason to go on from there.
        .filter(|number| *number < 100_000_000)
        .max();
    highest.unwrap_or(0) + 1
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
            (&["X-0002", "X-99999999999999999999", "X-500000000"], 3),
        ] {
            assert_eq!(next_number("X-", ids.iter().copied()), expected, "{ids:?}");
        }
    }
}
