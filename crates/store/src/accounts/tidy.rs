//! Removes what has had its time.

use crate::{ReadTx, StoreError, WriteTx, db::params};

impl ReadTx<'_> {
    /// Whether [`WriteTx::tidy_accounts`] would remove something.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn accounts_want_tidying(
        &mut self,
        now: &str,
        idle_since: &str,
        old: &str,
    ) -> Result<bool, StoreError> {
        Ok(self
            .db
            .query_one(
                "select (select count(*) from session where expires <= ?1 or last_used <= ?2) + (select count(*) from sign_in_attempt where last_failed <= ?3) + (select count(*) from mailed_link where expires <= ?3) + (select count(*) from mail where done <= ?3)",
                params![now, idle_since, old],
            )?
            .is_some_and(|row| row.int(0) > 0))
    }
}

impl WriteTx<'_> {
    /// Removes sessions that expired or were last used before `idle_since`, and attempts, links and
    /// mail that were over by `old`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tidy_accounts(
        &mut self,
        now: &str,
        idle_since: &str,
        old: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "delete from session where expires <= ?1 or last_used <= ?2",
            params![now, idle_since],
        )?;
        self.db.execute(
            "delete from sign_in_attempt where last_failed <= ?1",
            params![old],
        )?;
        self.db
            .execute("delete from mailed_link where expires <= ?1", params![old])?;
        self.db
            .execute("delete from mail where done <= ?1", params![old])?;
        Ok(())
    }
}
