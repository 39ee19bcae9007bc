//! Figures on quality as they were day by day, and records as they stood at a time before.

use indigo_model::RecordKey;

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// The figures of a day and a record type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualityDayRow {
    /// The day: `2026-11-24`.
    pub day: String,
    /// Record type.
    pub record_type: String,
    /// How they came: `kept` on that day, or told `afterwards` from the ledger.
    pub origin: String,
    /// The revision that they were made of; not for everybody, as it counts private changes too.
    pub position: i64,
    /// A name of the rules that they were made by.
    pub rules: String,
    /// JSON text.
    pub figures: String,
}

/// A record as it stood at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRow {
    /// Its id.
    pub id: String,
    /// Whether it existed then and is public now.
    pub counts: bool,
    /// JSON text of the version of then; `None` when it was purged.
    pub data: Option<String>,
}

/// A version that a record had at the time ?3, and whether nothing had taken the record away.
macro_rules! past_where {
    ($rest:literal) => {
        concat!(
            "select p.id, case when p.is_public = 1 and coalesce((select m.kind from mark m join event x on x.seq = m.event_seq where m.record_row = p.record_row and m.kind <> 'absorb' and x.created <= ?3 order by m.event_seq desc, m.item desc limit 1), 'bring_back') = 'bring_back' then 1 else 0 end, coalesce(v.data, e.data) from published p join version v on v.record_row = p.record_row join edit e on e.row_id = v.edit_row where v.version = (select max(w.version) from version w join event x on x.seq = w.event_seq where w.record_row = p.record_row and x.created <= ?3) and p.type = ?1 and ",
            $rest
        )
    };
}

fn past(mut row: Row) -> PastRow {
    PastRow {
        id: row.text(0),
        counts: row.int(1) != 0,
        data: row.opt_text(2),
    }
}

impl ReadTx<'_> {
    /// All figures that are kept, oldest first, those of a day in order of type.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn quality_days(&mut self) -> Result<Vec<QualityDayRow>, StoreError> {
        let rows = self.db.query(
            "select day, type, origin, position, rules, figures from quality_day order by day, type",
            &[],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| QualityDayRow {
                day: row.text(0),
                record_type: row.text(1),
                origin: row.text(2),
                position: row.int(3),
                rules: row.text(4),
                figures: row.text(5),
            })
            .collect())
    }

    /// When the first event of the ledger was; `None` when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn first_event_time(&mut self) -> Result<Option<String>, StoreError> {
        let row = self
            .db
            .query_one("select created from event order by created limit 1", &[])?;
        Ok(row.map(|mut row| row.text(0)))
    }

    /// When the last event of the ledger was; `None` when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn last_event_time(&mut self) -> Result<Option<String>, StoreError> {
        let row = self
            .db
            .query_one("select created from event order by seq desc limit 1", &[])?;
        Ok(row.map(|mut row| row.text(0)))
    }

    /// Up to `limit` records of a type with ids above `after`, as they stood at a time (RFC 3339,
    /// UTC), in order of id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn past_of_type(
        &mut self,
        record_type: &str,
        after: &str,
        until: &str,
        limit: i64,
    ) -> Result<Vec<PastRow>, StoreError> {
        let rows = self.db.query(
            past_where!("p.id > ?2 order by p.id limit ?4"),
            params![record_type, after, until, limit],
        )?;
        Ok(rows.into_iter().map(past).collect())
    }

    /// A record as it stood at a time; `None` when it was not there yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn past_of(&mut self, key: &RecordKey, until: &str) -> Result<Option<PastRow>, StoreError> {
        let row = self.db.query_one(
            past_where!("p.id = ?2"),
            params![&key.record_type, &key.id, until],
        )?;
        Ok(row.map(past))
    }
}

impl WriteTx<'_> {
    /// Puts figures in the place of all those of their day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_quality_day(&mut self, day: &str, rows: &[QualityDayRow]) -> Result<(), StoreError> {
        self.db
            .execute("delete from quality_day where day = ?1", params![day])?;
        for row in rows {
            self.db.execute(
                "insert into quality_day (day, type, origin, position, rules, figures) values (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    day,
                    &row.record_type,
                    &row.origin,
                    row.position,
                    &row.rules,
                    &row.figures,
                ],
            )?;
        }
        Ok(())
    }
}
