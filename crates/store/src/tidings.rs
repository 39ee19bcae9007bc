//! What somebody is to be told, kept in the same transaction as what happened.

use indigo_model::RecordKey;

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// Something to be told.
#[derive(Debug, Clone)]
pub struct NewTiding<'a> {
    /// When it happened.
    pub created: &'a str,
    /// Whom to tell.
    pub recipient: &'a str,
    /// What happened.
    pub kind: &'a str,
    /// Who did it.
    pub actor: &'a str,
    /// Row number of the edit.
    pub edit_row: Option<i64>,
    /// Row number of the record.
    pub record_row: i64,
    /// Why, in the words of who did it.
    pub reason: &'a str,
    /// The items accepted, as a JSON list of keys.
    pub accepted: &'a str,
    /// The items rejected, as a JSON list of keys.
    pub rejected: &'a str,
}

/// A tiding as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TidingRow {
    /// Row number; names the tiding.
    pub row_id: i64,
    /// When it happened.
    pub created: String,
    /// Whom to tell.
    pub recipient: String,
    /// What happened.
    pub kind: String,
    /// Who did it.
    pub actor: String,
    /// The public name of the edit.
    pub edit: Option<String>,
    /// The record.
    pub key: RecordKey,
    /// Why.
    pub reason: String,
    /// The items accepted, as a JSON list of keys.
    pub accepted: String,
    /// The items rejected, as a JSON list of keys.
    pub rejected: String,
    /// Whether it went out by mail (or need not).
    pub is_sent: bool,
    /// Whether it was seen on the site.
    pub is_seen: bool,
}

/// The columns of a tiding with what follows.
macro_rules! tiding_where {
    ($rest:literal) => {
        concat!("select n.row_id, n.created, n.recipient, n.kind, n.actor, e.public_id, r.type, r.id, n.reason, n.accepted, n.rejected, n.is_sent, n.is_seen from tiding n join record r on r.row_id = n.record_row left join edit e on e.row_id = n.edit_row", $rest)
    };
}

fn tiding(mut row: Row) -> TidingRow {
    TidingRow {
        row_id: row.int(0),
        created: row.text(1),
        recipient: row.text(2),
        kind: row.text(3),
        actor: row.text(4),
        edit: row.opt_text(5),
        key: RecordKey::new(row.text(6), row.text(7)),
        reason: row.text(8),
        accepted: row.text(9),
        rejected: row.text(10),
        is_sent: row.int(11) != 0,
        is_seen: row.int(12) != 0,
    }
}

impl ReadTx<'_> {
    /// Tidings that have not gone out, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tidings_unsent(&mut self, limit: i64) -> Result<Vec<TidingRow>, StoreError> {
        let rows = self.db.query(
            tiding_where!(" where n.is_sent = 0 order by n.row_id limit ?1"),
            params![limit],
        )?;
        Ok(rows.into_iter().map(tiding).collect())
    }

    /// The tidings of somebody, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tidings_of(
        &mut self,
        recipient: &str,
        only_unseen: bool,
        limit: i64,
    ) -> Result<Vec<TidingRow>, StoreError> {
        let rows = self.db.query(
            tiding_where!(" where n.recipient = ?1 and (n.is_seen = 0 or cast(?2 as bigint) = 0) order by n.row_id desc limit ?3"),
            params![recipient, only_unseen, limit],
        )?;
        Ok(rows.into_iter().map(tiding).collect())
    }
}

impl WriteTx<'_> {
    /// Adds a tiding.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn add_tiding(&mut self, new: &NewTiding<'_>) -> Result<(), StoreError> {
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from tiding")?;
        self.db.execute(
            "insert into tiding (row_id, created, recipient, kind, actor, edit_row, record_row, reason, accepted, rejected, is_sent, is_seen) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0)",
            params![
                row_id,
                new.created,
                new.recipient,
                new.kind,
                new.actor,
                new.edit_row,
                new.record_row,
                new.reason,
                new.accepted,
                new.rejected,
            ],
        )?;
        Ok(())
    }

    /// Says that a tiding went out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_tiding_sent(&mut self, row_id: i64) -> Result<(), StoreError> {
        self.db.execute(
            "update tiding set is_sent = 1 where row_id = ?1",
            params![row_id],
        )?;
        Ok(())
    }

    /// Says that somebody has seen their tidings up to one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_tidings_seen(&mut self, recipient: &str, up_to: i64) -> Result<(), StoreError> {
        self.db.execute(
            "update tiding set is_seen = 1 where recipient = ?1 and row_id <= ?2",
            params![recipient, up_to],
        )?;
        Ok(())
    }
}
