//! Decisions about single items of an edit.

use super::EventWriter;
use crate::{
    Digest, EventItem, ReadTx, StoreError, WriteTx, data_digest,
    db::{Row, params},
};

/// What somebody decides about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is taken.
    Accept,
    /// It is taken though the record has changed there since.
    AcceptAnyway,
    /// It is not taken.
    Reject,
}

impl Verdict {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::AcceptAnyway => "accept_anyway",
            Self::Reject => "reject",
        }
    }

    fn parse(word: &str) -> Self {
        match word {
            "accept" => Self::Accept,
            "accept_anyway" => Self::AcceptAnyway,
            _ => Self::Reject,
        }
    }

    /// Whether the item is taken.
    #[must_use]
    pub fn is_accept(self) -> bool {
        self != Self::Reject
    }
}

/// The decision of an item, to be added to an event.
#[derive(Debug, Clone)]
pub struct NewItemDecision<'a> {
    /// Row number of the edit that the item is of.
    pub edit_row: i64,
    /// Its public name.
    pub edit_public_id: &'a str,
    /// The key of the item.
    pub key: &'a str,
    /// What.
    pub verdict: Verdict,
    /// Why.
    pub reason: &'a str,
    /// The edit that brings it into the record: row number and public name.
    pub result: Option<(i64, &'a str)>,
}

/// The decision of an item, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDecisionRow {
    /// The event.
    pub event_seq: i64,
    /// Row number of the edit that the item is of.
    pub edit_row: i64,
    /// Its public name.
    pub edit_public_id: String,
    /// The key of the item; `None` when purged.
    pub key: Option<String>,
    /// Digest of the key.
    pub key_digest: String,
    /// What.
    pub verdict: Verdict,
    /// Why; `None` when purged.
    pub reason: Option<String>,
    /// Digest of the reason.
    pub reason_digest: String,
    /// Row number of the edit that brought it into the record.
    pub result_row: Option<i64>,
    /// The public name of that edit.
    pub result_public_id: Option<String>,
    /// Who decided.
    pub actor: String,
    /// When.
    pub created: String,
}

impl ItemDecisionRow {
    pub(super) fn add_to(&self, digest: &mut Digest) {
        let result = self.result_public_id.as_deref().unwrap_or_default();
        chain(
            digest,
            &self.edit_public_id,
            &self.key_digest,
            self.verdict,
            &self.reason_digest,
            result,
        );
    }

    /// Whether key and reason, as far as they are kept, are those of the digests.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        let fits = |text: &Option<String>, digest: &str| {
            text.as_deref()
                .is_none_or(|text| data_digest(text) == digest)
        };
        fits(&self.key, &self.key_digest) && fits(&self.reason, &self.reason_digest)
    }
}

fn chain(
    digest: &mut Digest,
    edit: &str,
    key_digest: &str,
    verdict: Verdict,
    reason_digest: &str,
    result: &str,
) {
    digest
        .part("item_decision")
        .part(edit)
        .part(key_digest)
        .part(verdict.as_str())
        .part(reason_digest)
        .part(result);
}

/// The columns of an item decision with what follows; the last is its number in the event.
macro_rules! item_decision_where {
    ($rest:literal) => {
        concat!("select i.event_seq, i.edit_row, e.public_id, i.item_key, i.key_digest, i.kind, i.reason, i.reason_digest, i.result_row, r.public_id, v.actor, v.created, i.item from item_decision i join edit e on e.row_id = i.edit_row join event v on v.seq = i.event_seq left join edit r on r.row_id = i.result_row", $rest)
    };
}

fn item_decision(mut row: Row) -> (i64, ItemDecisionRow) {
    let item = row.int(12);
    let read = ItemDecisionRow {
        event_seq: row.int(0),
        edit_row: row.int(1),
        edit_public_id: row.text(2),
        key: row.opt_text(3),
        key_digest: row.text(4),
        verdict: Verdict::parse(&row.text(5)),
        reason: row.opt_text(6),
        reason_digest: row.text(7),
        result_row: row.opt_int(8),
        result_public_id: row.opt_text(9),
        actor: row.text(10),
        created: row.text(11),
    };
    (item, read)
}

impl ReadTx<'_> {
    /// The decided items of an edit, in the order in which they were decided.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn item_decisions_of(&mut self, edit_row: i64) -> Result<Vec<ItemDecisionRow>, StoreError> {
        let rows = self.db.query(
            item_decision_where!(" where i.edit_row = ?1 order by i.event_seq, i.item"),
            params![edit_row],
        )?;
        Ok(rows.into_iter().map(|row| item_decision(row).1).collect())
    }

    /// The items that an edit brought into a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn items_brought_by(
        &mut self,
        result_row: i64,
    ) -> Result<Vec<ItemDecisionRow>, StoreError> {
        let rows = self.db.query(
            item_decision_where!(" where i.result_row = ?1 order by i.event_seq, i.item"),
            params![result_row],
        )?;
        Ok(rows.into_iter().map(|row| item_decision(row).1).collect())
    }

    pub(super) fn item_decisions_in(
        &mut self,
        seq: i64,
        after: i64,
        limit: i64,
    ) -> Result<Vec<(i64, EventItem)>, StoreError> {
        let rows = self.db.query(
            item_decision_where!(
                " where i.event_seq = ?1 and i.item > ?2 order by i.item limit ?3"
            ),
            params![seq, after, limit],
        )?;
        let read = rows.into_iter().map(item_decision);
        Ok(read
            .map(|(item, row)| (item, EventItem::ItemDecision(row)))
            .collect())
    }
}

impl WriteTx<'_> {
    /// Adds the decision of an item to an event.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn add_item_decision(
        &mut self,
        event: &mut EventWriter,
        new: &NewItemDecision<'_>,
    ) -> Result<(), StoreError> {
        event.items += 1;
        let (key_digest, reason_digest) = (data_digest(new.key), data_digest(new.reason));
        let result = new.result.map_or("", |(_, name)| name);
        chain(
            &mut event.digest,
            new.edit_public_id,
            &key_digest,
            new.verdict,
            &reason_digest,
            result,
        );
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from item_decision")?;
        self.db.execute(
            "insert into item_decision (row_id, event_seq, item, edit_row, item_key, key_digest, kind, reason, reason_digest, result_row) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                row_id,
                event.seq,
                event.items,
                new.edit_row,
                new.key,
                &key_digest,
                new.verdict.as_str(),
                new.reason,
                &reason_digest,
                new.result.map(|(row, _)| row),
            ],
        )?;
        Ok(())
    }
}
