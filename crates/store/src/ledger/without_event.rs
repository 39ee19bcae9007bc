//! Rows that name an event which is not there: a ledger that was cut.

use crate::{ReadTx, StoreError};

impl ReadTx<'_> {
    /// How many edits, decisions and versions name an event that is not there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn without_event(&mut self) -> Result<[(&'static str, i64); 3], StoreError> {
        let mut count = |sql: &'static str| {
            Ok::<_, StoreError>(self.db.query_one(sql, &[])?.map_or(0, |row| row.int(0)))
        };
        Ok([
            (
                "edits",
                count(
                    "select count(*) from edit e left join event v on v.seq = e.event_seq where v.seq is null",
                )?,
            ),
            (
                "decisions",
                count(
                    "select count(*) from decision d left join event v on v.seq = d.event_seq where v.seq is null",
                )?,
            ),
            (
                "versions",
                count(
                    "select count(*) from version n left join event v on v.seq = n.event_seq where v.seq is null",
                )?,
            ),
        ])
    }
}
