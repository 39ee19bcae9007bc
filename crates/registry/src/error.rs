//! What can keep an operation from being done.

use indigo_exchange::ExchangeError;
use indigo_model::{MergeError, RecordKey};
use indigo_standard::StandardError;
use indigo_store::StoreError;
use thiserror::Error;

use crate::accounts::AccountFault;

/// Why an operation was not done; nothing was changed.
#[derive(Debug, Error)]
pub enum RegistryError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The schemas.
    #[error(transparent)]
    Standard(#[from] StandardError),
    /// Something about accounts.
    #[error(transparent)]
    Account(#[from] AccountFault),
    /// An edit does not fit the record.
    #[error("{key}: {source}")]
    Merge {
        /// The record.
        key: RecordKey,
        /// Why.
        source: MergeError,
    },
    /// A type that the standard does not have.
    #[error("there is no record type \"{0}\"")]
    UnknownType(String),
    /// An edit that is not there.
    #[error("there is no edit {0}")]
    UnknownEdit(String),
    /// An edit that was decided before.
    #[error("edit {edit} was {state} before")]
    AlreadyDecided {
        /// Which.
        edit: String,
        /// What became of it.
        state: String,
    },
    /// A stored text that is not JSON.
    #[error(
        "{what} is not readable JSON: {source}. Run `indigo verify`, and restore a backup if it names more"
    )]
    Unreadable {
        /// Which.
        what: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A file or folder of the data folder.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Wrong use.
    #[error("{0}")]
    Use(String),
}

impl RegistryError {
    pub(crate) fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Io {
            path: path.display().to_string(),
            source,
        }
    }
}
