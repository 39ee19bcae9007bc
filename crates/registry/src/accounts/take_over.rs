//! Taking over accounts of the first system, passwords and all.

use indigo_model::{Action, Secret};

use super::{Account, AccountState, By, NewAccount, django};
use crate::{Registry, RegistryError};

impl Registry {
    /// Makes an account with a password that Django has hashed (PBKDF2-SHA256); the hash is made
    /// anew, our way, when its owner signs in. With any other hash the account has no password,
    /// and its owner has to ask for a link. `is_active` is false for accounts that were closed.
    ///
    /// # Errors
    /// When it is not allowed, the address is taken or none, or the database does not answer.
    pub fn take_over_account(
        &self,
        by: By<'_>,
        new: &NewAccount<'_>,
        hash: &Secret,
        is_active: bool,
    ) -> Result<Account, RegistryError> {
        let hash = Some(hash.expose().to_owned()).filter(|hash| django::is_django(hash));
        let state = match (is_active, &hash) {
            (false, _) => AccountState::Disabled,
            (true, Some(_)) => AccountState::Active,
            (true, None) => AccountState::Invited,
        };
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            self.put_account(tx, by, new, state, hash)
        })
    }
}
