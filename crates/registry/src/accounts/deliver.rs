//! Sends the mail that is due.

use indigo_mail::{Delivered, Message, Outlet};
use indigo_store::{MailRow, secret_digest};
use serde::Serialize;

use super::{
    LinkKind,
    mail_text::{LINK, SITE},
};
use crate::{Registry, RegistryError};

/// The waits after each try that failed; after the last one a message is given up, about a day
/// and a half after the first try.
const WAITS_S: [i64; 8] = [60, 300, 900, 3_600, 10_800, 21_600, 43_200, 43_200];

/// How long one try may take before another worker takes the message.
const CLAIM_S: i64 = 300;

/// Messages sent in one go.
const AT_ONCE: usize = 100;

/// What became of the mail that was due.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DeliveryReport {
    /// Messages that a server took.
    pub sent: usize,
    /// Messages that were written to files, by path.
    pub written: Vec<String>,
    /// Messages that are tried again later, with why.
    pub put_off: Vec<String>,
    /// Messages that are not tried any more, with why.
    pub given_up: Vec<String>,
}

impl Registry {
    /// Sends what is due, one message after the other, each at most once at a time whoever calls.
    /// `base_url` is the address of the site in the world, for the links (`https://…`, no slash at
    /// the end). A try that fails is repeated after growing waits, eight times within about a day
    /// and a half; what became of each message stands in [`Registry::mail_list`].
    ///
    /// # Errors
    /// When the database does not answer. That mail cannot be sent is no error.
    pub fn deliver_due(
        &self,
        outlet: &Outlet,
        base_url: &str,
    ) -> Result<DeliveryReport, RegistryError> {
        let base_url = base_url.trim_end_matches('/');
        let mut report = DeliveryReport::default();
        for _ in 0..AT_ONCE {
            let now = self.clock.now();
            // A look costs nothing; the transaction is for when there is something.
            if self.store.read(|tx| tx.due_mail(&now))?.is_none() {
                break;
            }
            let Some((mail, link)) = self.claim()? else {
                break;
            };
            self.deliver(outlet, base_url, &mail, link.as_ref(), &mut report)?;
        }
        Ok(report)
    }

    /// Takes the next message for one try, with a new secret for its link, if that is still good.
    fn claim(&self) -> Result<Option<(MailRow, Option<Link>)>, RegistryError> {
        self.store.write_aside(|tx| {
            let now = self.clock.now();
            let Some(mut mail) = tx.due_mail(&now)? else {
                return Ok(None);
            };
            tx.claim_mail(mail.row_id, &self.clock.after(CLAIM_S))?;
            mail.attempts += 1;
            let Some(row) = mail.link_row else {
                return Ok(Some((mail, None)));
            };
            let link = tx
                .link_by_row(row)?
                .filter(|link| link.used.is_none() && link.expires > now)
                .and_then(|link| LinkKind::parse(&link.kind));
            let Some(kind) = link else {
                return Ok(Some((mail, Some(Link::Over))));
            };
            let secret = super::new_secret()?;
            tx.set_link_digest(row, &secret_digest(&secret))?;
            let path = format!("{}{}", kind.path(), secret.expose());
            Ok(Some((mail, Some(Link::Good(path)))))
        })
    }

    fn deliver(
        &self,
        outlet: &Outlet,
        base_url: &str,
        mail: &MailRow,
        link: Option<&Link>,
        report: &mut DeliveryReport,
    ) -> Result<(), RegistryError> {
        let address = match link {
            Some(Link::Over) => {
                let why = "its link has run out or is not needed any more".to_owned();
                self.finish(mail, "given-up", Some(&why))?;
                report.given_up.push(why);
                return Ok(());
            }
            Some(Link::Good(path)) => format!("{base_url}{path}"),
            None => String::new(),
        };
        let message = Message {
            number: mail.row_id,
            to: mail.recipient.clone(),
            subject: mail.subject.clone(),
            text: mail.body.replace(LINK, &address).replace(SITE, base_url),
        };
        match outlet.send(&message) {
            Ok(Delivered::Sent) => {
                self.finish(mail, "sent", None)?;
                report.sent += 1;
            }
            Ok(Delivered::Written(path)) => {
                let path = path.display().to_string();
                self.finish(mail, "written", Some(&path))?;
                report.written.push(path);
            }
            Err(error) => {
                let why = error.to_string();
                let tries = usize::try_from(mail.attempts).unwrap_or(usize::MAX);
                let wait_s = WAITS_S.get(tries.saturating_sub(1)).copied();
                match wait_s.filter(|_| !error.is_final()) {
                    Some(wait_s) => {
                        let next = self.clock.after(wait_s);
                        self.store
                            .write_aside(|tx| tx.put_mail_off(mail.row_id, &next, &why))?;
                        tracing::warn!("message {} was put off: {why}", mail.row_id);
                        report.put_off.push(why);
                    }
                    None => {
                        self.finish(mail, "given-up", Some(&why))?;
                        tracing::warn!("message {} was given up: {why}", mail.row_id);
                        report.given_up.push(why);
                    }
                }
            }
        }
        Ok(())
    }

    fn finish(&self, mail: &MailRow, state: &str, said: Option<&str>) -> Result<(), RegistryError> {
        let now = self.clock.now();
        Ok(self
            .store
            .write_aside(|tx| tx.finish_mail(mail.row_id, state, said, &now))?)
    }
}

/// The link of a message, for one try.
enum Link {
    /// Its address inside the site.
    Good(String),
    /// It has run out, or was used.
    Over,
}
