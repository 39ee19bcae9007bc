//! Turning the second factor of another off, who has lost phone and codes.

use indigo_model::Action;

use super::{By, link::queue_mail, list::needed, mail_text, record};
use crate::{Registry, RegistryError};

impl Registry {
    /// Turns the second factor of an account (its id, or its e-mail address) off. The person is
    /// told by mail.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, or the database does not answer.
    pub fn clear_second_factor(&self, by: By<'_>, account: &str) -> Result<(), RegistryError> {
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageAccounts)?;
            let row = needed(tx, account)?;
            tx.set_totp(row.row_id, None, false, None)?;
            tx.set_recovery_codes(row.row_id, &[])?;
            let now = self.clock.now();
            let about = Some(row.row_id);
            record::done_by(tx, &now, by, "second factor turned off", about, "")?;
            let text = mail_text::second_factor_changed(&row.name, false);
            queue_mail(tx, &self.clock, &row.email, &text)
        })
    }
}
