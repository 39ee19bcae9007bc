//! What can keep a message from going out.

use thiserror::Error;

/// Why a message did not go out.
#[derive(Debug, Error)]
pub enum MailError {
    /// An address that is none.
    #[error("\"{0}\" is not an e-mail address")]
    Address(String),
    /// The settings cannot be used.
    #[error("mail cannot be sent with these settings: {0}")]
    Settings(String),
    /// The server cannot be reached, or refused.
    #[error("the mail server did not take the message: {0}")]
    Server(String),
    /// The message cannot be written as a file.
    #[error("{path}: {source}")]
    Folder {
        /// Which file or folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

impl MailError {
    /// Whether it will go wrong again however often it is tried.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Address(_))
    }
}
