//! Notices that wait for a person inside the site.

use crate::{ReadTx, StoreError, WriteTx, db::params};

/// A notice as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its number.
    pub row_id: i64,
    /// When.
    pub created: String,
    /// What, in a sentence.
    pub text: String,
    /// Where in the site it leads; empty for nowhere.
    pub link: String,
    /// When it was seen.
    pub seen: Option<String>,
}

impl ReadTx<'_> {
    /// Up to `limit` notices of an account with numbers below `before`, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn notices_before(
        &mut self,
        account_row: i64,
        before: i64,
        limit: i64,
    ) -> Result<Vec<NoticeRow>, StoreError> {
        let rows = self.db.query(
            "select row_id, created, text, link, seen from notice where account_row = ?1 and row_id < ?2 order by row_id desc limit ?3",
            params![account_row, before, limit],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| NoticeRow {
                row_id: row.int(0),
                created: row.text(1),
                text: row.text(2),
                link: row.text(3),
                seen: row.opt_text(4),
            })
            .collect())
    }

    /// How many notices of an account were not seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn unseen_notices(&mut self, account_row: i64) -> Result<i64, StoreError> {
        Ok(self
            .db
            .query_one(
                "select count(*) from notice where account_row = ?1 and seen is null",
                params![account_row],
            )?
            .map_or(0, |row| row.int(0)))
    }
}

impl WriteTx<'_> {
    /// Adds a notice.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_notice(
        &mut self,
        account_row: i64,
        text: &str,
        link: &str,
        now: &str,
    ) -> Result<(), StoreError> {
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from notice")?;
        self.db.execute(
            "insert into notice (row_id, account_row, created, text, link) values (?1, ?2, ?3, ?4, ?5)",
            params![row_id, account_row, now, text, link],
        )?;
        Ok(())
    }

    /// Marks notices of an account up to a number as seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn see_notices(&mut self, account_row: i64, to: i64, now: &str) -> Result<(), StoreError> {
        self.db.execute(
            "update notice set seen = ?3 where account_row = ?1 and row_id <= ?2 and seen is null",
            params![account_row, to, now],
        )?;
        Ok(())
    }
}
