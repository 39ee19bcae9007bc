//! Recovery codes: each lets its owner in once without the second factor.

use crate::{ReadTx, StoreError, WriteTx, db::params};

impl ReadTx<'_> {
    /// How many recovery codes of an account are left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn recovery_codes_left(&mut self, account_row: i64) -> Result<i64, StoreError> {
        Ok(self
            .db
            .query_one(
                "select count(*) from recovery_code where account_row = ?1 and used is null",
                params![account_row],
            )?
            .map_or(0, |row| row.int(0)))
    }
}

impl WriteTx<'_> {
    /// Puts new recovery codes, as digests, in the place of all that there were.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_recovery_codes(
        &mut self,
        account_row: i64,
        digests: &[String],
    ) -> Result<(), StoreError> {
        self.db.execute(
            "delete from recovery_code where account_row = ?1",
            params![account_row],
        )?;
        for digest in digests {
            self.db.execute(
                "insert into recovery_code (account_row, digest) values (?1, ?2)",
                params![account_row, digest],
            )?;
        }
        Ok(())
    }

    /// Uses up a recovery code; whether there was such a one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn use_recovery_code(
        &mut self,
        account_row: i64,
        digest: &str,
        now: &str,
    ) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "update recovery_code set used = ?3 where account_row = ?1 and digest = ?2 and used is null",
            params![account_row, digest, now],
        )?;
        Ok(changed > 0)
    }
}
