//! What can be wrong with what is asked of releases.

use thiserror::Error;

/// Why nothing was done with a release.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReleaseFault {
    /// A name that no release can have.
    #[error(
        "\"{0}\" is no name for a release. Take a date such as 2025-05, or a short name of letters, digits, dots and hyphens that begins with a letter or digit"
    )]
    Name(String),
    /// A release that is there already.
    #[error("there is a release {0} already, and a release never changes. Choose another name")]
    Exists(String),
    /// A release that is not there.
    #[error("there is no release {0}. `indigo release list` names those that there are")]
    Unknown(String),
    /// A record that the release does not hold.
    #[error("release {version} does not hold the record {record}")]
    NoRecord {
        /// Which release.
        version: String,
        /// Which record.
        record: String,
    },
    /// A record that was taken out before.
    #[error("the record {record} was taken out of release {version} before")]
    TakenOutBefore {
        /// Which release.
        version: String,
        /// Which record.
        record: String,
    },
    /// A reason is missing.
    #[error(
        "say why on one line of at most 300 characters: everybody who looks for the record will read it"
    )]
    NoReason,
    /// A note that is too long.
    #[error("a note of a release has at most 2,000 characters")]
    LongNote,
    /// The files of a release are not what they were.
    #[error(
        "the files of release {version} are missing or were changed ({file}), so nothing was done. Put the folder `releases` of a copy back; `indigo verify` says what else is wrong"
    )]
    Files {
        /// Which release.
        version: String,
        /// The first file that is wrong.
        file: String,
    },
    /// A release whose files somebody else made anew at the same time.
    #[error(
        "somebody else took a record out of release {0} at the same time, so nothing was done. Do it again"
    )]
    Moved(String),
    /// A text that is no digital object identifier.
    #[error("\"{0}\" is no digital object identifier. It looks like 10.5281/zenodo.1234567")]
    Doi(String),
}
