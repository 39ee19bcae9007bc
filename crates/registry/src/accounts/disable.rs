//! Closing an account, and opening it again.

use indigo_model::Action;

use super::{Account, AccountState, By, change_role::not_the_last, list::needed, record};
use crate::{Registry, RegistryError};

impl Registry {
    /// Closes an account (its id, or its e-mail address): sessions, tokens and links end. What the
    /// person did stays with their name on it.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, nobody would be left to manage accounts,
    /// or the database does not answer.
    pub fn disable_account(&self, by: By<'_>, account: &str) -> Result<Account, RegistryError> {
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            not_the_last(tx, &row)?;
            let now = self.clock.now();
            let state = AccountState::Disabled.as_str();
            tx.set_account(row.row_id, &row.name, &row.role, state)?;
            tx.end_sessions_of(row.row_id, None)?;
            tx.end_tokens_of(row.row_id, &now)?;
            tx.end_links_of(row.row_id, &now)?;
            record::done_by(tx, &now, by, "account disabled", Some(row.row_id), "")?;
            let row = needed(tx, &row.public_id)?;
            Ok(Account::read(tx, row)?)
        })
    }

    /// Opens a closed account again; who has no password is invited anew by
    /// [`Registry::invite_again`].
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, or the database does not answer.
    pub fn enable_account(&self, by: By<'_>, account: &str) -> Result<Account, RegistryError> {
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            let state = match row.password {
                Some(_) => AccountState::Active,
                None => AccountState::Invited,
            };
            tx.set_account(row.row_id, &row.name, &row.role, state.as_str())?;
            let now = self.clock.now();
            record::done_by(tx, &now, by, "account enabled", Some(row.row_id), "")?;
            let row = needed(tx, &row.public_id)?;
            Ok(Account::read(tx, row)?)
        })
    }
}
