//! Reads events, what is in them, and edits.

use indigo_model::{Mode, RecordKey};

use super::{DecisionKind, EditRow, EventItem, EventRow};
use crate::{
    ReadTx, StoreError,
    db::{Row, params},
};

/// The columns of an edit with its record, and what follows.
macro_rules! edit_where {
    ($rest:literal) => {
        concat!("select e.row_id, e.public_id, e.record_row, r.type, r.id, e.event_seq, e.mode, e.base_version, e.data, e.digest, e.state from edit e join record r on r.row_id = e.record_row", $rest)
    };
}

fn edit(mut row: Row) -> EditRow {
    EditRow {
        row_id: row.int(0),
        public_id: row.text(1),
        record_row: row.int(2),
        key: RecordKey::new(row.text(3), row.text(4)),
        event_seq: row.int(5),
        mode: if row.text(6) == "MERGE" {
            Mode::Merge
        } else {
            Mode::Replace
        },
        base_version: row.opt_int(7),
        data: row.opt_text(8),
        digest: row.text(9),
        state: row.text(10),
    }
}

impl ReadTx<'_> {
    /// Up to `limit` events after `after`, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn events_after(&mut self, after: i64, limit: i64) -> Result<Vec<EventRow>, StoreError> {
        let rows = self.db.query(
            "select seq, public_id, created, actor, kind, comment, digest, chain from event where seq > ?1 order by seq limit ?2",
            params![after, limit],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| EventRow {
                seq: row.int(0),
                public_id: row.text(1),
                created: row.text(2),
                actor: row.text(3),
                kind: row.text(4),
                comment: row.text(5),
                digest: row.text(6),
                chain: row.text(7),
            })
            .collect())
    }

    /// Up to `limit` items of an event after item number `after`, in order, with their numbers.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn event_items(
        &mut self,
        seq: i64,
        after: i64,
        limit: i64,
    ) -> Result<Vec<(i64, EventItem)>, StoreError> {
        let edits = self.db.query(
            "select e.row_id, e.public_id, e.record_row, r.type, r.id, e.event_seq, e.mode, e.base_version, e.data, e.digest, e.state, e.item, (select count(*) from decision d where d.event_seq = e.event_seq and d.edit_row = e.row_id and d.kind = 'approve') from edit e join record r on r.row_id = e.record_row where e.event_seq = ?1 and e.item > ?2 order by e.item limit ?3",
            params![seq, after, limit],
        )?;
        let mut items: Vec<(i64, EventItem)> = edits
            .into_iter()
            .map(|row| {
                let (item, approved) = (row.int(11), row.int(12) > 0);
                (
                    item,
                    EventItem::Edit {
                        edit: edit(row),
                        approved,
                    },
                )
            })
            .collect();
        let decisions = self.db.query(
            "select e.row_id, e.public_id, e.record_row, r.type, r.id, e.event_seq, e.mode, e.base_version, e.data, e.digest, e.state, d.item, d.kind from decision d join edit e on e.row_id = d.edit_row join record r on r.row_id = e.record_row where d.event_seq = ?1 and (e.event_seq <> d.event_seq or e.item <> d.item) and d.item > ?2 order by d.item limit ?3",
            params![seq, after, limit],
        )?;
        items.extend(decisions.into_iter().map(|mut row| {
            let item = row.int(11);
            let kind = DecisionKind::parse(&row.text(12));
            (
                item,
                EventItem::Decision {
                    edit: edit(row),
                    kind,
                },
            )
        }));
        items.extend(self.item_decisions_in(seq, after, limit)?);
        items.extend(self.marks_in(seq, after, limit)?);
        items.sort_by_key(|(item, _)| *item);
        items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(items)
    }

    /// An edit by its public name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn edit(&mut self, public_id: &str) -> Result<Option<EditRow>, StoreError> {
        Ok(self
            .db
            .query_one(edit_where!(" where e.public_id = ?1"), params![public_id])?
            .map(edit))
    }

    /// The edits of a record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn edits_of(&mut self, record_row: i64) -> Result<Vec<EditRow>, StoreError> {
        let rows = self.db.query(
            edit_where!(" where e.record_row = ?1 order by e.row_id"),
            params![record_row],
        )?;
        Ok(rows.into_iter().map(edit).collect())
    }

    /// An edit by its row number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn edit_by_row(&mut self, row_id: i64) -> Result<Option<EditRow>, StoreError> {
        Ok(self
            .db
            .query_one(edit_where!(" where e.row_id = ?1"), params![row_id])?
            .map(edit))
    }

    /// The approved edits of a record in the order in which they were approved.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn approvals_of(&mut self, record_row: i64) -> Result<Vec<EditRow>, StoreError> {
        let rows = self.db.query(
            "select e.row_id, e.public_id, e.record_row, r.type, r.id, e.event_seq, e.mode, e.base_version, e.data, e.digest, e.state from decision d join edit e on e.row_id = d.edit_row join record r on r.row_id = e.record_row where e.record_row = ?1 and d.kind = 'approve' order by d.event_seq, d.item",
            params![record_row],
        )?;
        Ok(rows.into_iter().map(edit).collect())
    }
}
