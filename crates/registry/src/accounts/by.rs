//! Who does something to accounts, and whether they may.

use indigo_model::Action;
use indigo_store::ReadTx;

use super::{Account, AccountFault, AccountState, Person};
use crate::RegistryError;

/// Who does something to accounts.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// Whoever runs the program on the machine; they may everything.
    CommandLine,
    /// Somebody who is signed in.
    Person {
        /// Who.
        person: &'a Person,
        /// The network address that they came from.
        address: &'a str,
    },
}

impl By<'_> {
    /// Refuses what they may not, by their role as it stands now and not as it was when the
    /// request began.
    pub(super) fn allow(self, tx: &mut ReadTx<'_>, action: Action) -> Result<(), RegistryError> {
        let Self::Person { person, .. } = self else {
            return Ok(());
        };
        let now = tx
            .account_by_row(person.account.row)?
            .ok_or(AccountFault::NotAllowed)?;
        let now = Person {
            account: Account::read(tx, now)?,
            how: person.how.clone(),
        };
        if now.account.state == AccountState::Active && now.may(action, None) {
            Ok(())
        } else {
            Err(AccountFault::NotAllowed.into())
        }
    }

    pub(super) fn actor(self) -> String {
        match self {
            Self::CommandLine => "command line".to_owned(),
            Self::Person { person, .. } => person.actor(),
        }
    }

    pub(super) fn row(self) -> Option<i64> {
        match self {
            Self::CommandLine => None,
            Self::Person { person, .. } => Some(person.account.row),
        }
    }

    pub(super) fn address(&self) -> &str {
        match self {
            Self::CommandLine => "",
            Self::Person { address, .. } => address,
        }
    }
}
