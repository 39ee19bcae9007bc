//! Making an account with a password.

use indigo_model::{Action, Secret};
use indigo_store::{AccountRow, WriteTx};

use super::{
    Account, AccountFault, AccountState, By, NewAccount,
    account::{checked_email, checked_name, checked_role},
    password, record,
};
use crate::{Registry, RegistryError};

impl Registry {
    /// Makes an account that can be used at once.
    ///
    /// # Errors
    /// When it is not allowed, the address is taken or none, the password too weak, or the
    /// database does not answer.
    pub fn create_account(
        &self,
        by: By<'_>,
        new: &NewAccount<'_>,
        password: &Secret,
    ) -> Result<Account, RegistryError> {
        self.store.read(|tx| by.allow(tx, Action::ManageAccounts))?;
        password::rules(password, new.email, new.name)?;
        let hash = self.hashed(password)?;
        self.store
            .write_aside(|tx| self.put_account(tx, by, new, AccountState::Active, Some(hash)))
    }

    /// Hashes a password when its turn has come.
    pub(super) fn hashed(&self, password: &Secret) -> Result<String, RegistryError> {
        let hash = self.gate.pass(|| password::hash(password));
        Ok(hash.ok_or(AccountFault::Wait { seconds: 2 })??)
    }

    pub(super) fn put_account(
        &self,
        tx: &mut WriteTx<'_>,
        by: By<'_>,
        new: &NewAccount<'_>,
        state: AccountState,
        password: Option<String>,
    ) -> Result<Account, RegistryError> {
        by.allow(tx, Action::ManageAccounts)?;
        let email = checked_email(new.email)?;
        let name = checked_name(new.name)?;
        let role = checked_role(new.role)?;
        for grant in new.grants {
            self.known_grant(grant)?;
        }
        if tx.account_by_email(&email)?.is_some() {
            return Err(AccountFault::EmailTaken(email).into());
        }
        let now = self.clock.now();
        let mut account = AccountRow {
            row_id: 0,
            public_id: uuid::Uuid::new_v4().to_string(),
            email,
            name,
            role: role.to_owned(),
            state: state.as_str().to_owned(),
            password,
            totp_secret: None,
            totp_on: false,
            totp_step: None,
            created: now.clone(),
            last_sign_in: None,
        };
        account.row_id = tx.put_account(&account)?;
        for grant in new.grants {
            tx.put_grant(account.row_id, grant, &now)?;
        }
        let action = match state {
            AccountState::Invited => "account created, to be accepted",
            AccountState::Disabled => "account created, closed",
            AccountState::Active => "account created",
        };
        record::done_by(tx, &now, by, action, Some(account.row_id), role)?;
        Ok(Account::read(tx, account)?)
    }
}
