//! Records as they stand, and the versions that they had.

use indigo_model::RecordKey;

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// A record as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Number inside the database; not for other eyes.
    pub row_id: i64,
    /// Type and id.
    pub key: RecordKey,
    /// False when it was only named, never approved.
    pub exists: bool,
    /// How many approved edits made it; 0 when it does not exist.
    pub version: i64,
    /// JSON text.
    pub data: String,
}

/// A version that a record had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// 1 for the first.
    pub version: i64,
    /// The event that made it.
    pub event_seq: i64,
    /// JSON text; `None` when it was purged.
    pub data: Option<String>,
}

fn record(mut row: Row) -> RecordRow {
    RecordRow {
        row_id: row.int(0),
        key: RecordKey::new(row.text(1), row.text(2)),
        exists: row.int(3) != 0,
        version: row.int(4),
        data: row.text(5),
    }
}

impl ReadTx<'_> {
    /// The record of that key.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn record(&mut self, key: &RecordKey) -> Result<Option<RecordRow>, StoreError> {
        let row = self.db.query_one(
            "select row_id, type, id, is_there, version, data from record where type = ?1 and id = ?2",
            params![&key.record_type, &key.id],
        )?;
        Ok(row.map(record))
    }

    /// The record of that row number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn record_by_row(&mut self, row_id: i64) -> Result<Option<RecordRow>, StoreError> {
        let row = self.db.query_one(
            "select row_id, type, id, is_there, version, data from record where row_id = ?1",
            params![row_id],
        )?;
        Ok(row.map(record))
    }

    /// Up to `limit` records with row numbers above `after`, in that order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn records_after(&mut self, after: i64, limit: i64) -> Result<Vec<RecordRow>, StoreError> {
        let rows = self.db.query(
            "select row_id, type, id, is_there, version, data from record where row_id > ?1 order by row_id limit ?2",
            params![after, limit],
        )?;
        Ok(rows.into_iter().map(record).collect())
    }

    /// Up to `limit` records of a type with ids above `after`, in order of id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn records_of_type(
        &mut self,
        record_type: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<RecordRow>, StoreError> {
        let rows = self.db.query(
            "select row_id, type, id, is_there, version, data from record where type = ?1 and id > ?2 order by id limit ?3",
            params![record_type, after, limit],
        )?;
        Ok(rows.into_iter().map(record).collect())
    }

    /// Row numbers and ids of all records of a type, in order of id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn ids_of_type(&mut self, record_type: &str) -> Result<Vec<(i64, String)>, StoreError> {
        let rows = self.db.query(
            "select row_id, id from record where type = ?1 order by id",
            params![record_type],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.int(0), row.text(1)))
            .collect())
    }

    /// How many records there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn record_count(&mut self) -> Result<i64, StoreError> {
        Ok(self
            .db
            .query_one("select count(*) from record", &[])?
            .map_or(0, |row| row.int(0)))
    }

    /// The versions of a record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn versions(&mut self, record_row: i64) -> Result<Vec<VersionRow>, StoreError> {
        let rows = self.db.query(
            "select v.version, v.event_seq, coalesce(v.data, e.data) from version v join edit e on e.row_id = v.edit_row where v.record_row = ?1 order by v.version",
            params![record_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| VersionRow {
                version: row.int(0),
                event_seq: row.int(1),
                data: row.opt_text(2),
            })
            .collect())
    }

    /// One version of a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn version(
        &mut self,
        record_row: i64,
        version: i64,
    ) -> Result<Option<VersionRow>, StoreError> {
        let row = self.db.query_one(
            "select v.version, v.event_seq, coalesce(v.data, e.data) from version v join edit e on e.row_id = v.edit_row where v.record_row = ?1 and v.version = ?2",
            params![record_row, version],
        )?;
        Ok(row.map(|mut row| VersionRow {
            version: row.int(0),
            event_seq: row.int(1),
            data: row.opt_text(2),
        }))
    }
}

impl WriteTx<'_> {
    /// The record of that key, named now when it never was.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn record_or_new(&mut self, key: &RecordKey) -> Result<RecordRow, StoreError> {
        if let Some(found) = self.record(key)? {
            return Ok(found);
        }
        let row_id = match self.next_ids.record {
            Some(next) => next,
            None => self
                .db
                .query_one("select coalesce(max(row_id), 0) + 1 from record", &[])?
                .map_or(1, |row| row.int(0)),
        };
        self.next_ids.record = Some(row_id + 1);
        self.db.execute(
            "insert into record (row_id, type, id, is_there, version, data) values (?1, ?2, ?3, 0, 0, '{}')",
            params![row_id, &key.record_type, &key.id],
        )?;
        Ok(RecordRow {
            row_id,
            key: key.clone(),
            exists: false,
            version: 0,
            data: "{}".to_owned(),
        })
    }

    /// Sets what a record holds after an approved edit, and keeps the version.
    ///
    /// `data` is kept with the version only where it is not the data of the edit itself.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_record(
        &mut self,
        record: &RecordRow,
        event_seq: i64,
        edit_row: i64,
        same_as_edit: bool,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update record set is_there = ?2, version = ?3, data = ?4 where row_id = ?1",
            params![record.row_id, record.exists, record.version, &record.data],
        )?;
        let data = (!same_as_edit).then_some(record.data.as_str());
        self.db.execute(
            "insert into version (record_row, version, event_seq, edit_row, data) values (?1, ?2, ?3, ?4, ?5)",
            params![record.row_id, record.version, event_seq, edit_row, data],
        )?;
        Ok(())
    }
}
