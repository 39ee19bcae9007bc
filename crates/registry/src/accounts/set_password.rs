//! Setting the password of an account, by a mailed link or from the command line.

use indigo_model::{Action, Secret};
use indigo_store::{AccountRow, WriteTx};

use super::{
    Account, AccountFault, AccountState, By, LinkKind, Visitor,
    link::{good_link, queue_mail},
    list::needed,
    mail_text, password, record,
    throttle::{self, Key},
};
use crate::{Registry, RegistryError};

impl Registry {
    /// Sets the password by the link of an invitation or for a forgotten password. The link is
    /// used up, all sessions are ended; the person signs in with it next.
    ///
    /// # Errors
    /// [`AccountFault::LinkOver`], [`AccountFault::WeakPassword`] (the link can be used again), or
    /// when the database does not answer.
    pub fn set_password_by_link(
        &self,
        kind: LinkKind,
        link: &Secret,
        password: &Secret,
        visitor: Visitor<'_>,
    ) -> Result<Account, RegistryError> {
        let now = self.clock.now();
        let found = self.store.read(|tx| good_link(tx, kind, link, &now))?;
        let Some((_, Some(account))) = found else {
            return Err(AccountFault::LinkOver.into());
        };
        password::rules(password, &account.email, &account.name)?;
        let hash = self.hashed(password)?;
        self.store.write_aside(|tx| {
            let now = self.clock.now();
            let found = good_link(tx, kind, link, &now)?;
            let Some((link, Some(account))) = found else {
                return Err(AccountFault::LinkOver.into());
            };
            if !tx.use_link(link.row_id, &now)? {
                return Err(AccountFault::LinkOver.into());
            }
            let action = match kind {
                LinkKind::Invite => "invitation accepted",
                _ => "password reset by mail",
            };
            record::done_to_own(tx, &now, &account, action, "", visitor.address)?;
            self.replace(tx, &account, &hash)
        })
    }

    /// Sets the password of an account (its id, or its e-mail address) without asking for the old
    /// one: for the command line, where there is no mail.
    ///
    /// # Errors
    /// When it is not allowed, the account is not there or disabled, the password too weak, or the
    /// database does not answer.
    pub fn set_password(
        &self,
        by: By<'_>,
        account: &str,
        password: &Secret,
    ) -> Result<Account, RegistryError> {
        let row = self.store.read(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            needed(tx, account)
        })?;
        password::rules(password, &row.email, &row.name)?;
        let hash = self.hashed(password)?;
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            if row.state == AccountState::Disabled.as_str() {
                return Err(AccountFault::UnknownAccount(account.to_owned()).into());
            }
            let now = self.clock.now();
            record::done_by(tx, &now, by, "password set", Some(row.row_id), "")?;
            self.replace(tx, &row, &hash)
        })
    }

    /// Puts a new password in place: sessions and links end, throttling is forgotten.
    fn replace(
        &self,
        tx: &mut WriteTx<'_>,
        account: &AccountRow,
        hash: &str,
    ) -> Result<Account, RegistryError> {
        let now = self.clock.now();
        tx.set_password(account.row_id, hash)?;
        let active = AccountState::Active.as_str();
        tx.set_account(account.row_id, &account.name, &account.role, active)?;
        tx.end_sessions_of(account.row_id, None)?;
        tx.end_links_of(account.row_id, &now)?;
        throttle::succeed(tx, &self.clock, &[Key::Email(&account.email)])?;
        if account.password.is_some() {
            let text = mail_text::password_changed(&account.name);
            queue_mail(tx, &self.clock, &account.email, &text)?;
        }
        let row = needed(tx, &account.public_id)?;
        Ok(Account::read(tx, row)?)
    }
}
