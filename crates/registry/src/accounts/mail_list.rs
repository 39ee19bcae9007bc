//! Outgoing mail and what became of it, for administrators.

use std::{ffi::OsStr, path::Path};

use indigo_model::Action;
use indigo_store::MailRow;
use serde::Serialize;

use super::{
    AccountFault, By,
    mail_text::{LINK, SITE},
    record,
};
use crate::{Registry, RegistryError};

/// The folder of the data folder for mail where there is no server.
const FOLDER: &str = "mail";

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MailEntry {
    /// Its number; lower is older.
    pub number: i64,
    /// To whom.
    pub recipient: String,
    /// About what.
    pub subject: String,
    /// The text, with `[link]` where the link stands.
    pub text: String,
    /// When it was put in the queue (RFC 3339).
    pub created: String,
    /// `queued`, `sent`, `written` or `given-up`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next, while it is queued.
    pub next_attempt: Option<String>,
    /// Why the last try failed, if it did.
    pub failed_because: Option<String>,
    /// The file that it was written to, if it was.
    pub file: Option<String>,
    /// When it was sent, written or given up.
    pub done: Option<String>,
}

impl Registry {
    /// Where mail is written when there is no server: `mail` in the data folder.
    #[must_use]
    pub fn mail_folder(&self) -> std::path::PathBuf {
        self.data.join(FOLDER)
    }

    /// Up to `limit` messages, newest first, older than the message `before`.
    ///
    /// # Errors
    /// When it is not allowed, or the database does not answer.
    pub fn mail_list(
        &self,
        by: By<'_>,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<MailEntry>, RegistryError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read(|tx| {
            by.allow(tx, Action::SeeMail)?;
            let rows = tx.mail_before(before.unwrap_or(i64::MAX), limit)?;
            Ok(rows.into_iter().map(entry).collect())
        })
    }

    /// A message that was written to a file, as it stands there, the link included; `None` when
    /// there is none. Whoever looks is noted in the audit log.
    ///
    /// # Errors
    /// When it is not allowed, or the database does not answer.
    pub fn written_mail(&self, by: By<'_>, number: i64) -> Result<Option<String>, RegistryError> {
        let found = self.store.write_aside(|tx| -> Result<_, RegistryError> {
            by.allow(tx, Action::SeeMail)?;
            let row = tx.mail_before(number.saturating_add(1), 1)?.pop();
            let file = row
                .filter(|row| row.row_id == number)
                .and_then(|row| entry(row).file);
            if file.is_some() {
                let now = self.clock.now();
                let detail = format!("message {number}");
                record::done_by(tx, &now, by, "mail looked at", None, &detail)?;
            }
            Ok(file)
        })?;
        let name = found.as_deref().map(Path::new).and_then(Path::file_name);
        Ok(name
            .and_then(|name: &OsStr| std::fs::read_to_string(self.mail_folder().join(name)).ok()))
    }

    /// Puts a message that was given up in the queue once more.
    ///
    /// # Errors
    /// When it is not allowed, there is no such message, or the database does not answer.
    pub fn send_again(&self, by: By<'_>, number: i64) -> Result<(), RegistryError> {
        self.store.write_aside(|tx| {
            by.allow(tx, Action::SeeMail)?;
            let now = self.clock.now();
            if !tx.requeue_mail(number, &now)? {
                return Err(AccountFault::UnknownMail(number).into());
            }
            let detail = format!("message {number}");
            Ok(record::done_by(
                tx,
                &now,
                by,
                "mail sent again",
                None,
                &detail,
            )?)
        })
    }
}

fn entry(row: MailRow) -> MailEntry {
    let is = |state: &str| row.state == state;
    MailEntry {
        next_attempt: is("queued").then_some(row.next_attempt),
        file: row.said.clone().filter(|_| is("written")),
        failed_because: row.said.filter(|_| row.state != "written"),
        number: row.row_id,
        recipient: row.recipient,
        subject: row.subject,
        text: row.body.replace(LINK, "[link]").replace(SITE, "[site]"),
        created: row.created,
        state: row.state,
        attempts: row.attempts,
        done: row.done,
    }
}
