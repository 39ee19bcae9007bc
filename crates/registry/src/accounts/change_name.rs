//! Changing the own name.

use indigo_model::Action;

use super::{AccountFault, By, Person, account::checked_name, record};
use crate::{Registry, RegistryError};

impl Registry {
    /// Changes what to call a person.
    ///
    /// # Errors
    /// When there is no name, or the database does not answer.
    pub fn change_name(
        &self,
        person: &Person,
        name: &str,
        address: &str,
    ) -> Result<(), RegistryError> {
        let name = checked_name(name)?;
        let by = By::Person { person, address };
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageOwnAccount)?;
            let row = tx
                .account_by_row(person.account.row)?
                .ok_or(AccountFault::NotAllowed)?;
            tx.set_account(row.row_id, &name, &row.role, &row.state)?;
            let now = self.clock.now();
            Ok(record::done_by(
                tx,
                &now,
                by,
                "name changed",
                Some(row.row_id),
                "",
            )?)
        })
    }
}
