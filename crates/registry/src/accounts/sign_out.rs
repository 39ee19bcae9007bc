//! Signing out: here, there, everywhere.

use indigo_model::{Action, Secret};
use indigo_store::secret_digest;

use super::{By, Person, list::needed, record};
use crate::{Registry, RegistryError};

impl Registry {
    /// Ends the session of that id; nothing happens when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sign_out(&self, id: &Secret, address: &str) -> Result<(), RegistryError> {
        let digest = secret_digest(id);
        self.store.write_aside(|tx| {
            let Some(session) = tx.session(&digest)? else {
                return Ok(());
            };
            tx.end_session(&digest)?;
            if let Some(account) = tx.account_by_row(session.account_row)? {
                let now = self.clock.now();
                record::done_to_own(tx, &now, &account, "signed out", "", address)?;
            }
            Ok(())
        })
    }

    /// Ends one of a person's own sessions by its name in lists; whether there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn end_session(
        &self,
        person: &Person,
        session: &str,
        address: &str,
    ) -> Result<bool, RegistryError> {
        let by = By::Person { person, address };
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageOwnAccount)?;
            let row = person.account.row;
            let ended = tx.end_session_of(row, session)?;
            if ended {
                let now = self.clock.now();
                record::done_by(tx, &now, by, "session ended", Some(row), "")?;
            }
            Ok(ended)
        })
    }

    /// Ends all of a person's own sessions, the one that asks too; how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sign_out_everywhere(
        &self,
        person: &Person,
        address: &str,
    ) -> Result<u64, RegistryError> {
        let by = By::Person { person, address };
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageOwnAccount)?;
            let row = person.account.row;
            let ended = tx.end_sessions_of(row, None)?;
            let now = self.clock.now();
            record::done_by(tx, &now, by, "signed out everywhere", Some(row), "")?;
            Ok(ended)
        })
    }

    /// Ends all sessions of an account (its id, or its e-mail address); how many.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, or the database does not answer.
    pub fn sign_out_account(&self, by: By<'_>, account: &str) -> Result<u64, RegistryError> {
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let account = needed(tx, account)?;
            let ended = tx.end_sessions_of(account.row_id, None)?;
            let now = self.clock.now();
            let row = Some(account.row_id);
            record::done_by(tx, &now, by, "signed out everywhere", row, "")?;
            Ok(ended)
        })
    }
}
