//! What happened to a record, event by event.

use crate::{DecisionKind, ReadTx, StoreError, db::params};

/// An event that touched a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Place in the ledger.
    pub seq: i64,
    /// Public name of the event.
    pub public_id: String,
    /// When.
    pub created: String,
    /// Who.
    pub actor: String,
    /// What for.
    pub kind: String,
    /// Why.
    pub comment: String,
}

/// A version with the event and the edit that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionEvent {
    /// 1 for the first.
    pub version: i64,
    /// The event.
    pub event_seq: i64,
    /// Row number of the edit.
    pub edit_row: i64,
    /// When.
    pub created: String,
    /// Who.
    pub actor: String,
    /// Who brought the edit, which may be another than who approved it.
    pub brought_by: String,
    /// Public name of the event.
    pub event: String,
    /// JSON text; `None` when it was purged.
    pub data: Option<String>,
}

impl ReadTx<'_> {
    /// The events that touched a record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn passages_of(&mut self, record_row: i64) -> Result<Vec<Passage>, StoreError> {
        let rows = self.db.query(
            "select v.seq, v.public_id, v.created, v.actor, v.kind, v.comment from event v where v.seq in (select e.event_seq from edit e where e.record_row = ?1 union select d.event_seq from decision d join edit e on e.row_id = d.edit_row where e.record_row = ?1 union select i.event_seq from item_decision i join edit e on e.row_id = i.edit_row where e.record_row = ?1 union select m.event_seq from mark m where m.record_row = ?1) order by v.seq",
            params![record_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| Passage {
                seq: row.int(0),
                public_id: row.text(1),
                created: row.text(2),
                actor: row.text(3),
                kind: row.text(4),
                comment: row.text(5),
            })
            .collect())
    }

    /// The versions of a record with the events that made them, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn version_events(&mut self, record_row: i64) -> Result<Vec<VersionEvent>, StoreError> {
        let rows = self.db.query(
            "select v.version, v.event_seq, v.edit_row, w.created, w.actor, b.actor, w.public_id, coalesce(v.data, e.data) from version v join edit e on e.row_id = v.edit_row join event w on w.seq = v.event_seq join event b on b.seq = e.event_seq where v.record_row = ?1 order by v.version",
            params![record_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| VersionEvent {
                version: row.int(0),
                event_seq: row.int(1),
                edit_row: row.int(2),
                created: row.text(3),
                actor: row.text(4),
                brought_by: row.text(5),
                event: row.text(6),
                data: row.opt_text(7),
            })
            .collect())
    }

    /// The decisions about edits of a record: event, public name of the edit, what.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn decisions_on(
        &mut self,
        record_row: i64,
    ) -> Result<Vec<(i64, String, DecisionKind)>, StoreError> {
        let rows = self.db.query(
            "select d.event_seq, e.public_id, d.kind from decision d join edit e on e.row_id = d.edit_row where e.record_row = ?1 order by d.event_seq, d.item",
            params![record_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.int(0), row.text(1), DecisionKind::parse(&row.text(2))))
            .collect())
    }

    /// The public names of a record's edits with their states, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn edit_states_of(&mut self, record_row: i64) -> Result<Vec<(String, String)>, StoreError> {
        let rows = self.db.query(
            "select public_id, state from edit where record_row = ?1 order by row_id",
            params![record_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.text(0), row.text(1)))
            .collect())
    }

    /// The number of an event by its public name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn event_seq(&mut self, public_id: &str) -> Result<Option<i64>, StoreError> {
        let row = self.db.query_one(
            "select seq from event where public_id = ?1",
            params![public_id],
        )?;
        Ok(row.map(|row| row.int(0)))
    }

    /// The last version that a record had before an event.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn version_before(&mut self, record_row: i64, event_seq: i64) -> Result<i64, StoreError> {
        let row = self.db.query_one(
            "select coalesce(max(version), 0) from version where record_row = ?1 and event_seq < ?2",
            params![record_row, event_seq],
        )?;
        Ok(row.map_or(0, |row| row.int(0)))
    }

    /// Row numbers of the records whose text holds some letters (letters' case may not count).
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn records_holding(&mut self, letters: &str) -> Result<Vec<i64>, StoreError> {
        let pattern = format!("%{letters}%");
        let rows = self.db.query(
            "select row_id from record where data like ?1 order by row_id",
            params![&pattern],
        )?;
        Ok(rows.into_iter().map(|row| row.int(0)).collect())
    }

    /// The pairs of records of which somebody has said that they are not the same, by row numbers.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn not_duplicates(&mut self) -> Result<Vec<(i64, i64)>, StoreError> {
        let rows = self
            .db
            .query("select first_row, second_row from not_duplicate", &[])?;
        Ok(rows
            .into_iter()
            .map(|row| (row.int(0), row.int(1)))
            .collect())
    }

    /// The public records that changed last for the public, of one type or (empty text) of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn last_published(
        &mut self,
        record_type: &str,
        limit: i64,
    ) -> Result<Vec<(String, String, String)>, StoreError> {
        let rows = self.db.query(
            "select type, id, updated from published where is_public = 1 and (?1 = '' or type = ?1) order by updated desc, type, id limit ?2",
            params![record_type, limit],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| (row.text(0), row.text(1), row.text(2)))
            .collect())
    }
}

impl crate::WriteTx<'_> {
    /// Keeps that two records are not the same.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_not_duplicate(
        &mut self,
        (first, second): (i64, i64),
        actor: &str,
        now: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "insert into not_duplicate (first_row, second_row, actor, created) values (?1, ?2, ?3, ?4) on conflict (first_row, second_row) do nothing",
            params![first.min(second), first.max(second), actor, now],
        )?;
        Ok(())
    }
}
