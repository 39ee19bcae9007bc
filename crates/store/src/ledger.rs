//! Events, the edits that they propose and the decisions that they take.

mod item_decision;
mod mark;
mod without_event;

pub use item_decision::{ItemDecisionRow, NewItemDecision, Verdict};
pub use mark::{MarkKind, MarkRow, NewMark};

use indigo_model::{Mode, RecordKey};

use crate::{
    Digest, ReadTx, StoreError, WriteTx, data_digest,
    db::{Row, params},
};

/// What begins an event.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// When (RFC 3339, UTC).
    pub created: &'a str,
    /// Who: `system`, `user:…`, `import`.
    pub actor: &'a str,
    /// What for: `import`, `propose`, `decide`, …
    pub kind: &'a str,
    /// Why, in the person's words.
    pub comment: &'a str,
}

/// An event being written. Edits and decisions are added to it, then it is closed.
#[derive(Debug)]
pub struct EventWriter {
    /// Its place in the ledger.
    pub seq: i64,
    digest: Digest,
    chain_before: String,
    items: i64,
}

/// An edit to be added.
#[derive(Debug, Clone)]
pub struct NewEdit<'a> {
    /// Row number of the record.
    pub record_row: i64,
    /// The record's key.
    pub key: &'a RecordKey,
    /// Replace or merge.
    pub mode: Mode,
    /// The version of the record that the edit was made on; `None` when not known.
    pub base_version: Option<i64>,
    /// JSON text.
    pub data: &'a str,
    /// `approved` or `pending`.
    pub approved: bool,
}

/// What somebody decides about a pending edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionKind {
    /// It is applied.
    Approve,
    /// It is not to be applied.
    Reject,
    /// The proposer takes it back.
    Withdraw,
    /// Nothing is left to decide: every item was accepted, by edits of their own.
    Accept,
    /// Nothing is left to decide: some items were accepted, others not.
    AcceptPart,
    /// A newer edit of the proposer stands in its place.
    Supersede,
    /// The record was purged before anybody decided.
    Purge,
}

impl DecisionKind {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::Accept => "accept",
            Self::AcceptPart => "accept_part",
            Self::Supersede => "supersede",
            Self::Purge => "purge",
        }
    }

    /// The state of an edit after the decision.
    #[must_use]
    pub fn state(self) -> &'static str {
        match self {
            Self::Approve | Self::Accept => "approved",
            Self::AcceptPart => "partly_approved",
            Self::Reject => "rejected",
            Self::Withdraw => "withdrawn",
            Self::Supersede => "superseded",
            Self::Purge => "purged",
        }
    }

    pub(crate) fn parse(word: &str) -> Self {
        match word {
            "approve" => Self::Approve,
            "withdraw" => Self::Withdraw,
            "accept" => Self::Accept,
            "accept_part" => Self::AcceptPart,
            "supersede" => Self::Supersede,
            "purge" => Self::Purge,
            _ => Self::Reject,
        }
    }
}

/// An event as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Place in the ledger.
    pub seq: i64,
    /// Public name (a UUID).
    pub public_id: String,
    /// When (RFC 3339, UTC).
    pub created: String,
    /// Who.
    pub actor: String,
    /// What for.
    pub kind: String,
    /// Why.
    pub comment: String,
    /// Digest of the event itself.
    pub digest: String,
    /// Digest of all events up to this one.
    pub chain: String,
}

/// An edit as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRow {
    /// Row number.
    pub row_id: i64,
    /// Public name (a UUID).
    pub public_id: String,
    /// Row number of the record.
    pub record_row: i64,
    /// The record's key.
    pub key: RecordKey,
    /// The event that brought it.
    pub event_seq: i64,
    /// Replace or merge.
    pub mode: Mode,
    /// The version that it was made on.
    pub base_version: Option<i64>,
    /// JSON text; `None` when purged.
    pub data: Option<String>,
    /// Digest of the data.
    pub digest: String,
    /// `pending`, `approved`, `partly_approved`, `rejected`, `withdrawn`, `superseded` or `purged`.
    pub state: String,
}

/// One item of an event, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventItem {
    /// An edit was brought; `approved` when the same event also approves it.
    Edit {
        /// The edit.
        edit: EditRow,
        /// Whether the same event approves it.
        approved: bool,
    },
    /// An earlier edit was decided.
    Decision {
        /// The edit.
        edit: EditRow,
        /// What.
        kind: DecisionKind,
    },
    /// One item of an earlier edit was decided.
    ItemDecision(ItemDecisionRow),
    /// Something happened to a record as a whole.
    Mark(MarkRow),
}

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

/// The digest of an event, fed in the order in which it was written.
#[must_use]
fn begun(seq: i64, public_id: &str, event: &NewEvent<'_>) -> Digest {
    let mut digest = Digest::default();
    digest
        .part(&seq.to_string())
        .part(public_id)
        .part(event.created)
        .part(event.actor);
    digest.part(event.kind).part(event.comment);
    digest
}

fn add_edit(
    digest: &mut Digest,
    public_id: &str,
    key: &RecordKey,
    mode: Mode,
    base: Option<i64>,
    data_digest: &str,
    approved: bool,
) {
    digest
        .part("edit")
        .part(public_id)
        .part(&key.record_type)
        .part(&key.id)
        .part(mode.as_str());
    digest.part(&base.map_or_else(String::new, |base| base.to_string()));
    digest
        .part(data_digest)
        .part(if approved { "approved" } else { "pending" });
}

fn add_decision(digest: &mut Digest, edit_public_id: &str, kind: DecisionKind) {
    digest
        .part("decision")
        .part(edit_public_id)
        .part(kind.as_str());
}

/// Computes the digest of a stored event anew, item by item.
#[derive(Debug)]
pub struct EventCheck(Digest);

impl EventCheck {
    /// Begins with the event itself.
    #[must_use]
    pub fn new(event: &EventRow) -> Self {
        let new = NewEvent {
            created: &event.created,
            actor: &event.actor,
            kind: &event.kind,
            comment: &event.comment,
        };
        Self(begun(event.seq, &event.public_id, &new))
    }

    /// Adds the next item.
    pub fn item(&mut self, item: &EventItem) {
        match item {
            EventItem::Edit { edit, approved } => add_edit(
                &mut self.0,
                &edit.public_id,
                &edit.key,
                edit.mode,
                edit.base_version,
                &edit.digest,
                *approved,
            ),
            EventItem::Decision { edit, kind } => add_decision(&mut self.0, &edit.public_id, *kind),
            EventItem::ItemDecision(row) => row.add_to(&mut self.0),
            EventItem::Mark(row) => row.add_to(&mut self.0),
        }
    }

    /// Whether the stored digest and chain are those of what is stored.
    #[must_use]
    pub fn is_intact(&self, event: &EventRow, chain_before: &str) -> bool {
        let digest = self.0.hex();
        event.chain == Digest::default().part(chain_before).part(&digest).hex()
            && event.digest == digest
    }
}

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
}

impl ReadTx<'_> {
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
