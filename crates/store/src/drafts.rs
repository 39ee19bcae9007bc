//! Drafts: what somebody has begun to write about a record.

use indigo_model::RecordKey;

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// A draft as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Whose.
    pub actor: String,
    /// The record, which need not exist.
    pub key: RecordKey,
    /// The version of the record that it was begun on.
    pub base_version: i64,
    /// JSON text.
    pub data: String,
    /// When it was begun.
    pub created: String,
    /// When it was last saved.
    pub updated: String,
}

fn draft(mut row: Row) -> DraftRow {
    DraftRow {
        actor: row.text(0),
        key: RecordKey::new(row.text(1), row.text(2)),
        base_version: row.int(3),
        data: row.text(4),
        created: row.text(5),
        updated: row.text(6),
    }
}

impl ReadTx<'_> {
    /// Somebody's draft of a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn draft(&mut self, actor: &str, key: &RecordKey) -> Result<Option<DraftRow>, StoreError> {
        let row = self.db.query_one(
            "select actor, type, id, base_version, data, created, updated from draft where actor = ?1 and type = ?2 and id = ?3",
            params![actor, &key.record_type, &key.id],
        )?;
        Ok(row.map(draft))
    }

    /// How many drafts somebody has besides that of a record, and how long they are together.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn other_drafts(&mut self, actor: &str, key: &RecordKey) -> Result<(i64, i64), StoreError> {
        let rows = self.db.query(
            "select count(*), cast(coalesce(sum(length(data)), 0) as bigint) from draft where actor = ?1 and not (type = ?2 and id = ?3)",
            params![actor, &key.record_type, &key.id],
        )?;
        Ok(rows
            .into_iter()
            .next()
            .map_or((0, 0), |row| (row.int(0), row.int(1))))
    }

    /// Somebody's drafts, last saved first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn drafts_of(&mut self, actor: &str) -> Result<Vec<DraftRow>, StoreError> {
        let rows = self.db.query(
            "select actor, type, id, base_version, data, created, updated from draft where actor = ?1 order by updated desc, type, id",
            params![actor],
        )?;
        Ok(rows.into_iter().map(draft).collect())
    }
}

impl WriteTx<'_> {
    /// Saves a draft in the place of the former one; that it was begun earlier is kept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_draft(&mut self, row: &DraftRow) -> Result<(), StoreError> {
        self.db.execute(
            "insert into draft (actor, type, id, base_version, data, created, updated) values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (actor, type, id) do update set base_version = excluded.base_version, data = excluded.data, updated = excluded.updated",
            params![
                &row.actor,
                &row.key.record_type,
                &row.key.id,
                row.base_version,
                &row.data,
                &row.created,
                &row.updated,
            ],
        )?;
        Ok(())
    }

    /// Deletes a draft; true when there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn delete_draft(&mut self, actor: &str, key: &RecordKey) -> Result<bool, StoreError> {
        let gone = self.db.execute(
            "delete from draft where actor = ?1 and type = ?2 and id = ?3",
            params![actor, &key.record_type, &key.id],
        )?;
        Ok(gone > 0)
    }
}
