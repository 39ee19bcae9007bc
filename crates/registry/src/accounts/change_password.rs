//! Changing the own password, and showing the own password once more.

use indigo_model::{Action, Secret};
use indigo_store::AccountRow;

use super::{
    AccountFault, By, Person,
    link::queue_mail,
    mail_text,
    password::{self, Verdict},
    record,
    throttle::{self, Key},
};
use crate::{Registry, RegistryError};

impl Registry {
    /// Changes the own password; all other sessions are ended, the one that asks stays.
    ///
    /// # Errors
    /// When the old one is not right or the new one too weak, after too many attempts, or when the
    /// database does not answer.
    pub fn change_password(
        &self,
        person: &Person,
        old: &Secret,
        new: &Secret,
        address: &str,
    ) -> Result<(), RegistryError> {
        password::rules(new, &person.account.email, &person.account.name)?;
        let account = self.shown_again(person, old, address)?;
        let hash = self.hashed(new)?;
        self.store.write_aside(|tx| {
            let now = self.clock.now();
            let stored = account.password.as_deref().unwrap_or_default();
            if !tx.replace_password(account.row_id, stored, &hash)? {
                return Err(AccountFault::WrongPassword.into());
            }
            tx.end_sessions_of(account.row_id, person.session())?;
            tx.end_links_of(account.row_id, &now)?;
            record::done_to_own(tx, &now, &account, "password changed", "", address)?;
            let text = mail_text::password_changed(&account.name);
            queue_mail(tx, &self.clock, &account.email, &text)
        })
    }

    /// The account of somebody who has shown the password once more.
    pub(super) fn shown_again(
        &self,
        person: &Person,
        password: &Secret,
        address: &str,
    ) -> Result<AccountRow, RegistryError> {
        let by = By::Person { person, address };
        let keys = [Key::Again(&person.account.id)];
        let account = self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageOwnAccount)?;
            if let Some(seconds) = throttle::begin(tx, &self.clock, &keys)? {
                return Err(RegistryError::from(AccountFault::Wait { seconds }));
            }
            let row = tx.account_by_row(person.account.row)?;
            Ok(row.ok_or(AccountFault::NotAllowed)?)
        })?;
        let verdict = self
            .gate
            .pass(|| password::check(account.password.as_deref(), password, None))
            .ok_or(AccountFault::Wait { seconds: 2 })??;
        if verdict == Verdict::Wrong {
            return Err(AccountFault::WrongPassword.into());
        }
        self.store
            .write_aside(|tx| throttle::succeed(tx, &self.clock, &keys))?;
        Ok(account)
    }
}
