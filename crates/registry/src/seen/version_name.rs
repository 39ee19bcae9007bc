//! What a version of a record is called towards who sees it.
//!
//! The number of a version says how often a record was changed, in private too. Who does not see a
//! record whole gets a name that is made from what they see: it stays while that stays, and tells
//! nothing else.

use indigo_model::{RecordKey, Value};
use indigo_store::Digest;

use super::Seen;
use crate::{Registry, RegistryError, accounts::Person, look_back, project};

/// What the names begin with that are made from what is public.
const PUBLIC: &str = "p-";

/// How many letters of a digest make a name.
const LETTERS: usize = 24;

/// How many versions are looked through for the one of a name, from the newest.
const LOOKED_THROUGH: i64 = 500;

impl Seen {
    /// The name of the version that was seen, for [`Registry::version_named`].
    #[must_use]
    pub fn version_name(&self) -> String {
        if self.is_whole {
            self.version.to_string()
        } else {
            public_name(&self.data)
        }
    }
}

impl Registry {
    /// What everybody sees of a record, in the form in which it is stored; `None` when it is not
    /// public, or there is none (the two cannot be told apart).
    ///
    /// # Errors
    /// When the type is unknown, or the database does not answer.
    pub fn seen_by_anybody(&self, key: &RecordKey) -> Result<Option<Seen>, RegistryError> {
        self.known_type(key)?;
        self.store.read(|tx| {
            let Some(record) = tx.record(key)? else {
                return Ok(None);
            };
            let data = self
                .type_of(key)
                .zip(project::data_of(tx, key)?)
                .and_then(|(one, data)| indigo_publish::public_record(one, record.exists, &data));
            Ok(data.map(|data| Seen {
                key: key.clone(),
                version: record.version,
                exists: record.exists,
                is_whole: false,
                data,
            }))
        })
    }

    /// The newest version that has this name towards somebody; `None` when none has.
    ///
    /// # Errors
    /// When the type is unknown, the record was purged, or the database does not answer.
    pub fn version_named(
        &self,
        person: &Person,
        key: &RecordKey,
        name: &str,
    ) -> Result<Option<i64>, RegistryError> {
        self.known_type(key)?;
        self.store.read(|tx| {
            let Some(record) = tx.record(key)? else {
                return Ok(None);
            };
            look_back::not_purged(tx, &record)?;
            if !name.starts_with(PUBLIC) {
                let Ok(number) = name.parse::<i64>() else {
                    return Ok(None);
                };
                let is_one = (0..=record.version).contains(&number);
                let seen = if is_one {
                    self.seen_in(tx, person, &record, Some(number))?
                } else {
                    None
                };
                // Who does not see it whole was never given a number.
                return Ok(seen.filter(|seen| seen.is_whole).map(|_| number));
            }
            let oldest = (record.version - LOOKED_THROUGH).max(0);
            for number in (oldest + 1..=record.version).rev() {
                let seen = self.seen_in(tx, person, &record, Some(number))?;
                if seen.is_some_and(|seen| seen.version_name() == name) {
                    return Ok(Some(number));
                }
            }
            Ok(None)
        })
    }
}

fn public_name(data: &Value) -> String {
    let digest = Digest::default()
        .part("seen by everybody")
        .part(&data.to_string())
        .hex();
    format!("{PUBLIC}{}", &digest[..LETTERS])
}
