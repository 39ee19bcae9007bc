//! Why a record cannot be projected.

use thiserror::Error;

/// A record that cannot be projected; whoever gets this takes the record off the public side.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PublishError {
    /// The data of an existing record are not a JSON object.
    #[error("the data of a record must be a JSON object, but it is {found}")]
    NotAnObject {
        /// What it is: `a list`, `text`.
        found: &'static str,
    },
}
