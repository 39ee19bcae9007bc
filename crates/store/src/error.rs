//! What can go wrong with the database, and what to do about it.

use thiserror::Error;

/// An error of the database.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database was written by a newer Indigo.
    #[error(
        "the database has format {found}, but this version of Indigo knows formats up to {known}. Use a newer Indigo, or restore a backup made with this one"
    )]
    Newer {
        /// Format of the database.
        found: i64,
        /// Newest format known.
        known: i64,
    },
    /// The database was written by an older Indigo, and is not to be changed now.
    #[error(
        "the database has format {found}, older than format {known} of this version of Indigo. Make a backup with the older version, then bring it to the newest format with `indigo serve` or `indigo import`"
    )]
    Older {
        /// Format of the database.
        found: i64,
        /// Newest format known.
        known: i64,
    },
    /// There is no database, and none is to be made.
    #[error("there is no Indigo data in {address}")]
    NoData {
        /// Where it was looked for.
        address: String,
    },
    /// A file that is to be made is there already.
    #[error("{path} is there already. Choose another name, or remove it first")]
    FileExists {
        /// Which.
        path: String,
    },
    /// The database file is damaged.
    #[error(
        "the database file is damaged ({cause}). Move it away and restore a backup: `indigo restore FILE`"
    )]
    Damaged {
        /// What the database said.
        cause: String,
    },
    /// A row does not fit what else is in the database.
    #[error("a row does not fit what else is in the database: {cause}")]
    DoesNotFit {
        /// What the database said.
        cause: String,
    },
    /// A backup is damaged.
    #[error(
        "{path} is damaged ({cause}), so it was not restored, and nothing was changed. Use another backup"
    )]
    BackupDamaged {
        /// Which.
        path: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Another process holds the write lock for too long.
    #[error("another process is writing to the database. Wait until it is done, then try again")]
    Busy,
    /// The disk is full.
    #[error("the disk is full: nothing was changed. Free some space, then try again")]
    DiskFull,
    /// The database or its folder cannot be written.
    #[error(
        "the database at {address} cannot be written (is it, or its folder, read-only?): {cause}"
    )]
    ReadOnly {
        /// Which.
        address: String,
        /// What the system said.
        cause: String,
    },
    /// The database cannot be opened or reached.
    #[error("the database at {address} cannot be opened: {cause}")]
    Unreachable {
        /// Which.
        address: String,
        /// What the system said.
        cause: String,
    },
    /// The file is no Indigo database.
    #[error("{path} is not an Indigo database")]
    NotIndigo {
        /// Which.
        path: String,
    },
    /// The database is none of the first INDIGO system.
    #[error(
        "the database at {address} is no database of the first INDIGO system: it has no table {table}. Look at the name of the database, and whether its dump was loaded whole"
    )]
    NotFirstSystem {
        /// Which.
        address: String,
        /// A table that every such database has.
        table: String,
    },
    /// Anything else.
    #[error("database error: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly {
                address: "this path".to_owned(),
                cause: error.to_string(),
            },
            Some(ErrorCode::ConstraintViolation) => Self::DoesNotFit {
                cause: error.to_string(),
            },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                cause: error.to_string(),
            },
            Some(ErrorCode::SystemIoFailure) if error.to_string().contains("disk I/O") => {
                Self::Other(format!(
                    "the disk could not be read or written ({error}); nothing was changed"
                ))
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<postgres::Error> for StoreError {
    fn from(error: postgres::Error) -> Self {
        match error.code() {
            Some(code) if *code == postgres::error::SqlState::LOCK_NOT_AVAILABLE => Self::Busy,
            Some(code) if *code == postgres::error::SqlState::DISK_FULL => Self::DiskFull,
            // Class 23: what stands in one table does not fit what stands in another.
            Some(code) if code.code().starts_with("23") => Self::DoesNotFit {
                cause: error.to_string(),
            },
            _ => {
                let cause = std::error::Error::source(&error)
                    .map_or_else(String::new, |cause| format!(": {cause}"));
                Self::Other(format!("{error}{cause}"))
            }
        }
    }
}
