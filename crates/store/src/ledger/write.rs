//! Writes events: begins one, adds edits and decisions to it, ends it.

use super::{
    DecisionKind, EditRow, EventWriter, NewEdit, NewEvent,
    digests::{add_decision, add_edit, begun},
};
use crate::{Digest, StoreError, WriteTx, data_digest, db::params};

impl WriteTx<'_> {
    /// Begins an event.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn open_event(&mut self, event: &NewEvent<'_>) -> Result<EventWriter, StoreError> {
        self.open_event_as(event, &crate::random_name())
    }

    /// Begins an event under the public name that another system gave it.
    ///
    /// # Errors
    /// When there is an event of that name, or the database does not answer.
    pub fn open_event_as(
        &mut self,
        event: &NewEvent<'_>,
        public_id: &str,
    ) -> Result<EventWriter, StoreError> {
        let last = self.db.query_one(
            "select seq, chain from event order by seq desc limit 1",
            &[],
        )?;
        let (last, chain_before) =
            last.map_or((0, String::new()), |mut row| (row.int(0), row.text(1)));
        let seq = last + 1;
        self.db.execute(
            "insert into event (seq, public_id, created, actor, kind, comment, digest, chain) values (?1, ?2, ?3, ?4, ?5, ?6, '', '')",
            params![seq, public_id, event.created, event.actor, event.kind, event.comment],
        )?;
        Ok(EventWriter {
            seq,
            digest: begun(seq, public_id, event),
            chain_before,
            items: 0,
        })
    }

    /// Adds an edit to an event; gives its row number. Applying it is the caller's business.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn add_edit(
        &mut self,
        event: &mut EventWriter,
        new: &NewEdit<'_>,
    ) -> Result<i64, StoreError> {
        self.add_edit_as(event, new, &crate::random_name())
    }

    /// Adds an edit to an event under the public name that another system gave it.
    ///
    /// # Errors
    /// When there is an edit of that name, or the database does not answer.
    pub fn add_edit_as(
        &mut self,
        event: &mut EventWriter,
        new: &NewEdit<'_>,
        public_id: &str,
    ) -> Result<i64, StoreError> {
        let row_id = match self.next_ids.edit {
            Some(next) => next,
            None => self
                .db
                .query_one("select coalesce(max(row_id), 0) + 1 from edit", &[])?
                .map_or(1, |row| row.int(0)),
        };
        self.next_ids.edit = Some(row_id + 1);
        let digest = data_digest(new.data);
        event.items += 1;
        add_edit(
            &mut event.digest,
            public_id,
            new.key,
            new.mode,
            new.base_version,
            &digest,
            new.approved,
        );
        self.db.execute(
            "insert into edit (row_id, public_id, record_row, event_seq, item, mode, base_version, data, digest, state) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                row_id,
                public_id,
                new.record_row,
                event.seq,
                event.items,
                new.mode.as_str(),
                new.base_version,
                new.data,
                &digest,
                if new.approved { "approved" } else { "pending" },
            ],
        )?;
        if new.approved {
            self.put_decision(event.seq, event.items, row_id, DecisionKind::Approve)?;
        }
        Ok(row_id)
    }

    /// Adds the decision of an earlier edit to an event; or of one that the same event brought as
    /// pending, unless it approves it ([`NewEdit::approved`] says that).
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn add_decision(
        &mut self,
        event: &mut EventWriter,
        edit: &EditRow,
        kind: DecisionKind,
    ) -> Result<(), StoreError> {
        event.items += 1;
        add_decision(&mut event.digest, &edit.public_id, kind);
        self.db.execute(
            "update edit set state = ?2 where row_id = ?1",
            params![edit.row_id, kind.state()],
        )?;
        self.put_decision(event.seq, event.items, edit.row_id, kind)
    }

    fn put_decision(
        &mut self,
        seq: i64,
        item: i64,
        edit_row: i64,
        kind: DecisionKind,
    ) -> Result<(), StoreError> {
        let row_id = match self.next_ids.decision {
            Some(next) => next,
            None => self
                .db
                .query_one("select coalesce(max(row_id), 0) + 1 from decision", &[])?
                .map_or(1, |row| row.int(0)),
        };
        self.next_ids.decision = Some(row_id + 1);
        self.db.execute(
            "insert into decision (row_id, event_seq, item, edit_row, kind) values (?1, ?2, ?3, ?4, ?5)",
            params![row_id, seq, item, edit_row, kind.as_str()],
        )?;
        Ok(())
    }

    /// Ends an event: its digest is made and chained to the one before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn close_event(&mut self, event: &EventWriter) -> Result<(), StoreError> {
        let digest = event.digest.hex();
        let chain = Digest::default()
            .part(&event.chain_before)
            .part(&digest)
            .hex();
        self.db.execute(
            "update event set digest = ?2, chain = ?3 where seq = ?1",
            params![event.seq, &digest, &chain],
        )?;
        Ok(())
    }
}
