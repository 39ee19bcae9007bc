//! Finding accounts.

use indigo_model::Action;
use indigo_store::{AccountRow, ReadTx};

use super::{Account, AccountFault, By, account::folded};
use crate::{Registry, RegistryError};

impl Registry {
    /// Up to `limit` accounts with e-mail addresses after `after`, in that order.
    ///
    /// # Errors
    /// When it is not allowed, or the database does not answer.
    pub fn accounts(
        &self,
        by: By<'_>,
        after: &str,
        limit: usize,
    ) -> Result<Vec<Account>, RegistryError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let rows = tx.accounts_after(after, limit)?;
            Ok(rows
                .into_iter()
                .map(|row| Account::read(tx, row))
                .collect::<Result<_, _>>()?)
        })
    }

    /// An account by its id or its e-mail address.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, or the database does not answer.
    pub fn account(&self, by: By<'_>, account: &str) -> Result<Account, RegistryError> {
        self.store.read(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            Ok(Account::read(tx, row)?)
        })
    }

    /// What to call the account behind an actor of the ledger (`user:…`); `None` for others.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn actor_name(&self, actor: &str) -> Result<Option<String>, RegistryError> {
        let Some(id) = actor.strip_prefix("user:") else {
            return Ok(None);
        };
        let row = self.store.read(|tx| tx.account_by_id(id))?;
        Ok(row.map(|row| row.name))
    }
}

/// The account of an id or an e-mail address.
pub(super) fn needed(tx: &mut ReadTx<'_>, account: &str) -> Result<AccountRow, RegistryError> {
    let found = if account.contains('@') {
        tx.account_by_email(&folded(account))?
    } else {
        tx.account_by_id(account)?
    };
    found.ok_or_else(|| AccountFault::UnknownAccount(account.to_owned()).into())
}
