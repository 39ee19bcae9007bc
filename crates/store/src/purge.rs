//! Erasing what a record held. Digests stay, so that the chain of the ledger still closes.

use indigo_model::RecordKey;

use crate::{Store, StoreError, WriteTx, db::params};

/// What is erased of a record, by its row number.
const ERASE_BY_ROW: [&str; 6] = [
    "update version set data = null where record_row = ?1",
    "update record set data = '{}', is_there = 0 where row_id = ?1",
    "update item_decision set item_key = null, reason = null where edit_row in (select row_id from edit where record_row = ?1)",
    "update proposal set comment = '', source = '' where record_row = ?1",
    "delete from proposal_comment where edit_row in (select row_id from edit where record_row = ?1)",
    "update tiding set reason = '', accepted = '[]', rejected = '[]' where record_row = ?1",
];

/// What is erased of a record, by its key.
const ERASE_BY_KEY: [&str; 2] = [
    "delete from draft where type = ?1 and id = ?2",
    "update correction set place = '', value = 'null', source = '', email = '' where type = ?1 and id = ?2",
];

impl WriteTx<'_> {
    /// How many edits a record has whose data are kept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn count_kept_edits(&mut self, record_row: i64) -> Result<i64, StoreError> {
        let row = self.db.query_one(
            "select count(*) from edit where record_row = ?1 and data is not null",
            params![record_row],
        )?;
        Ok(row.map_or(0, |row| row.int(0)))
    }

    /// Erases all that a record held: edits, versions, the record itself, what was said about its
    /// proposals, drafts, corrections, answers of the write API.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn erase(&mut self, record_row: i64, key: &RecordKey) -> Result<(), StoreError> {
        if !self.db.is_postgres() {
            // Freed space is overwritten, not only given up.
            self.db.query("pragma secure_delete = on", &[])?;
        }
        self.db.execute(
            "update edit set data = null where record_row = ?1",
            params![record_row],
        )?;
        for statement in ERASE_BY_ROW {
            self.db.execute(statement, params![record_row])?;
        }
        self.forget_api_answers_about(key)?;
        for statement in ERASE_BY_KEY {
            self.db
                .execute(statement, params![&key.record_type, &key.id])?;
        }
        Ok(())
    }
}

impl Store {
    /// Overwrites in the files of the database what was erased, as far as this program can: with
    /// SQLite the journal is emptied; PostgreSQL does it by `vacuum`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn overwrite_erased(&self) -> Result<(), StoreError> {
        self.with_writer(|db| {
            if db.is_postgres() {
                return Ok(());
            }
            db.query("pragma wal_checkpoint(truncate)", &[])?;
            Ok(())
        })
    }
}
