//! Confirming that an e-mail address is somebody's, for people without an account.

use indigo_model::Secret;

use super::{
    AccountFault, LinkKind, Visitor,
    account::checked_email,
    link::{good_link, queue_link},
    mail_text,
    throttle::{self, Key},
};
use crate::{Registry, RegistryError};

impl Registry {
    /// Puts a mail with a link in the queue. `about` is kept with the link and comes back when it
    /// is followed; `why` is the sentence of the mail that says what happened, in our words: what
    /// the visitor typed does not belong there, or the mail can be used to send people anything.
    ///
    /// # Errors
    /// When the address is none, after too many mails, or when the database does not answer.
    pub fn ask_to_confirm(
        &self,
        email: &str,
        about: &str,
        why: &str,
        visitor: Visitor<'_>,
    ) -> Result<(), RegistryError> {
        let email = checked_email(email)?;
        let keys = [Key::Mail(&email), Key::Address(visitor.address)];
        self.store.write_aside(|tx| {
            if let Some(seconds) = throttle::begin(tx, &self.clock, &keys)? {
                return Err(AccountFault::Wait { seconds }.into());
            }
            let text = mail_text::confirmation(why);
            queue_link(
                tx,
                &self.clock,
                LinkKind::Confirm,
                None,
                &email,
                about,
                &text,
            )
        })
    }

    /// Uses a link of confirmation up; gives what it is about.
    ///
    /// # Errors
    /// [`AccountFault::LinkOver`], or when the database does not answer.
    pub fn confirm(&self, link: &Secret) -> Result<String, RegistryError> {
        self.store.write_aside(|tx| {
            let now = self.clock.now();
            let found = good_link(tx, LinkKind::Confirm, link, &now)?;
            let Some((link, _)) = found else {
                return Err(AccountFault::LinkOver.into());
            };
            if !tx.use_link(link.row_id, &now)? {
                return Err(AccountFault::LinkOver.into());
            }
            Ok(link.about)
        })
    }
}
