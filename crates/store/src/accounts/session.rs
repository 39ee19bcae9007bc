//! Sessions: who is signed in.

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// A session as stored; the id by which it is found is known to its owner's browser only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its name in lists (a UUID).
    pub public_id: String,
    /// Whose it is.
    pub account_row: i64,
    /// `open`, or `half` when the second factor has still to come.
    pub state: String,
    /// When it began.
    pub created: String,
    /// When it was last used, to the minute or so.
    pub last_used: String,
    /// When it ends whatever happens.
    pub expires: String,
    /// The network address that it began from.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

fn session(mut row: Row) -> SessionRow {
    SessionRow {
        public_id: row.text(0),
        account_row: row.int(1),
        state: row.text(2),
        created: row.text(3),
        last_used: row.text(4),
        expires: row.text(5),
        address: row.text(6),
        agent: row.text(7),
    }
}

impl ReadTx<'_> {
    /// The session of that digest, whether it has expired or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn session(&mut self, digest: &str) -> Result<Option<SessionRow>, StoreError> {
        let row = self.db.query_one(
            "select public_id, account_row, state, created, last_used, expires, address, agent from session where digest = ?1",
            params![digest],
        )?;
        Ok(row.map(session))
    }

    /// The sessions of an account that are open, last used first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sessions_of(&mut self, account_row: i64) -> Result<Vec<SessionRow>, StoreError> {
        let rows = self.db.query(
            "select public_id, account_row, state, created, last_used, expires, address, agent from session where account_row = ?1 and state = 'open' order by last_used desc, public_id",
            params![account_row],
        )?;
        Ok(rows.into_iter().map(session).collect())
    }
}

impl WriteTx<'_> {
    /// Adds a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_session(&mut self, digest: &str, new: &SessionRow) -> Result<(), StoreError> {
        self.db.execute(
            "insert into session (digest, public_id, account_row, state, created, last_used, expires, address, agent) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                digest,
                &new.public_id,
                new.account_row,
                &new.state,
                &new.created,
                &new.last_used,
                &new.expires,
                &new.address,
                &new.agent,
            ],
        )?;
        Ok(())
    }

    /// Notes when a session was last used.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn touch_session(&mut self, digest: &str, now: &str) -> Result<(), StoreError> {
        self.db.execute(
            "update session set last_used = ?2 where digest = ?1",
            params![digest, now],
        )?;
        Ok(())
    }

    /// Ends the session of that digest; whether there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn end_session(&mut self, digest: &str) -> Result<bool, StoreError> {
        let changed = self
            .db
            .execute("delete from session where digest = ?1", params![digest])?;
        Ok(changed > 0)
    }

    /// Ends the session of that public name if it is the account's; whether so.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn end_session_of(
        &mut self,
        account_row: i64,
        public_id: &str,
    ) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "delete from session where account_row = ?1 and public_id = ?2",
            params![account_row, public_id],
        )?;
        Ok(changed > 0)
    }

    /// Ends all sessions of an account but the one of that public name; how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn end_sessions_of(
        &mut self,
        account_row: i64,
        but: Option<&str>,
    ) -> Result<u64, StoreError> {
        self.db.execute(
            "delete from session where account_row = ?1 and public_id <> ?2",
            params![account_row, but.unwrap_or_default()],
        )
    }
}
