//! Outgoing mail, with what became of it.

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// A message as stored. Where its text has to name a link stands a mark; the link is put in when
/// the message is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Its number.
    pub row_id: i64,
    /// To whom.
    pub recipient: String,
    /// About what.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The link that the text names.
    pub link_row: Option<i64>,
    /// When it was put in the queue.
    pub created: String,
    /// `queued`, `sent`, `written` or `given-up`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_attempt: String,
    /// What the last try said: why it failed, or the file that was written.
    pub said: Option<String>,
    /// When it was sent, written or given up.
    pub done: Option<String>,
}

/// A message to be put in the queue.
#[derive(Debug, Clone)]
pub struct NewMail<'a> {
    /// To whom.
    pub recipient: &'a str,
    /// About what.
    pub subject: &'a str,
    /// The text, with the mark.
    pub body: &'a str,
    /// The link that the text names.
    pub link_row: Option<i64>,
    /// Now.
    pub created: &'a str,
}

/// The columns of a message, and what follows.
macro_rules! mail_where {
    ($rest:literal) => {
        concat!("select row_id, recipient, subject, body, link_row, created, state, attempts, next_attempt, said, done from mail ", $rest)
    };
}

fn mail(mut row: Row) -> MailRow {
    MailRow {
        row_id: row.int(0),
        recipient: row.text(1),
        subject: row.text(2),
        body: row.text(3),
        link_row: row.opt_int(4),
        created: row.text(5),
        state: row.text(6),
        attempts: row.int(7),
        next_attempt: row.text(8),
        said: row.opt_text(9),
        done: row.opt_text(10),
    }
}

impl ReadTx<'_> {
    /// The message that is due and has waited longest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn due_mail(&mut self, now: &str) -> Result<Option<MailRow>, StoreError> {
        let row = self.db.query_one(
            mail_where!("where state = 'queued' and next_attempt <= ?1 order by next_attempt, row_id limit 1"),
            params![now],
        )?;
        Ok(row.map(mail))
    }

    /// Up to `limit` messages with numbers below `before`, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn mail_before(&mut self, before: i64, limit: i64) -> Result<Vec<MailRow>, StoreError> {
        let rows = self.db.query(
            mail_where!("where row_id < ?1 order by row_id desc limit ?2"),
            params![before, limit],
        )?;
        Ok(rows.into_iter().map(mail).collect())
    }
}

impl WriteTx<'_> {
    /// Puts a message in the queue; gives its number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_mail(&mut self, new: &NewMail<'_>) -> Result<i64, StoreError> {
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from mail")?;
        self.db.execute(
            "insert into mail (row_id, recipient, subject, body, link_row, created, state, attempts, next_attempt) values (?1, ?2, ?3, ?4, ?5, ?6, 'queued', 0, ?6)",
            params![row_id, new.recipient, new.subject, new.body, new.link_row, new.created],
        )?;
        Ok(row_id)
    }

    /// Notes a try that begins: until `until` nobody else takes the message.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn claim_mail(&mut self, row_id: i64, until: &str) -> Result<(), StoreError> {
        self.db.execute(
            "update mail set attempts = attempts + 1, next_attempt = ?2 where row_id = ?1",
            params![row_id, until],
        )?;
        Ok(())
    }

    /// Notes that a try failed and when the next is.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_mail_off(
        &mut self,
        row_id: i64,
        next_attempt: &str,
        error: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update mail set next_attempt = ?2, said = ?3 where row_id = ?1",
            params![row_id, next_attempt, error],
        )?;
        Ok(())
    }

    /// Notes what became of a message in the end.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn finish_mail(
        &mut self,
        row_id: i64,
        state: &str,
        said: Option<&str>,
        now: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update mail set state = ?2, said = ?3, done = ?4 where row_id = ?1",
            params![row_id, state, said, now],
        )?;
        Ok(())
    }

    /// Puts a message that was given up in the queue once more; whether there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn requeue_mail(&mut self, row_id: i64, now: &str) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "update mail set state = 'queued', attempts = 0, next_attempt = ?2, done = null where row_id = ?1 and state = 'given-up'",
            params![row_id, now],
        )?;
        Ok(changed > 0)
    }
}
