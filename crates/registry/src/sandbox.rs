//! Sandboxes: parts of public records for holders of one password.

use indigo_store::{Digest, StoreError, WriteTx};

use crate::{Registry, RegistryError, clock};

/// The setting that holds `salt:digest` of the password.
const PASSWORD: &str = "sandbox_password";

/// What came of adding a sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxAdded {
    /// The title it had, when it was there before.
    pub title_before: Option<String>,
    /// What became of the password for all sandboxes.
    pub password: PasswordState,
}

/// What became of the password for all sandboxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordState {
    /// There is none.
    None,
    /// None was given; the one that is kept stays.
    Stays,
    /// The first one was given, and is kept.
    Set,
    /// The one that is kept was given again.
    Same,
    /// Another one was given, and is kept in the place of the one before.
    Replaced,
}

impl Registry {
    /// Adds a sandbox (or gives an existing one a new title), and makes the data of all records
    /// for it. The password that this installation was opened with, if any, is kept as a salted
    /// digest, so that a server started later knows it. Says what was there before.
    ///
    /// # Errors
    /// When the id cannot be used, or the database does not answer.
    pub fn add_sandbox(&self, id: &str, title: &str) -> Result<SandboxAdded, RegistryError> {
        if id.trim().is_empty() || id.contains(',') || id.trim() != id {
            return Err(RegistryError::Use(format!(
                "\"{id}\" cannot be the id of a sandbox: use letters and digits, without commas and blanks at the ends"
            )));
        }
        let now = clock::now();
        self.store.write(|tx| {
            let before = tx.sandboxes()?.into_iter().find(|(known, _)| known == id);
            let stored = tx.setting(PASSWORD)?;
            tx.put_sandbox(id, title, &now)?;
            self.keep_sandbox_password(tx, &now)?;
            self.project_everything(tx)?;
            Ok(SandboxAdded {
                title_before: before.map(|(_, title)| title),
                password: match (&self.sandbox_password, stored) {
                    (None, None) => PasswordState::None,
                    (None, Some(_)) => PasswordState::Stays,
                    (Some(_), None) => PasswordState::Set,
                    (Some(given), Some(stored)) if is_of(&stored, given) => PasswordState::Same,
                    (Some(_), Some(_)) => PasswordState::Replaced,
                },
            })
        })
    }

    /// Keeps the password that this installation was opened with, as a salted digest; whether there
    /// is one.
    pub(crate) fn keep_sandbox_password(
        &self,
        tx: &mut WriteTx<'_>,
        now: &str,
    ) -> Result<bool, RegistryError> {
        let Some(password) = &self.sandbox_password else {
            return Ok(false);
        };
        let salt = uuid_like(now, tx.revision()?);
        tx.set_setting(PASSWORD, &format!("{salt}:{}", salted(&salt, password)))?;
        Ok(true)
    }

    /// Whether the password that this installation was opened with is another one than the one
    /// that is kept; the one it was opened with is then the one that holds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sandbox_password_differs(&self) -> Result<bool, RegistryError> {
        let Some(given) = &self.sandbox_password else {
            return Ok(false);
        };
        let stored = self.store.read(|tx| tx.setting(PASSWORD))?;
        Ok(stored.is_some_and(|stored| !is_of(&stored, given)))
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
        Ok(stored.is_some_and(|stored| is_of(&stored, typed)))
    }
}

/// Whether what is stored was made of this password.
fn is_of(stored: &str, password: &str) -> bool {
    stored
        .split_once(':')
        .is_some_and(|(salt, digest)| same(digest, &salted(salt, password)))
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
