//! Why a page for people with an account is not given.

use axum::http::StatusCode;
use indigo_registry::{RegistryError, accounts::AccountFault};
use thiserror::Error;

use super::form::NotTaken;
use crate::error::SiteError;

/// Why a page is not given, or a form not taken.
#[derive(Debug, Error)]
pub(crate) enum StaffFault {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn {
        /// Whether the address can be asked for again after signing in.
        can_come_back: bool,
    },
    /// Their role does not allow it.
    #[error("the role does not allow it")]
    NotAllowed,
    /// The form is not taken.
    #[error("the form was not taken: {0:?}")]
    NotTaken(NotTaken),
    /// A message for a person, with the status that goes with it.
    #[error("{text}")]
    Said {
        /// The status.
        status: StatusCode,
        /// What happened and what to do.
        text: String,
    },
    /// As on public pages: nothing there, the database did not answer.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// An operation was not done for a reason that no page has words for.
    #[error(transparent)]
    Registry(RegistryError),
}

impl StaffFault {
    /// There is nothing at the address.
    pub(crate) fn not_found() -> Self {
        Self::Site(SiteError::NotFound)
    }
}

impl From<RegistryError> for StaffFault {
    fn from(error: RegistryError) -> Self {
        let said = |status, text: String| Self::Said { status, text };
        match error {
            RegistryError::Account(AccountFault::NotAllowed) => Self::NotAllowed,
            RegistryError::Account(fault @ AccountFault::Wait { .. }) => {
                said(StatusCode::TOO_MANY_REQUESTS, fault.to_string())
            }
            RegistryError::Account(
                fault @ (AccountFault::UnknownAccount(_) | AccountFault::UnknownMail(_)),
            ) => said(StatusCode::NOT_FOUND, fault.to_string()),
            RegistryError::Account(AccountFault::NoSecret(why)) => {
                Self::Registry(AccountFault::NoSecret(why).into())
            }
            RegistryError::Account(fault) => said(StatusCode::CONFLICT, fault.to_string()),
            error @ (RegistryError::UnknownEdit(_) | RegistryError::UnknownRecord(_)) => {
                said(StatusCode::NOT_FOUND, error.to_string())
            }
            error @ (RegistryError::AlreadyDecided { .. }
            | RegistryError::ItemsDecided { .. }
            | RegistryError::UnknownItems { .. }
            | RegistryError::WaitsForProposer { .. }
            | RegistryError::Purged { .. }
            | RegistryError::Use(_)) => said(StatusCode::CONFLICT, error.to_string()),
            error @ RegistryError::NotYours { .. } => {
                said(StatusCode::FORBIDDEN, error.to_string())
            }
            other => Self::Registry(other),
        }
    }
}

impl From<NotTaken> for StaffFault {
    fn from(why: NotTaken) -> Self {
        Self::NotTaken(why)
    }
}

impl From<AccountFault> for StaffFault {
    fn from(fault: AccountFault) -> Self {
        RegistryError::from(fault).into()
    }
}

impl From<askama::Error> for StaffFault {
    fn from(error: askama::Error) -> Self {
        SiteError::from(error).into()
    }
}
