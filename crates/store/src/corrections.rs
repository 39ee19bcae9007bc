//! What people without an account suggest, until it is a proposal.

use indigo_model::RecordKey;

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// A correction to be kept until its sender confirms it.
#[derive(Debug, Clone)]
pub struct NewCorrection<'a> {
    /// Its public name.
    pub public_id: &'a str,
    /// The record.
    pub key: &'a RecordKey,
    /// The place of the value: `/sources/[source1]/url/value`.
    pub place: &'a str,
    /// The value that would be right, as JSON text.
    pub value: &'a str,
    /// Where the sender has it from.
    pub source: &'a str,
    /// Where to write to.
    pub email: &'a str,
    /// Digest of what the mailed link holds.
    pub token_digest: &'a str,
    /// Keyed digest of the e-mail address.
    pub email_digest: &'a str,
    /// Keyed digest of the network address.
    pub address_digest: &'a str,
    /// When.
    pub created: &'a str,
}

/// A correction as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionRow {
    /// Row number.
    pub row_id: i64,
    /// Its public name.
    pub public_id: String,
    /// The record.
    pub key: RecordKey,
    /// The place of the value.
    pub place: String,
    /// The value that would be right, as JSON text.
    pub value: String,
    /// Where the sender has it from.
    pub source: String,
    /// Where to write to; empty when erased.
    pub email: String,
    /// `waiting` or `confirmed`.
    pub state: String,
    /// When it came.
    pub created: String,
    /// The proposal that it became.
    pub edit: Option<String>,
}

/// The columns of a correction with what follows.
macro_rules! correction_where {
    ($rest:literal) => {
        concat!("select c.row_id, c.public_id, c.type, c.id, c.place, c.value, c.source, c.email, c.state, c.created, e.public_id from correction c left join edit e on e.row_id = c.edit_row", $rest)
    };
}

fn correction(mut row: Row) -> CorrectionRow {
    CorrectionRow {
        row_id: row.int(0),
        public_id: row.text(1),
        key: RecordKey::new(row.text(2), row.text(3)),
        place: row.text(4),
        value: row.text(5),
        source: row.text(6),
        email: row.text(7),
        state: row.text(8),
        created: row.text(9),
        edit: row.opt_text(10),
    }
}

impl ReadTx<'_> {
    /// The correction that a mailed link names.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn correction_by_token(
        &mut self,
        token_digest: &str,
    ) -> Result<Option<CorrectionRow>, StoreError> {
        let row = self.db.query_one(
            correction_where!(" where c.token_digest = ?1"),
            params![token_digest],
        )?;
        Ok(row.map(correction))
    }

    /// A correction by its public name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn correction(&mut self, public_id: &str) -> Result<Option<CorrectionRow>, StoreError> {
        let row = self.db.query_one(
            correction_where!(" where c.public_id = ?1"),
            params![public_id],
        )?;
        Ok(row.map(correction))
    }

    /// How many corrections came since a time from a network address, and from an e-mail address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn corrections_since(
        &mut self,
        address_digest: &str,
        address_since: &str,
        email_digest: &str,
        email_since: &str,
    ) -> Result<(i64, i64), StoreError> {
        let by_address = self.db.query_one(
            "select count(*) from correction where address_digest = ?1 and created >= ?2",
            params![address_digest, address_since],
        )?;
        let by_email = self.db.query_one(
            "select count(*) from correction where email_digest = ?1 and created >= ?2",
            params![email_digest, email_since],
        )?;
        let count = |row: Option<Row>| row.map_or(0, |row| row.int(0));
        Ok((count(by_address), count(by_email)))
    }
}

impl WriteTx<'_> {
    /// Keeps a correction.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn add_correction(&mut self, new: &NewCorrection<'_>) -> Result<(), StoreError> {
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from correction")?;
        self.db.execute(
            "insert into correction (row_id, public_id, type, id, place, value, source, email, token_digest, email_digest, address_digest, state, created, confirmed, edit_row) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'waiting', ?12, '', null)",
            params![
                row_id,
                new.public_id,
                &new.key.record_type,
                &new.key.id,
                new.place,
                new.value,
                new.source,
                new.email,
                new.token_digest,
                new.email_digest,
                new.address_digest,
                new.created,
            ],
        )?;
        Ok(())
    }

    /// Says that a correction was confirmed and which edit it became.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_correction_confirmed(
        &mut self,
        row_id: i64,
        edit_row: i64,
        now: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update correction set state = 'confirmed', confirmed = ?2, edit_row = ?3 where row_id = ?1",
            params![row_id, now, edit_row],
        )?;
        Ok(())
    }

    /// Deletes what was not confirmed and came before a time; gives how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn delete_corrections_before(&mut self, time: &str) -> Result<u64, StoreError> {
        self.db.execute(
            "delete from correction where state = 'waiting' and created < ?1",
            params![time],
        )
    }
}
