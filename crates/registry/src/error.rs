//! What can keep an operation from being done.

use indigo_exchange::ExchangeError;
use indigo_model::{MergeError, RecordKey};
use indigo_standard::StandardError;
use indigo_store::StoreError;
use thiserror::Error;

use crate::{Day, ReadError, accounts::AccountFault};

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
    /// Something could not be read, built or checked.
    #[error(transparent)]
    Read(#[from] ReadError),
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
    /// A date for an import that is still to come.
    #[error("{day} is still to come. Give the day that the files are of, or no date for today")]
    DayToCome {
        /// The date given.
        day: Day,
    },
    /// A date for an import that is before what happened last.
    #[error(
        "{day} is before {last}, when the last change here was made. Changes are kept in the order in which they happened: bring older files in before newer ones, into an installation that holds nothing newer"
    )]
    DayBeforeLedger {
        /// The date given.
        day: Day,
        /// When the last change was (RFC 3339, UTC).
        last: String,
    },
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
    /// A proposal whose proposer was asked for changes.
    #[error("proposal {edit} waits for its proposer, who was asked for changes")]
    WaitsForProposer {
        /// Which.
        edit: String,
    },
    /// Items that were decided before, each with who decided and when.
    #[error("in edit {edit}, {} decided before: {}", were(.items.len()), .items.iter().map(|(key, by, at)| format!("{key} by {by} at {at}")).collect::<Vec<_>>().join("; "))]
    ItemsDecided {
        /// Which edit.
        edit: String,
        /// Item, who, when.
        items: Vec<(String, String, String)>,
    },
    /// Items that the edit does not have.
    #[error("edit {edit} asks for no change at {}", .selectors.join(", "))]
    UnknownItems {
        /// Which edit.
        edit: String,
        /// What was named.
        selectors: Vec<String>,
    },
    /// A record that is not there.
    #[error("there is no record {0}")]
    UnknownRecord(RecordKey),
    /// A record whose data were erased for good.
    #[error("{key} was purged on {at}: what it held is erased, and nothing can be added to it")]
    Purged {
        /// Which.
        key: RecordKey,
        /// When.
        at: String,
    },
    /// Not the proposer's own.
    #[error("only {proposer} can do that with edit {edit}, who proposed it")]
    NotYours {
        /// Which edit.
        edit: String,
        /// Whose it is.
        proposer: String,
    },
    /// Nothing public is at that place. It cannot be told whether something else is.
    #[error("there is no public value at that place. Choose one that the public page shows")]
    NotPublic,
    /// Too many suggestions from one sender.
    #[error("too many suggestions came from you for now. Try again {0}")]
    TooMany(&'static str),
    /// A link that is wrong, was used, or is too old.
    #[error("this link is not valid any more. Make the suggestion again to get a new one")]
    LinkNotValid,
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
    /// There is no installation, and none is to be made.
    #[error(
        "There is no Indigo data in {place}. Name the right folder with --data (or the database with --database), or begin one with `indigo import PATH` or `indigo serve`"
    )]
    NoData {
        /// Where it was looked for.
        place: String,
    },
    /// What is public was made with another standard or by other rules.
    #[error(
        "what is public here was made with another standard, or by another version of Indigo, than is used now. Give the same --standard as before; or publish everything anew with this one by starting `indigo serve` or an `indigo import`"
    )]
    OtherStandard,
    /// A backup whose ledger does not hold together.
    #[error(
        "{path} is damaged, so it was not restored, and nothing was changed: {first} ({count} such faults). Use another backup"
    )]
    BackupDamaged {
        /// The file.
        path: String,
        /// The first thing that is wrong.
        first: String,
        /// How many are wrong.
        count: u64,
    },
    /// Terms that cannot be used.
    #[error("{0}")]
    Terms(String),
    /// Something about a release.
    #[error(transparent)]
    Release(#[from] crate::releases::ReleaseFault),
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

fn were(count: usize) -> String {
    match count {
        1 => "one item was".to_owned(),
        count => format!("{count} items were"),
    }
}
