//! What happens to a record as a whole, without changing what it holds.

use indigo_model::RecordKey;

use super::EventWriter;
use crate::{
    Digest, EventItem, ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// It exists no more, and is kept.
    Withdraw,
    /// It exists again.
    BringBack,
    /// It was a duplicate: another record stands in its place.
    MergeInto,
    /// A duplicate was merged into it.
    Absorb,
    /// What it held was erased.
    Purge,
}

impl MarkKind {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Withdraw => "withdraw",
            Self::BringBack => "bring_back",
            Self::MergeInto => "merge_into",
            Self::Absorb => "absorb",
            Self::Purge => "purge",
        }
    }

    fn parse(word: &str) -> Self {
        match word {
            "bring_back" => Self::BringBack,
            "merge_into" => Self::MergeInto,
            "absorb" => Self::Absorb,
            "purge" => Self::Purge,
            _ => Self::Withdraw,
        }
    }
}

/// A mark to be added to an event.
#[derive(Debug, Clone)]
pub struct NewMark<'a> {
    /// Row number of the record.
    pub record_row: i64,
    /// Its key.
    pub key: &'a RecordKey,
    /// What.
    pub kind: MarkKind,
    /// The other record of a merge, with its key.
    pub other: Option<(i64, &'a RecordKey)>,
    /// More, in words that hold nothing of the record: how many edits were erased.
    pub detail: &'a str,
}

/// A mark as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkRow {
    /// The event.
    pub event_seq: i64,
    /// The record.
    pub key: RecordKey,
    /// What.
    pub kind: MarkKind,
    /// The other record of a merge.
    pub other: Option<RecordKey>,
    /// More.
    pub detail: String,
    /// Who.
    pub actor: String,
    /// When.
    pub created: String,
    /// Why.
    pub comment: String,
}

impl MarkRow {
    pub(super) fn add_to(&self, digest: &mut Digest) {
        chain(
            digest,
            &self.key,
            self.kind,
            self.other.as_ref(),
            &self.detail,
        );
    }
}

fn chain(
    digest: &mut Digest,
    key: &RecordKey,
    kind: MarkKind,
    other: Option<&RecordKey>,
    detail: &str,
) {
    digest.part("mark").part(&key.record_type).part(&key.id);
    digest.part(kind.as_str());
    digest.part(other.map_or("", |other| &other.record_type));
    digest.part(other.map_or("", |other| &other.id));
    digest.part(detail);
}

/// The columns of a mark with what follows; the last is its number in the event.
macro_rules! mark_where {
    ($rest:literal) => {
        concat!("select m.event_seq, r.type, r.id, m.kind, o.type, o.id, m.detail, v.actor, v.created, v.comment, m.item from mark m join record r on r.row_id = m.record_row join event v on v.seq = m.event_seq left join record o on o.row_id = m.other_row", $rest)
    };
}

fn mark(mut row: Row) -> (i64, MarkRow) {
    let item = row.int(10);
    let read = MarkRow {
        event_seq: row.int(0),
        key: RecordKey::new(row.text(1), row.text(2)),
        kind: MarkKind::parse(&row.text(3)),
        other: match (row.opt_text(4), row.opt_text(5)) {
            (Some(record_type), Some(id)) => Some(RecordKey::new(record_type, id)),
            _ => None,
        },
        detail: row.text(6),
        actor: row.text(7),
        created: row.text(8),
        comment: row.text(9),
    };
    (item, read)
}

impl ReadTx<'_> {
    /// The marks of a record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn marks_of(&mut self, record_row: i64) -> Result<Vec<MarkRow>, StoreError> {
        let rows = self.db.query(
            mark_where!(" where m.record_row = ?1 order by m.event_seq, m.item"),
            params![record_row],
        )?;
        Ok(rows.into_iter().map(|row| mark(row).1).collect())
    }

    pub(super) fn marks_in(
        &mut self,
        seq: i64,
        after: i64,
        limit: i64,
    ) -> Result<Vec<(i64, EventItem)>, StoreError> {
        let rows = self.db.query(
            mark_where!(" where m.event_seq = ?1 and m.item > ?2 order by m.item limit ?3"),
            params![seq, after, limit],
        )?;
        let read = rows.into_iter().map(mark);
        Ok(read
            .map(|(item, row)| (item, EventItem::Mark(row)))
            .collect())
    }
}

impl WriteTx<'_> {
    /// Adds a mark to an event, and sets whether the record exists accordingly.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn add_mark(
        &mut self,
        event: &mut EventWriter,
        new: &NewMark<'_>,
    ) -> Result<(), StoreError> {
        event.items += 1;
        let other = new.other.map(|(_, key)| key);
        chain(&mut event.digest, new.key, new.kind, other, new.detail);
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from mark")?;
        self.db.execute(
            "insert into mark (row_id, event_seq, item, record_row, kind, other_row, detail) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                row_id,
                event.seq,
                event.items,
                new.record_row,
                new.kind.as_str(),
                new.other.map(|(row, _)| row),
                new.detail,
            ],
        )?;
        let is_there = match new.kind {
            MarkKind::Withdraw | MarkKind::MergeInto | MarkKind::Purge => false,
            MarkKind::BringBack => true,
            MarkKind::Absorb => return Ok(()),
        };
        self.db.execute(
            "update record set is_there = ?2 where row_id = ?1",
            params![new.record_row, is_there],
        )?;
        Ok(())
    }
}
