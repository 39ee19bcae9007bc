//! Inviting somebody by mail; the link lets them set a password.

use indigo_model::Action;
use indigo_store::WriteTx;

use super::{
    Account, AccountFault, AccountState, By, LinkKind, NewAccount, link::queue_link, list::needed,
    mail_text, record,
};
use crate::{Registry, RegistryError};

impl Registry {
    /// Makes an account without a password and puts the invitation in the queue of mail. The link
    /// works once, for seven days.
    ///
    /// # Errors
    /// When it is not allowed, the address is taken or none, or the database does not answer.
    pub fn invite(&self, by: By<'_>, new: &NewAccount<'_>) -> Result<Account, RegistryError> {
        self.store.write_aside(|tx| {
            let account = self.put_account(tx, by, new, AccountState::Invited, None)?;
            self.queue_invitation(tx, &account)?;
            Ok(account)
        })
    }

    /// Sends the invitation once more, with a new link; earlier links are of no more use.
    ///
    /// # Errors
    /// When it is not allowed, the account is not one of an invited person, or the database does
    /// not answer.
    pub fn invite_again(&self, by: By<'_>, account: &str) -> Result<(), RegistryError> {
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            if row.state != AccountState::Invited.as_str() {
                return Err(AccountFault::UnknownAccount(account.to_owned()).into());
            }
            let now = self.clock.now();
            tx.end_links_of(row.row_id, &now)?;
            record::done_by(tx, &now, by, "invited again", Some(row.row_id), "")?;
            let account = Account::read(tx, row)?;
            self.queue_invitation(tx, &account)
        })
    }

    fn queue_invitation(
        &self,
        tx: &mut WriteTx<'_>,
        account: &Account,
    ) -> Result<(), RegistryError> {
        let text = mail_text::invitation(&account.name);
        queue_link(
            tx,
            &self.clock,
            LinkKind::Invite,
            Some(account.row),
            &account.email,
            "",
            &text,
        )
    }
}
