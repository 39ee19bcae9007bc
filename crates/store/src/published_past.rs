//! What was public of records at times before, so that a list of any day is read and not refolded.

use crate::{ReadTx, StoreError, WriteTx, db::params};

/// One state of what is public of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPublication {
    /// Since when (RFC 3339, UTC).
    pub since: String,
    /// Whether the record was public.
    pub is_public: bool,
    /// Card as JSON text; empty for the state of now and where the record was not public.
    pub card: String,
}

/// The state of a record that is public now, at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastCard {
    /// Type.
    pub record_type: String,
    /// Id.
    pub id: String,
    /// Since when it was as it was (RFC 3339, UTC).
    pub since: String,
    /// JSON text; empty when it was then as it is now.
    pub card: String,
}

impl ReadTx<'_> {
    /// The states of a record, oldest first; none when it has been as it is from its beginning.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn past_publications(
        &mut self,
        record_row: i64,
    ) -> Result<Vec<PastPublication>, StoreError> {
        let rows = self.db.query(
            "select since, is_public, card from published_past where record_row = ?1 order by number",
            params![record_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| PastPublication {
                since: row.text(0),
                is_public: row.int(1) != 0,
                card: row.text(2),
            })
            .collect())
    }

    /// When the last event up to a time (RFC 3339, UTC) was; empty when there was none. What was
    /// public is the same at all times that have this one in common.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn last_event_until(&mut self, until: &str) -> Result<String, StoreError> {
        let found = self.db.query(
            "select coalesce(max(created), '') from event where created <= ?1",
            params![until],
        )?;
        Ok(found
            .into_iter()
            .next()
            .map(|mut row| row.text(0))
            .unwrap_or_default())
    }

    /// The records that are public now and were at a time (RFC 3339, UTC), in no order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn past_cards(&mut self, until: &str) -> Result<Vec<PastCard>, StoreError> {
        let unchanged = self.db.query(
            "select p.type, p.id, e.created, '' from published p join version v on v.record_row = p.record_row and v.version = 1 join event e on e.seq = v.event_seq where p.is_public = 1 and e.created <= ?1 and not exists (select 1 from published_past q where q.record_row = p.record_row)",
            params![until],
        )?;
        let changed = self.db.query(
            "select p.type, p.id, q.since, q.card from published_past q join published p on p.record_row = q.record_row where p.is_public = 1 and q.is_public = 1 and q.number = (select max(w.number) from published_past w where w.record_row = q.record_row and w.since <= ?1)",
            params![until],
        )?;
        Ok(unchanged
            .into_iter()
            .chain(changed)
            .map(|mut row| PastCard {
                record_type: row.text(0),
                id: row.text(1),
                since: row.text(2),
                card: row.text(3),
            })
            .collect())
    }
}

impl WriteTx<'_> {
    /// Sets the states of a record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_past_publications(
        &mut self,
        record_row: i64,
        states: &[PastPublication],
    ) -> Result<(), StoreError> {
        self.db.execute(
            "delete from published_past where record_row = ?1",
            params![record_row],
        )?;
        for (number, state) in (1_i64..).zip(states) {
            self.db.execute(
                "insert into published_past (record_row, number, since, is_public, card) values (?1, ?2, ?3, ?4, ?5)",
                params![record_row, number, &state.since, state.is_public, &state.card],
            )?;
        }
        Ok(())
    }
}
