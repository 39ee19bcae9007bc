//! What was granted to whom.

use indigo_model::Grant;

use crate::{ReadTx, StoreError, WriteTx, db::params};

impl ReadTx<'_> {
    /// The grants of an account, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn grants(&mut self, account_row: i64) -> Result<Vec<Grant>, StoreError> {
        let rows = self.db.query(
            "select type, id from account_grant where account_row = ?1 order by type, id",
            params![account_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| Grant {
                record_type: row.text(0),
                id: Some(row.text(1)).filter(|id| !id.is_empty()),
            })
            .collect())
    }

    /// The row numbers of the accounts that something was granted to, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn granted_to(&mut self, grant: &Grant) -> Result<Vec<i64>, StoreError> {
        let rows = self.db.query(
            "select account_row from account_grant where type = ?1 and id = ?2 order by account_row",
            params![&grant.record_type, grant.id.as_deref().unwrap_or_default()],
        )?;
        Ok(rows.iter().map(|row| row.int(0)).collect())
    }
}

impl WriteTx<'_> {
    /// Grants something; nothing happens when it was before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_grant(
        &mut self,
        account_row: i64,
        grant: &Grant,
        now: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "insert into account_grant (account_row, type, id, granted) values (?1, ?2, ?3, ?4) on conflict do nothing",
            params![account_row, &grant.record_type, grant.id.as_deref().unwrap_or_default(), now],
        )?;
        Ok(())
    }

    /// Takes a grant back; whether there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn remove_grant(&mut self, account_row: i64, grant: &Grant) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "delete from account_grant where account_row = ?1 and type = ?2 and id = ?3",
            params![
                account_row,
                &grant.record_type,
                grant.id.as_deref().unwrap_or_default()
            ],
        )?;
        Ok(changed > 0)
    }
}
