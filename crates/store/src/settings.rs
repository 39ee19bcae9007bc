//! Small values by name: the revision, sandboxes, the sandbox password.

use crate::{
    ReadTx, Store, StoreError, WriteTx,
    db::{Db, params},
};

/// The setting that tells this database from every other; not in backups.
pub(crate) const DATABASE_ID: &str = "database_id";

/// Gives a database an id when it has none.
pub(crate) fn name_database(db: &mut Db) -> Result<(), StoreError> {
    let id = uuid::Uuid::new_v4().simple().to_string();
    db.execute(
        "insert into setting (key, value) values (?1, ?2) on conflict (key) do nothing",
        params![DATABASE_ID, &id],
    )?;
    Ok(())
}

/// The id of a database.
pub(crate) fn database_id(db: &mut Db) -> Result<Option<String>, StoreError> {
    ReadTx { db }.setting(DATABASE_ID)
}

impl Store {
    /// A random name that no other database has, made with the database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn database_id(&self) -> Result<String, StoreError> {
        Ok(self.read(|tx| tx.setting(DATABASE_ID))?.unwrap_or_default())
    }
}

impl ReadTx<'_> {
    /// The number of the last change.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn revision(&mut self) -> Result<i64, StoreError> {
        Ok(self
            .setting("revision")?
            .and_then(|text| text.parse().ok())
            .unwrap_or_default())
    }

    /// A small value by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn setting(&mut self, key: &str) -> Result<Option<String>, StoreError> {
        let row = self
            .db
            .query_one("select value from setting where key = ?1", params![key])?;
        Ok(row.map(|mut row| row.text(0)))
    }

    /// The sandboxes, id and title, in order of id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sandboxes(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        let rows = self
            .db
            .query("select id, title from sandbox order by id", &[])?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.text(0), row.text(1)))
            .collect())
    }
}

impl WriteTx<'_> {
    pub(crate) fn bump_revision(&mut self) -> Result<(), StoreError> {
        let next = (self.revision()? + 1).to_string();
        self.set_setting("revision", &next)
    }

    /// A secret of this installation by name, made when it is asked for first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn secret(&mut self, name: &str) -> Result<String, StoreError> {
        if let Some(found) = self.setting(name)? {
            return Ok(found);
        }
        let made = crate::random_token();
        self.set_setting(name, &made)?;
        Ok(made)
    }

    /// Sets a small value by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.db.execute(
            "insert into setting (key, value) values (?1, ?2) on conflict (key) do update set value = excluded.value",
            params![key, value],
        )?;
        Ok(())
    }

    /// Adds a sandbox, or gives an existing one a new title.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_sandbox(&mut self, id: &str, title: &str, now: &str) -> Result<(), StoreError> {
        self.db.execute(
            "insert into sandbox (id, title, added) values (?1, ?2, ?3) on conflict (id) do update set title = excluded.title",
            params![id, title, now],
        )?;
        Ok(())
    }
}
