//! Granting records and types to data stewards.

use indigo_model::{Action, Grant};

use super::{Account, By, list::needed, record};
use crate::{Registry, RegistryError};

impl Registry {
    /// Grants all records of a type, or one, to an account (its id, or its e-mail address).
    ///
    /// # Errors
    /// When it is not allowed, there is no such account or type, or the database does not answer.
    pub fn grant(
        &self,
        by: By<'_>,
        account: &str,
        grant: &Grant,
    ) -> Result<Account, RegistryError> {
        self.known_grant(grant)?;
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            let now = self.clock.now();
            tx.put_grant(row.row_id, grant, &now)?;
            record::done_by(
                tx,
                &now,
                by,
                "granted",
                Some(row.row_id),
                &grant.to_string(),
            )?;
            Ok(Account::read(tx, row)?)
        })
    }

    /// Takes a grant back; nothing happens when there is none.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, or the database does not answer.
    pub fn revoke(
        &self,
        by: By<'_>,
        account: &str,
        grant: &Grant,
    ) -> Result<Account, RegistryError> {
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            if tx.remove_grant(row.row_id, grant)? {
                let now = self.clock.now();
                let row = Some(row.row_id);
                record::done_by(tx, &now, by, "grant taken back", row, &grant.to_string())?;
            }
            Ok(Account::read(tx, row)?)
        })
    }

    /// The accounts that a type or a record was granted to by itself.
    ///
    /// # Errors
    /// When it is not allowed, or the database does not answer.
    pub fn granted_to(&self, by: By<'_>, grant: &Grant) -> Result<Vec<Account>, RegistryError> {
        self.store.read(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let mut found = Vec::new();
            for row in tx.granted_to(grant)? {
                if let Some(row) = tx.account_by_row(row)? {
                    found.push(Account::read(tx, row)?);
                }
            }
            Ok(found)
        })
    }

    pub(super) fn known_grant(&self, grant: &Grant) -> Result<(), RegistryError> {
        match self.standard.get(&grant.record_type) {
            Some(_) => Ok(()),
            None => Err(RegistryError::UnknownType(grant.record_type.clone())),
        }
    }
}
