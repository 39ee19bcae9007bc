//! The one error type of this crate.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why files cannot be read or written at all.
///
/// What is wrong *inside* files that people sent is no error but a list of
/// [`Problem`](indigo_model::Problem)s, see [`Source::problems`](crate::Source::problems).
#[derive(Debug, Error)]
pub enum ExchangeError {
    /// A file or folder cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A path names neither a file nor a folder.
    #[error("{path} is neither a file nor a folder")]
    NotAFile {
        /// Which.
        path: PathBuf,
    },
    /// A file or folder cannot be written.
    #[error("cannot write {path}: {source}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder for temporary files does not take or give back what is put there.
    #[error("cannot use the folder for temporary files, {path}: {source}")]
    Temporary {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is no longer what it was when it was opened.
    #[error("{file} was changed while it was being read; start again")]
    Changed {
        /// Which.
        file: String,
    },
    /// What the caller gave to write to does not take it.
    #[error("cannot write: {0}")]
    Output(#[source] io::Error),
    /// A file name that leads out of the folder it is to be written to.
    #[error("\"{name}\" is no name for a file in a folder or an archive")]
    Name {
        /// The name.
        name: String,
    },
    /// An SQLite file cannot be written.
    #[error("cannot write {path}: {source}")]
    Sqlite {
        /// Which.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
    /// A workbook cannot be made, or the blank form that it is to be made from cannot be used.
    #[error("cannot make the workbook: {0}")]
    Workbook(String),
    /// The caller's own records could not be had.
    #[error("the records could not be read: {0}")]
    Records(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ExchangeError {
    /// For a reading or writing fault of a temporary file.
    pub(crate) fn temporary(source: io::Error) -> Self {
        Self::Temporary {
            path: std::env::temp_dir(),
            source,
        }
    }

    /// For callers whose records cannot be had (a database that does not answer).
    pub fn records(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Records(source.into())
    }
}
