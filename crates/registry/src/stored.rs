//! JSON as it is stored: what cannot be read is an error that names its table and its key.

use std::fmt::Display;

use indexmap::IndexMap;
use indigo_model::Value;
use indigo_publish::Card;
use indigo_store::PublishedRow;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::RegistryError;

/// Reads what stands in a table under a key.
pub(crate) fn read_json<T: DeserializeOwned>(
    table: &str,
    key: impl Display,
    text: &str,
) -> Result<T, RegistryError> {
    serde_json::from_str(text).map_err(|source| RegistryError::Unreadable {
        what: format!("{key} in the table {table}"),
        source,
    })
}

/// What is stored of the public side of a record, read.
pub(crate) trait Stored {
    /// The public data.
    fn data(&self) -> Result<Value, RegistryError>;
    /// That the public data can be read, which costs little.
    fn data_is_readable(&self) -> Result<(), RegistryError>;
    /// The sources cited by rows.
    fn row_sources(&self) -> Result<IndexMap<String, String>, RegistryError>;
    /// The flags of the API body, in order.
    fn flags(&self) -> Result<Vec<(String, bool)>, RegistryError>;
    /// The card.
    fn card(&self) -> Result<Card, RegistryError>;
}

impl Stored for PublishedRow {
    fn data(&self) -> Result<Value, RegistryError> {
        column(self, "data", &self.publication.data)
    }

    fn data_is_readable(&self) -> Result<(), RegistryError> {
        column::<IgnoredAny>(self, "data", &self.publication.data).map(|_| ())
    }

    fn row_sources(&self) -> Result<IndexMap<String, String>, RegistryError> {
        column(self, "row_sources", &self.publication.row_sources)
    }

    fn flags(&self) -> Result<Vec<(String, bool)>, RegistryError> {
        let flags: IndexMap<String, bool> = column(self, "flags", &self.publication.flags)?;
        Ok(flags.into_iter().collect())
    }

    fn card(&self) -> Result<Card, RegistryError> {
        column(self, "card", &self.publication.card)
    }
}

fn column<T: DeserializeOwned>(
    row: &PublishedRow,
    name: &str,
    text: &str,
) -> Result<T, RegistryError> {
    let key = format_args!("{name} of {}/{}", row.record_type, row.id);
    read_json("published", key, text)
}
