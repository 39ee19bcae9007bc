//! Attempts to get in that failed, by account and by network address.

use crate::{ReadTx, StoreError, WriteTx, db::params};

/// What is remembered of failed attempts under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// How many failed in a row.
    pub failures: i64,
    /// When the last one did.
    pub last_failed: String,
    /// Until when none is looked at.
    pub blocked_until: String,
}

impl ReadTx<'_> {
    /// What is remembered under a key.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn attempts(&mut self, key: &str) -> Result<Option<AttemptRow>, StoreError> {
        let row = self.db.query_one(
            "select failures, last_failed, blocked_until from sign_in_attempt where key = ?1",
            params![key],
        )?;
        Ok(row.map(|mut row| AttemptRow {
            failures: row.int(0),
            last_failed: row.text(1),
            blocked_until: row.text(2),
        }))
    }
}

impl WriteTx<'_> {
    /// Remembers failed attempts under a key.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_attempts(&mut self, key: &str, row: &AttemptRow) -> Result<(), StoreError> {
        self.db.execute(
            "insert into sign_in_attempt (key, failures, last_failed, blocked_until) values (?1, ?2, ?3, ?4) on conflict (key) do update set failures = excluded.failures, last_failed = excluded.last_failed, blocked_until = excluded.blocked_until",
            params![key, row.failures, &row.last_failed, &row.blocked_until],
        )?;
        Ok(())
    }

    /// Forgets what is remembered under a key.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn forget_attempts(&mut self, key: &str) -> Result<(), StoreError> {
        self.db
            .execute("delete from sign_in_attempt where key = ?1", params![key])?;
        Ok(())
    }
}
