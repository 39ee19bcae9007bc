//! Links that go out by mail and work once: to set a password, to accept an invitation, to confirm
//! an address.
//!
//! A link gets its secret only when its mail is sent, anew with every try, so that it never stands
//! in the database: until then the digest is null.

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// A mailed link as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// Row number.
    pub row_id: i64,
    /// `reset`, `invite` or `confirm`.
    pub kind: String,
    /// Whose account it is for; `None` for people without one.
    pub account_row: Option<i64>,
    /// What else it is about, in the words of who made it.
    pub about: String,
    /// When it was made.
    pub created: String,
    /// When it ends.
    pub expires: String,
    /// When it was used.
    pub used: Option<String>,
}

/// A link to be made.
#[derive(Debug, Clone)]
pub struct NewLink<'a> {
    /// `reset`, `invite` or `confirm`.
    pub kind: &'a str,
    /// Whose account it is for.
    pub account_row: Option<i64>,
    /// What else it is about.
    pub about: &'a str,
    /// Now.
    pub created: &'a str,
    /// When it ends.
    pub expires: &'a str,
}

fn link(mut row: Row) -> LinkRow {
    LinkRow {
        row_id: row.int(0),
        kind: row.text(1),
        account_row: row.opt_int(2),
        about: row.text(3),
        created: row.text(4),
        expires: row.text(5),
        used: row.opt_text(6),
    }
}

impl ReadTx<'_> {
    /// The link of that digest, whether it is still good or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn link(&mut self, digest: &str) -> Result<Option<LinkRow>, StoreError> {
        let row = self.db.query_one(
            "select row_id, kind, account_row, about, created, expires, used from mailed_link where digest = ?1",
            params![digest],
        )?;
        Ok(row.map(link))
    }

    /// The link of that row number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn link_by_row(&mut self, row_id: i64) -> Result<Option<LinkRow>, StoreError> {
        let row = self.db.query_one(
            "select row_id, kind, account_row, about, created, expires, used from mailed_link where row_id = ?1",
            params![row_id],
        )?;
        Ok(row.map(link))
    }
}

impl WriteTx<'_> {
    /// Adds a link without a secret; gives its row number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_link(&mut self, new: &NewLink<'_>) -> Result<i64, StoreError> {
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from mailed_link")?;
        self.db.execute(
            "insert into mailed_link (row_id, kind, account_row, about, created, expires) values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![row_id, new.kind, new.account_row, new.about, new.created, new.expires],
        )?;
        Ok(row_id)
    }

    /// Gives a link a new secret; the one before is of no more use.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_link_digest(&mut self, row_id: i64, digest: &str) -> Result<(), StoreError> {
        self.db.execute(
            "update mailed_link set digest = ?2 where row_id = ?1",
            params![row_id, digest],
        )?;
        Ok(())
    }

    /// Uses a link up if it is still good; whether it was.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn use_link(&mut self, row_id: i64, now: &str) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "update mailed_link set used = ?2 where row_id = ?1 and used is null and expires > ?2",
            params![row_id, now],
        )?;
        Ok(changed > 0)
    }

    /// Uses up all links of an account that set its password.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn end_links_of(&mut self, account_row: i64, now: &str) -> Result<u64, StoreError> {
        self.db.execute(
            "update mailed_link set used = ?2 where account_row = ?1 and used is null",
            params![account_row, now],
        )
    }
}
