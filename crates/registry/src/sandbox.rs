//! Sandboxes: parts of public records for holders of one password.

use indigo_store::{Digest, StoreError};

use crate::{Registry, RegistryError, clock};

/// The setting that holds `salt:digest` of the password.
const PASSWORD: &str = "sandbox_password";

impl Registry {
    /// Adds a sandbox (or gives an existing one a new title), and makes the data of all records
    /// for it. The password that this installation was opened with, if any, is kept as a salted
    /// digest, so that a server started later knows it.
    ///
    /// # Errors
    /// When the id cannot be used, or the database does not answer.
    pub fn add_sandbox(&self, id: &str, title: &str) -> Result<(), RegistryError> {
        if id.trim().is_empty() || id.contains(',') || id.trim() != id {
            return Err(RegistryError::Use(format!(
                "\"{id}\" cannot be the id of a sandbox: use letters and digits, without commas and blanks at the ends"
            )));
        }
        let now = clock::now();
        self.store.write(|tx| {
            tx.put_sandbox(id, title, &now)?;
            if let Some(password) = &self.sandbox_password {
                let salt = uuid_like(&now, tx.revision()?);
                tx.set_setting(PASSWORD, &format!("{salt}:{}", salted(&salt, password)))?;
            }
            self.project_everything(tx)?;
            Ok(())
        })
    }

    /// The sandboxes, id and title.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sandbox_list(&self) -> Result<Vec<(String, String)>, RegistryError> {
        self.store.read(|tx| Ok(tx.sandboxes()?))
    }

    /// Whether this is the sandbox password; never when none is set. The time that the answer
    /// takes does not depend on where the two differ.
    pub(crate) fn sandbox_password_is(&self, typed: &str) -> Result<bool, StoreError> {
        if let Some(password) = &self.sandbox_password {
            return Ok(same(&salted("", password), &salted("", typed)));
        }
        let stored = self.store.read(|tx| tx.setting(PASSWORD))?;
        Ok(stored
            .as_deref()
            .and_then(|stored| stored.split_once(':'))
            .is_some_and(|(salt, digest)| same(digest, &salted(salt, typed))))
    }
}

fn uuid_like(now: &str, revision: i64) -> String {
    Digest::default()
        .part(now)
        .part(&revision.to_string())
        .part(&std::process::id().to_string())
        .hex()
}

fn salted(salt: &str, password: &str) -> String {
    Digest::default().part(salt).part(password).hex()
}

/// Compares digests of equal length without stopping at the first difference.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |sum, (a, b)| sum | (a ^ b))
            == 0
}
