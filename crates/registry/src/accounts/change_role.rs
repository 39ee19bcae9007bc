//! Changing what somebody is to the data.

use indigo_model::{Action, Role};
use indigo_store::{AccountRow, ReadTx};

use super::{Account, AccountFault, AccountState, By, account::checked_role, list::needed, record};
use crate::{Registry, RegistryError};

impl Registry {
    /// Changes the role of an account (its id, or its e-mail address); it holds from their next
    /// request on.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, nobody would be left to manage accounts,
    /// or the database does not answer.
    pub fn change_role(
        &self,
        by: By<'_>,
        account: &str,
        role: Role,
    ) -> Result<Account, RegistryError> {
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            let word = checked_role(role)?;
            if role != Role::Administrator {
                not_the_last(tx, &row)?;
            }
            tx.set_account(row.row_id, &row.name, word, &row.state)?;
            let now = self.clock.now();
            let detail = format!("{} → {word}", row.role);
            record::done_by(tx, &now, by, "role changed", Some(row.row_id), &detail)?;
            let row = needed(tx, &row.public_id)?;
            Ok(Account::read(tx, row)?)
        })
    }
}

/// Refuses to take away the last administrator who can sign in.
pub(super) fn not_the_last(tx: &mut ReadTx<'_>, row: &AccountRow) -> Result<(), RegistryError> {
    let administrator = Role::Administrator.as_str();
    let counts = row.role == administrator
        && row.state == AccountState::Active.as_str()
        && row.password.is_some();
    if counts && tx.active_accounts(administrator)? <= 1 {
        return Err(AccountFault::LastAdministrator.into());
    }
    Ok(())
}
