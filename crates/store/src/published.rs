//! What was projected: public data, sandbox data, references.

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// What is public of a record, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredPublication {
    /// Whether the record is public.
    pub is_public: bool,
    /// Public data as JSON text in API form; empty when not public.
    pub data: String,
    /// Sources cited by rows, as JSON text.
    pub row_sources: String,
    /// Flags of the API body, as JSON text.
    pub flags: String,
    /// Card, as JSON text.
    pub card: String,
}

/// A publication with its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedRow {
    /// Row number of the record.
    pub record_row: i64,
    /// Its type.
    pub record_type: String,
    /// Its id.
    pub id: String,
    /// When it last changed for the public (RFC 3339, UTC).
    pub updated: String,
    /// What is public.
    pub publication: StoredPublication,
}

/// The card of a record, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRow {
    /// Type.
    pub record_type: String,
    /// Id.
    pub id: String,
    /// When it last changed for the public (RFC 3339, UTC).
    pub updated: String,
    /// Whether the record is public now.
    pub is_public: bool,
    /// JSON text.
    pub card: String,
}

/// A reference from a record to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReferenceRow {
    /// The list: `/investments`.
    pub list: String,
    /// The field of a row: `/organisation_id/value`.
    pub field: String,
    /// Type referred to.
    pub to_type: String,
    /// Id referred to, whether there is such a record or not.
    pub to_id: String,
    /// Whether it stands in a published row of a public record.
    pub is_public: bool,
}

fn published(mut row: Row) -> PublishedRow {
    PublishedRow {
        record_row: row.int(0),
        record_type: row.text(1),
        id: row.text(2),
        updated: row.text(3),
        publication: StoredPublication {
            is_public: row.int(4) != 0,
            data: row.text(5),
            row_sources: row.text(6),
            flags: row.text(7),
            card: row.text(8),
        },
    }
}

impl ReadTx<'_> {
    /// What is public of a record; `None` when it was never projected.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn publication(
        &mut self,
        record_type: &str,
        id: &str,
    ) -> Result<Option<PublishedRow>, StoreError> {
        let row = self.db.query_one(
            "select record_row, type, id, updated, is_public, data, row_sources, flags, card from published where type = ?1 and id = ?2",
            params![record_type, id],
        )?;
        Ok(row.map(published))
    }

    /// What is public of a record, by its row number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn publication_by_row(
        &mut self,
        record_row: i64,
    ) -> Result<Option<PublishedRow>, StoreError> {
        let row = self.db.query_one(
            "select record_row, type, id, updated, is_public, data, row_sources, flags, card from published where record_row = ?1",
            params![record_row],
        )?;
        Ok(row.map(published))
    }

    /// Up to `limit` public records of a type with ids above `after`, in order of id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn public_of_type(
        &mut self,
        record_type: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<PublishedRow>, StoreError> {
        let rows = self.db.query(
            "select record_row, type, id, updated, is_public, data, row_sources, flags, card from published where type = ?1 and id > ?2 and is_public = 1 order by id limit ?3",
            params![record_type, after, limit],
        )?;
        Ok(rows.into_iter().map(published).collect())
    }

    /// Up to `limit` records, public or not, that were projected since a revision, in order of type
    /// and id, after the type and id given.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn published_since(
        &mut self,
        revision: i64,
        (after_type, after_id): (&str, &str),
        limit: i64,
    ) -> Result<Vec<PublishedRow>, StoreError> {
        let rows = self.db.query(
            "select record_row, type, id, updated, is_public, data, row_sources, flags, card from published where revision > ?1 and (type > ?2 or (type = ?2 and id > ?3)) order by type, id limit ?4",
            params![revision, after_type, after_id, limit],
        )?;
        Ok(rows.into_iter().map(published).collect())
    }

    /// How many records, public or not, were projected since a revision.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn count_published_since(&mut self, revision: i64) -> Result<i64, StoreError> {
        let row = self.db.query_one(
            "select count(*) from published where revision > ?1",
            params![revision],
        )?;
        Ok(row.map_or(0, |row| row.int(0)))
    }

    /// Of all that is public now: the newest revision at which any of it became as it is, the newest
    /// time, and how many records it is. As long as these three stay, so does everything public: a
    /// record that is published anew has the newest revision of all, and one that is not public any
    /// more is missing in the number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn newest_publication(&mut self) -> Result<(i64, String, i64), StoreError> {
        let row = self.db.query_one(
            "select coalesce(max(revision), -1), coalesce(max(updated), ''), count(*) from published where is_public = 1",
            params![],
        )?;
        Ok(row.map_or_else(
            || (-1, String::new(), 0),
            |mut row| (row.int(0), row.text(1), row.int(2)),
        ))
    }

    /// The cards of what was projected since a revision, in order of type and id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn cards_since(&mut self, revision: i64) -> Result<Vec<CardRow>, StoreError> {
        let rows = self.db.query(
            "select type, id, updated, is_public, card from published where revision > ?1 order by type, id",
            params![revision],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| CardRow {
                record_type: row.text(0),
                id: row.text(1),
                updated: row.text(2),
                is_public: row.int(3) != 0,
                card: row.text(4),
            })
            .collect())
    }

    /// Every record of a type with whether it is public, in order of id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn listing(&mut self, record_type: &str) -> Result<Vec<(String, bool)>, StoreError> {
        let rows = self.db.query(
            "select id, is_public from published where type = ?1 order by id",
            params![record_type],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.text(0), row.int(1) != 0))
            .collect())
    }

    /// The sandbox data of a record: sandbox id → JSON text in API form.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sandbox_data(&mut self, record_row: i64) -> Result<Vec<(String, String)>, StoreError> {
        let rows = self.db.query(
            "select sandbox, data from sandbox_data where record_row = ?1 order by sandbox",
            params![record_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.text(0), row.text(1)))
            .collect())
    }

    /// The references of a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn references_from(&mut self, record_row: i64) -> Result<Vec<ReferenceRow>, StoreError> {
        let rows = self.db.query(
            "select list, field, to_type, to_id, is_public from reference where record_row = ?1 order by list, field, to_type, to_id",
            params![record_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| ReferenceRow {
                list: row.text(0),
                field: row.text(1),
                to_type: row.text(2),
                to_id: row.text(3),
                is_public: row.int(4) != 0,
            })
            .collect())
    }

    /// The row numbers of the records that refer to a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn referring_to(&mut self, to_type: &str, to_id: &str) -> Result<Vec<i64>, StoreError> {
        let rows = self.db.query(
            "select distinct record_row from reference where to_type = ?1 and to_id = ?2 order by record_row",
            params![to_type, to_id],
        )?;
        Ok(rows.into_iter().map(|row| row.int(0)).collect())
    }

    /// The types of the public records whose public rows refer to a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn public_types_referring_to(
        &mut self,
        to_type: &str,
        to_id: &str,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self.db.query(
            "select distinct r.type from reference f join record r on r.row_id = f.record_row where f.to_type = ?1 and f.to_id = ?2 and f.is_public = 1 order by r.type",
            params![to_type, to_id],
        )?;
        Ok(rows.into_iter().map(|mut row| row.text(0)).collect())
    }

    /// The public rows that refer to a record: type and id of the record, list, field.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn public_mentions(
        &mut self,
        to_type: &str,
        to_id: &str,
    ) -> Result<Vec<(String, String, String, String)>, StoreError> {
        let rows = self.db.query(
            "select r.type, r.id, f.list, f.field from reference f join record r on r.row_id = f.record_row where f.to_type = ?1 and f.to_id = ?2 and f.is_public = 1 order by r.type, r.id, f.list, f.field",
            params![to_type, to_id],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.text(0), row.text(1), row.text(2), row.text(3)))
            .collect())
    }
}

impl WriteTx<'_> {
    /// Sets what is public of a record. `updated` is when that last changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_publication(&mut self, row: &PublishedRow, revision: i64) -> Result<(), StoreError> {
        let what = &row.publication;
        self.db.execute(
            "insert into published (record_row, type, id, is_public, revision, updated, data, row_sources, flags, card) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict (record_row) do update set is_public = excluded.is_public, revision = excluded.revision, updated = excluded.updated, data = excluded.data, row_sources = excluded.row_sources, flags = excluded.flags, card = excluded.card",
            params![
                row.record_row,
                &row.record_type,
                &row.id,
                what.is_public,
                revision,
                &row.updated,
                &what.data,
                &what.row_sources,
                &what.flags,
                &what.card,
            ],
        )?;
        Ok(())
    }

    /// Sets when a record changed last for the public, where that is known better than from when it
    /// was published here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_published_date(&mut self, record_row: i64, at: &str) -> Result<(), StoreError> {
        self.db.execute(
            "update published set updated = ?2 where record_row = ?1",
            params![record_row, at],
        )?;
        Ok(())
    }

    /// Sets the references of a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_references(
        &mut self,
        record_row: i64,
        references: &[ReferenceRow],
    ) -> Result<(), StoreError> {
        self.db.execute(
            "delete from reference where record_row = ?1",
            params![record_row],
        )?;
        for one in references {
            self.db.execute(
                "insert into reference (record_row, list, field, to_type, to_id, is_public) values (?1, ?2, ?3, ?4, ?5, ?6)",
                params![record_row, &one.list, &one.field, &one.to_type, &one.to_id, one.is_public],
            )?;
        }
        Ok(())
    }

    /// Sets the sandbox data of a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_sandbox_data(
        &mut self,
        record_row: i64,
        data: &[(String, String)],
    ) -> Result<(), StoreError> {
        self.db.execute(
            "delete from sandbox_data where record_row = ?1",
            params![record_row],
        )?;
        for (sandbox, data) in data {
            self.db.execute(
                "insert into sandbox_data (record_row, sandbox, data) values (?1, ?2, ?3)",
                params![record_row, sandbox, data],
            )?;
        }
        Ok(())
    }
}
