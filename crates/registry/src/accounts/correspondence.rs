//! Mail to people without an account: the link that confirms a correction, and what became of it.

use indigo_model::Secret;
use indigo_store::{ReadTx, WriteTx};

use super::{
    LinkKind,
    link::{good_link, queue_link, queue_mail},
    mail_text,
};
use crate::{Registry, RegistryError};

impl Registry {
    /// Puts the mail with the link that confirms a correction in the queue.
    pub(crate) fn queue_correction(
        &self,
        tx: &mut WriteTx<'_>,
        email: &str,
        correction: &str,
        label: &str,
        record: &str,
    ) -> Result<(), RegistryError> {
        let text = mail_text::correction(label, record);
        queue_link(
            tx,
            &self.clock,
            LinkKind::Correction,
            None,
            email,
            correction,
            &text,
        )
    }

    /// The public name of the correction that a mailed link confirms, while the link is good.
    pub(crate) fn correction_of_link(
        &self,
        tx: &mut ReadTx<'_>,
        token: &str,
    ) -> Result<Option<String>, RegistryError> {
        let token = Secret::new(token.to_owned());
        let found = good_link(tx, LinkKind::Correction, &token, &self.clock.now())?;
        Ok(found.map(|(link, _)| link.about))
    }

    /// Writes to an e-mail address that has no account.
    pub(crate) fn write_in(
        &self,
        tx: &mut WriteTx<'_>,
        email: &str,
        subject: &str,
        sentence: &str,
        link: &str,
    ) -> Result<(), RegistryError> {
        let text = mail_text::notice("", subject, sentence, link);
        queue_mail(tx, &self.clock, email, &text)
    }
}
