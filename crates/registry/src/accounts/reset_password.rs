//! Asking for a link to set a forgotten password.

use indigo_store::WriteTx;

use super::{
    AccountState, LinkKind, Visitor,
    account::folded,
    link::queue_link,
    mail_text, record,
    throttle::{self, Key},
};
use crate::{Registry, RegistryError};

impl Registry {
    /// Puts a mail with a link in the queue, if the address has an account that can be used. The
    /// answer is the same whether it has or not, and one transaction is written either way; after
    /// three mails to one address others wait, in silence.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn ask_for_reset(&self, email: &str, visitor: Visitor<'_>) -> Result<(), RegistryError> {
        let email = folded(email);
        let keys = [Key::Mail(&email), Key::Address(visitor.address)];
        self.store.write_aside(|tx: &mut WriteTx<'_>| {
            if throttle::begin(tx, &self.clock, &keys)?.is_some() {
                return Ok(());
            }
            let now = self.clock.now();
            let account = tx
                .account_by_email(&email)?
                .filter(|account| account.state != AccountState::Disabled.as_str());
            let row = account.as_ref().map(|account| account.row_id);
            let detail = if row.is_some() {
                ""
            } else {
                "no account has this address"
            };
            record::done_by_anybody(
                tx,
                &now,
                "password reset asked for",
                row,
                detail,
                visitor.address,
            )?;
            if let Some(account) = account {
                let text = mail_text::reset(&account.name);
                let row = Some(account.row_id);
                queue_link(
                    tx,
                    &self.clock,
                    LinkKind::Reset,
                    row,
                    &account.email,
                    "",
                    &text,
                )?;
            }
            Ok(())
        })
    }
}
