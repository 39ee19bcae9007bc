//! Records, events, edits and the data that the other system keeps ready.

use indigo_model::RecordKey;

use super::DjangoDatabase;
use crate::{
    StoreError,
    db::{Row, params},
};

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DjangoRecord {
    /// Row number.
    pub id: i64,
    /// Type and id.
    pub key: RecordKey,
    /// Whether anything was ever approved of it.
    pub exists: bool,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DjangoEvent {
    /// Row number.
    pub id: i64,
    /// Public name.
    pub public_id: String,
    /// When (RFC 3339, UTC, with six digits after the second).
    pub created: String,
    /// Who, if that is known.
    pub user: Option<i64>,
    /// Why.
    pub comment: String,
}

/// An edit, without its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DjangoEdit {
    /// Row number.
    pub id: i64,
    /// Public name.
    pub public_id: String,
    /// Row number of the record.
    pub record: i64,
    /// Row number of the event that brought it.
    pub brought_by: i64,
    /// Row number of the event that approved it.
    pub approved_by: Option<i64>,
    /// Row number of the event that refused it.
    pub refused_by: Option<i64>,
    /// `REPLACE` or `MERGE`.
    pub mode: String,
    /// The part of the record that it is about; `/` for all of it.
    pub data_key: String,
}

/// What a record holds, or held after an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DjangoValue {
    /// Row number of the record.
    pub record: i64,
    /// Whether anything was ever approved of it.
    pub exists: bool,
    /// JSON text.
    pub data: String,
}

/// The tables of what the public may see, each with the record type that it is of, and the
/// statement that reads it.
const PUBLIC_TABLES: [(&str, &str, &str); 6] = [
    (
        "indigo_project",
        "project",
        "select public_id::text, cast(\"exists\" and status_public as integer) from indigo_project order by public_id",
    ),
    (
        "indigo_organisation",
        "organisation",
        "select public_id::text, cast(\"exists\" and status_public as integer) from indigo_organisation order by public_id",
    ),
    (
        "indigo_fund",
        "fund",
        "select public_id::text, cast(\"exists\" and status_public as integer) from indigo_fund order by public_id",
    ),
    (
        "indigo_pipeline",
        "pipeline",
        "select public_id::text, cast(\"exists\" and status_public as integer) from indigo_pipeline order by public_id",
    ),
    (
        "indigo_assessmentresource",
        "assessment_resource",
        "select public_id::text, cast(\"exists\" and status_public as integer) from indigo_assessmentresource order by public_id",
    ),
    (
        "indigo_joiningupinitiative",
        "joining_up_initiative",
        "select public_id::text, cast(\"exists\" and status_public as integer) from indigo_joiningupinitiative order by public_id",
    ),
];

fn value(mut row: Row) -> DjangoValue {
    DjangoValue {
        record: row.int(0),
        exists: row.int(1) != 0,
        data: row.text(2),
    }
}

impl DjangoDatabase {
    /// The names of the record types.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn types(&mut self) -> Result<Vec<String>, StoreError> {
        let rows = self.db.query(
            "select public_id::text from jsondataferret_type order by id",
            &[],
        )?;
        Ok(rows.into_iter().map(|mut row| row.text(0)).collect())
    }

    /// All records, in the order in which they were named first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn records(&mut self) -> Result<Vec<DjangoRecord>, StoreError> {
        let rows = self.db.query(
            "select r.id, t.public_id::text, r.public_id::text, cast(r.cached_exists as integer) from jsondataferret_record r join jsondataferret_type t on t.id = r.type_id order by r.id",
            &[],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| DjangoRecord {
                id: row.int(0),
                key: RecordKey::new(row.text(1), row.text(2)),
                exists: row.int(3) != 0,
            })
            .collect())
    }

    /// Up to `limit` records with row numbers above `after`, with what they hold.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn values_after(&mut self, after: i64, limit: i64) -> Result<Vec<DjangoValue>, StoreError> {
        let rows = self.db.query(
            "select id, cast(cached_exists as integer), cast(cached_data as text) from jsondataferret_record where id > cast(?1 as bigint) order by id limit ?2",
            params![after, limit],
        )?;
        Ok(rows.into_iter().map(value).collect())
    }

    /// What records held after an event, as the other system kept it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn snapshots_of(&mut self, event: i64) -> Result<Vec<DjangoValue>, StoreError> {
        if !self.has("jsondataferret_cachedrecordhistory") {
            return Ok(Vec::new());
        }
        let rows = self.db.query(
            "select record_id, 1, cast(data as text) from jsondataferret_cachedrecordhistory where event_id = cast(?1 as bigint) order by record_id",
            params![event],
        )?;
        Ok(rows.into_iter().map(value).collect())
    }

    /// All events, in the order in which they were written.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn events(&mut self) -> Result<Vec<DjangoEvent>, StoreError> {
        let rows = self.db.query(
            "select id, public_id::text, to_char(created, 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), user_id, coalesce(comment, '') from jsondataferret_event order by id",
            &[],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| DjangoEvent {
                id: row.int(0),
                public_id: row.text(1),
                created: row.text(2),
                user: row.opt_int(3),
                comment: row.text(4),
            })
            .collect())
    }

    /// All edits without their data, in the order in which they were written.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn edits(&mut self) -> Result<Vec<DjangoEdit>, StoreError> {
        let rows = self.db.query(
            "select id, public_id::text, record_id, creation_event_id, approval_event_id, refusal_event_id, mode::text, data_key::text from jsondataferret_edit order by id",
            &[],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| DjangoEdit {
                id: row.int(0),
                public_id: row.text(1),
                record: row.int(2),
                brought_by: row.int(3),
                approved_by: row.opt_int(4),
                refused_by: row.opt_int(5),
                mode: row.text(6),
                data_key: row.text(7),
            })
            .collect())
    }

    /// The data of the edits that an event brought: row number of the edit and JSON text, in the
    /// order in which they were written.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn data_brought_by(&mut self, event: i64) -> Result<Vec<(i64, String)>, StoreError> {
        let rows = self.db.query(
            "select id, cast(data as text) from jsondataferret_edit where creation_event_id = cast(?1 as bigint) order by id",
            params![event],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.int(0), row.text(1)))
            .collect())
    }

    /// The records that the other system shows, or does not show, to the public.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn publicity(&mut self) -> Result<Vec<(RecordKey, bool)>, StoreError> {
        let mut found = Vec::new();
        for (table, record_type, sql) in PUBLIC_TABLES {
            if !self.has(table) {
                continue;
            }
            let rows = self.db.query(sql, &[])?;
            found.extend(rows.into_iter().map(|mut row| {
                let key = RecordKey::new(record_type, row.text(0));
                (key, row.int(1) != 0)
            }));
        }
        Ok(found)
    }

    /// The sandboxes, id and title.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sandboxes(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        if !self.has("indigo_sandbox") {
            return Ok(Vec::new());
        }
        let rows = self.db.query(
            "select public_id::text, title::text from indigo_sandbox order by id",
            &[],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.text(0), row.text(1)))
            .collect())
    }
}
