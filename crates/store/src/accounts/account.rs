//! Accounts.

use std::fmt;

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// An account as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Row number; set by [`WriteTx::put_account`].
    pub row_id: i64,
    /// The name that the ledger uses (a UUID).
    pub public_id: String,
    /// E-mail address, folded.
    pub email: String,
    /// What to call the person.
    pub name: String,
    /// `contributor`, `data-steward`, `moderator` or `administrator`.
    pub role: String,
    /// `invited`, `active` or `disabled`.
    pub state: String,
    /// Hash of the password, with its way and parameters; `None` until one is set.
    pub password: Option<String>,
    /// Secret of the second factor in base 32.
    pub totp_secret: Option<String>,
    /// Whether the second factor is asked for.
    pub totp_on: bool,
    /// The last time step of which a code was used.
    pub totp_step: Option<i64>,
    /// When it was made.
    pub created: String,
    /// When somebody last signed in.
    pub last_sign_in: Option<String>,
}

impl fmt::Debug for AccountRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountRow")
            .field("row_id", &self.row_id)
            .field("public_id", &self.public_id)
            .field("role", &self.role)
            .field("state", &self.state)
            .field("totp_on", &self.totp_on)
            .finish_non_exhaustive()
    }
}

/// The columns of an account, and what follows.
macro_rules! account_where {
    ($rest:literal) => {
        concat!("select row_id, public_id, email, name, role, state, password, totp_secret, totp_on, totp_step, created, last_sign_in from account ", $rest)
    };
}

fn account(mut row: Row) -> AccountRow {
    AccountRow {
        row_id: row.int(0),
        public_id: row.text(1),
        email: row.text(2),
        name: row.text(3),
        role: row.text(4),
        state: row.text(5),
        password: row.opt_text(6),
        totp_secret: row.opt_text(7),
        totp_on: row.int(8) != 0,
        totp_step: row.opt_int(9),
        created: row.text(10),
        last_sign_in: row.opt_text(11),
    }
}

impl ReadTx<'_> {
    /// The account of an address (folded).
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn account_by_email(&mut self, email: &str) -> Result<Option<AccountRow>, StoreError> {
        let row = self
            .db
            .query_one(account_where!("where email = ?1"), params![email])?;
        Ok(row.map(account))
    }

    /// The account of that public name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn account_by_id(&mut self, public_id: &str) -> Result<Option<AccountRow>, StoreError> {
        let row = self
            .db
            .query_one(account_where!("where public_id = ?1"), params![public_id])?;
        Ok(row.map(account))
    }

    /// The account of that row number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn account_by_row(&mut self, row_id: i64) -> Result<Option<AccountRow>, StoreError> {
        let row = self
            .db
            .query_one(account_where!("where row_id = ?1"), params![row_id])?;
        Ok(row.map(account))
    }

    /// Up to `limit` accounts with addresses above `after`, in that order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn accounts_after(
        &mut self,
        after: &str,
        limit: i64,
    ) -> Result<Vec<AccountRow>, StoreError> {
        let rows = self.db.query(
            account_where!("where email > ?1 order by email limit ?2"),
            params![after, limit],
        )?;
        Ok(rows.into_iter().map(account).collect())
    }

    /// How many accounts of a role can sign in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn active_accounts(&mut self, role: &str) -> Result<i64, StoreError> {
        Ok(self
            .db
            .query_one(
                "select count(*) from account where role = ?1 and state = 'active' and password is not null",
                params![role],
            )?
            .map_or(0, |row| row.int(0)))
    }

    /// One stored hash that Django made, if there are any left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn any_django_password(&mut self) -> Result<Option<String>, StoreError> {
        let row = self.db.query_one(
            "select password from account where password like 'pbkdf2_sha256$%' order by row_id desc limit 1",
            &[],
        )?;
        Ok(row.map(|mut row| row.text(0)))
    }
}

impl WriteTx<'_> {
    /// Adds an account; gives its row number. `row_id` of what is given is not looked at.
    ///
    /// # Errors
    /// When the address is taken, or the database does not answer.
    pub fn put_account(&mut self, new: &AccountRow) -> Result<i64, StoreError> {
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from account")?;
        self.db.execute(
            "insert into account (row_id, public_id, email, name, role, state, password, totp_secret, totp_on, totp_step, created, last_sign_in) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                row_id,
                &new.public_id,
                &new.email,
                &new.name,
                &new.role,
                &new.state,
                new.password.as_deref(),
                new.totp_secret.as_deref(),
                new.totp_on,
                new.totp_step,
                &new.created,
                new.last_sign_in.as_deref(),
            ],
        )?;
        Ok(row_id)
    }

    /// Puts the name, role and state of an account in the place of what stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_account(
        &mut self,
        row_id: i64,
        name: &str,
        role: &str,
        state: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update account set name = ?2, role = ?3, state = ?4 where row_id = ?1",
            params![row_id, name, role, state],
        )?;
        Ok(())
    }

    /// Sets the hash of the password.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_password(&mut self, row_id: i64, hash: &str) -> Result<(), StoreError> {
        self.db.execute(
            "update account set password = ?2 where row_id = ?1",
            params![row_id, hash],
        )?;
        Ok(())
    }

    /// Sets the hash of the password if it still is `old`; whether it was.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn replace_password(
        &mut self,
        row_id: i64,
        old: &str,
        hash: &str,
    ) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "update account set password = ?3 where row_id = ?1 and password = ?2",
            params![row_id, old, hash],
        )?;
        Ok(changed > 0)
    }

    /// Sets the secret of the second factor, and whether it is asked for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_totp(
        &mut self,
        row_id: i64,
        secret: Option<&str>,
        on: bool,
        step: Option<i64>,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update account set totp_secret = ?2, totp_on = ?3, totp_step = ?4 where row_id = ?1",
            params![row_id, secret, on, step],
        )?;
        Ok(())
    }

    /// Notes that the code of a time step was used, if none of that step or later was; whether so.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn use_totp_step(&mut self, row_id: i64, step: i64) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "update account set totp_step = ?2 where row_id = ?1 and coalesce(totp_step, -1) < ?2",
            params![row_id, step],
        )?;
        Ok(changed > 0)
    }

    /// Sets when an account was made and last used, as another system tells.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_account_dates(
        &mut self,
        row_id: i64,
        created: &str,
        last_sign_in: Option<&str>,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update account set created = ?2, last_sign_in = ?3 where row_id = ?1",
            params![row_id, created, last_sign_in],
        )?;
        Ok(())
    }

    /// Notes when somebody last signed in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_last_sign_in(&mut self, row_id: i64, at: &str) -> Result<(), StoreError> {
        self.db.execute(
            "update account set last_sign_in = ?2 where row_id = ?1",
            params![row_id, at],
        )?;
        Ok(())
    }
}
