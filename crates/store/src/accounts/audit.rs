//! The audit log: who did what to accounts, and when. It only grows.

use crate::{ReadTx, StoreError, WriteTx, db::params};

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number.
    pub row_id: i64,
    /// When.
    pub at: String,
    /// Who: row number of the account, if it was one.
    pub actor_row: Option<i64>,
    /// Who: `user:…`, `command line`, `anybody`.
    pub actor: String,
    /// What, in a few words.
    pub action: String,
    /// Whose account it was done to, if any.
    pub account_row: Option<i64>,
    /// More, in words.
    pub detail: String,
    /// From which network address.
    pub address: String,
}

/// A line to be added.
#[derive(Debug, Clone, Default)]
pub struct NewAudit<'a> {
    /// When.
    pub at: &'a str,
    /// Who, if it was an account.
    pub actor_row: Option<i64>,
    /// Who.
    pub actor: &'a str,
    /// What.
    pub action: &'a str,
    /// Whose account it was done to.
    pub account_row: Option<i64>,
    /// More.
    pub detail: &'a str,
    /// From where.
    pub address: &'a str,
}

impl ReadTx<'_> {
    /// Up to `limit` lines with numbers below `before`, newest first; of one account (who did, or
    /// whom it was done to), or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn audit_before(
        &mut self,
        before: i64,
        account_row: Option<i64>,
        limit: i64,
    ) -> Result<Vec<AuditRow>, StoreError> {
        let rows = match account_row {
            None => self.db.query(
                "select row_id, at, actor_row, actor, action, account_row, detail, address from audit where row_id < ?1 order by row_id desc limit ?2",
                params![before, limit],
            )?,
            Some(account) => self.db.query(
                "select row_id, at, actor_row, actor, action, account_row, detail, address from audit where row_id < ?1 and (actor_row = ?3 or account_row = ?3) order by row_id desc limit ?2",
                params![before, limit, account],
            )?,
        };
        Ok(rows
            .into_iter()
            .map(|mut row| AuditRow {
                row_id: row.int(0),
                at: row.text(1),
                actor_row: row.opt_int(2),
                actor: row.text(3),
                action: row.text(4),
                account_row: row.opt_int(5),
                detail: row.text(6),
                address: row.text(7),
            })
            .collect())
    }
}

impl WriteTx<'_> {
    /// Adds a line.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_audit(&mut self, new: &NewAudit<'_>) -> Result<(), StoreError> {
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from audit")?;
        self.db.execute(
            "insert into audit (row_id, at, actor_row, actor, action, account_row, detail, address) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                row_id,
                new.at,
                new.actor_row,
                new.actor,
                new.action,
                new.account_row,
                new.detail,
                new.address,
            ],
        )?;
        Ok(())
    }
}
