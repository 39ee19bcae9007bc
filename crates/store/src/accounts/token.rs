//! API tokens.

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// An API token as stored; the token itself was shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its name in lists (a UUID).
    pub public_id: String,
    /// Whose it is.
    pub account_row: i64,
    /// What its owner calls it.
    pub name: String,
    /// What it may be used for: words with blanks between.
    pub scopes: String,
    /// When it was made.
    pub created: String,
    /// When it ends.
    pub expires: String,
    /// When it was last used, to the minute or so.
    pub last_used: Option<String>,
    /// When it was ended before its time.
    pub ended: Option<String>,
}

fn token(mut row: Row) -> TokenRow {
    TokenRow {
        public_id: row.text(0),
        account_row: row.int(1),
        name: row.text(2),
        scopes: row.text(3),
        created: row.text(4),
        expires: row.text(5),
        last_used: row.opt_text(6),
        ended: row.opt_text(7),
    }
}

impl ReadTx<'_> {
    /// The token of that digest, whether it has ended or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn token(&mut self, digest: &str) -> Result<Option<TokenRow>, StoreError> {
        let row = self.db.query_one(
            "select public_id, account_row, name, scopes, created, expires, last_used, ended from api_token where digest = ?1",
            params![digest],
        )?;
        Ok(row.map(token))
    }

    /// The tokens of an account, newest first, ended ones too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tokens_of(&mut self, account_row: i64) -> Result<Vec<TokenRow>, StoreError> {
        let rows = self.db.query(
            "select public_id, account_row, name, scopes, created, expires, last_used, ended from api_token where account_row = ?1 order by created desc, public_id",
            params![account_row],
        )?;
        Ok(rows.into_iter().map(token).collect())
    }
}

impl WriteTx<'_> {
    /// Adds a token.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_token(&mut self, digest: &str, new: &TokenRow) -> Result<(), StoreError> {
        self.db.execute(
            "insert into api_token (digest, public_id, account_row, name, scopes, created, expires) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                digest,
                &new.public_id,
                new.account_row,
                &new.name,
                &new.scopes,
                &new.created,
                &new.expires,
            ],
        )?;
        Ok(())
    }

    /// Notes when a token was last used.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn touch_token(&mut self, digest: &str, now: &str) -> Result<(), StoreError> {
        self.db.execute(
            "update api_token set last_used = ?2 where digest = ?1",
            params![digest, now],
        )?;
        Ok(())
    }

    /// Ends the token of that public name if it is the account's and has not ended; whether so.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn end_token(
        &mut self,
        account_row: i64,
        public_id: &str,
        now: &str,
    ) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "update api_token set ended = ?3 where account_row = ?1 and public_id = ?2 and ended is null",
            params![account_row, public_id, now],
        )?;
        Ok(changed > 0)
    }

    /// Ends all tokens of an account; how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn end_tokens_of(&mut self, account_row: i64, now: &str) -> Result<u64, StoreError> {
        self.db.execute(
            "update api_token set ended = ?2 where account_row = ?1 and ended is null",
            params![account_row, now],
        )
    }
}
