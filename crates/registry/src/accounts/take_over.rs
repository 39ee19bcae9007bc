//! Taking over accounts of the first system, passwords and all.

use indigo_model::{Action, Secret};
use indigo_store::WriteTx;

use super::{Account, AccountState, By, NewAccount, django, record};
use crate::{Registry, RegistryError};

/// What the first system knew of an account.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Former<'a> {
    /// The hash of the password.
    pub(crate) hash: &'a Secret,
    /// Whether its owner could sign in.
    pub(crate) is_active: bool,
    /// When it was made (RFC 3339, UTC).
    pub(crate) joined: &'a str,
    /// When its owner last signed in.
    pub(crate) last_sign_in: Option<&'a str>,
    /// More, for the audit log.
    pub(crate) was: &'a str,
}

/// Whether a hash of the first system is good here.
pub(crate) fn is_kept(hash: &Secret) -> bool {
    django::is_django(hash.expose())
}

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
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let (state, hash) = state_and_hash(is_active, hash);
            self.put_account(tx, by, new, state, hash)
        })
    }

    /// The same in a transaction, with the dates of the first system; what else it knew goes into
    /// the audit log.
    pub(crate) fn take_over_in(
        &self,
        tx: &mut WriteTx<'_>,
        by: By<'_>,
        new: &NewAccount<'_>,
        former: &Former<'_>,
    ) -> Result<Account, RegistryError> {
        let (state, hash) = state_and_hash(former.is_active, former.hash);
        let mut account = self.put_account(tx, by, new, state, hash)?;
        tx.set_account_dates(account.row, former.joined, former.last_sign_in)?;
        account.created = former.joined.to_owned();
        account.last_sign_in = former.last_sign_in.map(str::to_owned);
        let now = self.clock.now();
        let row = Some(account.row);
        record::done_by(tx, &now, by, "account taken over", row, former.was)?;
        Ok(account)
    }
}

fn state_and_hash(is_active: bool, hash: &Secret) -> (AccountState, Option<String>) {
    let hash = Some(hash.expose().to_owned()).filter(|hash| django::is_django(hash));
    let state = match (is_active, &hash) {
        (false, _) => AccountState::Disabled,
        (true, Some(_)) => AccountState::Active,
        (true, None) => AccountState::Invited,
    };
    (state, hash)
}
