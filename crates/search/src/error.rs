//! Why the index cannot be used.

use thiserror::Error;

/// Why the index cannot be used.
#[derive(Debug, Error)]
pub enum SearchError {
    /// Somebody else is writing to the index; what is there can be read.
    #[error("another process is writing to the search index")]
    Busy,
    /// The index cannot be read: it is to be made anew.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    /// The folder of the index cannot be written to.
    #[error("the search index cannot be kept in {folder}: {cause}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system says.
        cause: String,
    },
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::Busy,
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
