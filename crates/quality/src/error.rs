//! What can go wrong in choosing and preparing checks.

use thiserror::Error;

/// Why checks could not be chosen or prepared.
#[derive(Debug, Error)]
pub enum QualityError {
    /// A switch names a check that there is not; the caller may offer the list of codes.
    #[error("There is no check \"{code}\". `docs/CHECKS.md` lists the codes of all checks.")]
    UnknownCheck {
        /// The code as given.
        code: String,
    },
    /// A check that has to stay on.
    #[error(
        "The check \"{code}\" cannot be switched off, because what it finds breaks other records or pages."
    )]
    AlwaysOn {
        /// The code as given.
        code: String,
    },
    /// The schema of a record type is none that a validator takes.
    #[error("The schema of \"{record_type}\" cannot be used to check records: {reason}.")]
    Schema {
        /// The record type.
        record_type: String,
        /// What the validator says.
        reason: String,
    },
}
