//! Telling people something: a notice inside the site, and mail.

use indigo_store::{NoticeRow, WriteTx};
use serde::Serialize;

use super::{AccountState, Person, link::queue_mail, list::needed, mail_text};
use crate::{Registry, RegistryError};

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its number; lower is older.
    pub number: i64,
    /// When (RFC 3339).
    pub created: String,
    /// What, in a sentence.
    pub text: String,
    /// Where in the site it leads; empty for nowhere.
    pub link: String,
    /// Whether it was seen.
    pub is_seen: bool,
}

impl Registry {
    /// Tells the holder of an account (its id, or its e-mail address) something: as a notice, and
    /// by mail under `subject`. `link` is an address inside the site (`/…`), or empty.
    ///
    /// # Errors
    /// When there is no such account, or the database does not answer.
    pub fn tell(
        &self,
        account: &str,
        subject: &str,
        sentence: &str,
        link: &str,
    ) -> Result<(), RegistryError> {
        self.store
            .write_aside(|tx| self.tell_in(tx, account, subject, sentence, link))
    }

    /// As [`Registry::tell`], inside the transaction of its cause.
    pub(crate) fn tell_in(
        &self,
        tx: &mut WriteTx<'_>,
        account: &str,
        subject: &str,
        sentence: &str,
        link: &str,
    ) -> Result<(), RegistryError> {
        let row = needed(tx, account)?;
        let now = self.clock.now();
        tx.put_notice(row.row_id, sentence, link, &now)?;
        if row.state == AccountState::Active.as_str() {
            let text = mail_text::notice(&row.name, subject, sentence, link);
            queue_mail(tx, &self.clock, &row.email, &text)?;
        }
        Ok(())
    }

    /// Up to `limit` notices of a person, newest first, older than the notice `before`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn notices(
        &self,
        person: &Person,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Notice>, RegistryError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self
            .store
            .read(|tx| tx.notices_before(person.account.row, before.unwrap_or(i64::MAX), limit))?;
        let seen = |row: NoticeRow| Notice {
            number: row.row_id,
            created: row.created,
            text: row.text,
            link: row.link,
            is_seen: row.seen.is_some(),
        };
        Ok(rows.into_iter().map(seen).collect())
    }

    /// How many notices a person has not seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn unseen_notices(&self, person: &Person) -> Result<i64, RegistryError> {
        Ok(self
            .store
            .read(|tx| tx.unseen_notices(person.account.row))?)
    }

    /// Marks a person's notices up to a number as seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn see_notices(&self, person: &Person, to: i64) -> Result<(), RegistryError> {
        let now = self.clock.now();
        Ok(self
            .store
            .write_aside(|tx| tx.see_notices(person.account.row, to, &now))?)
    }
}
