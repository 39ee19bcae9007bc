//! Edits that wait, or waited, for a decision: the queue, comments, assignment.

use indigo_model::RecordKey;

use crate::{
    ReadTx, StoreError, WriteTx,
    db::{Row, params},
};

/// A proposal as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// Row number of the edit.
    pub edit_row: i64,
    /// Public name of the edit.
    pub public_id: String,
    /// Row number of the record.
    pub record_row: i64,
    /// The record.
    pub key: RecordKey,
    /// When it came.
    pub created: String,
    /// Who proposes.
    pub proposer: String,
    /// Why, in the proposer's words.
    pub comment: String,
    /// Where the proposer has it from.
    pub source: String,
    /// The way it came: `form`, `workbook`, `api`, `correction`, `import`.
    pub origin: String,
    /// `open`, `changes_asked`, or what became of it.
    pub state: String,
    /// Whether it still waits.
    pub is_open: bool,
    /// The moderator who has taken it, or an empty text.
    pub assigned_to: String,
    /// The public name of the edit that it stands in the place of.
    pub supersedes: Option<String>,
    /// How many items it asks for.
    pub items: i64,
    /// How many of them are not decided.
    pub undecided: i64,
    /// How many of those conflict with the record as it stands.
    pub conflicts: i64,
    /// When anything of it changed.
    pub updated: String,
}

/// What begins a proposal.
#[derive(Debug, Clone)]
pub struct NewProposal<'a> {
    /// Row number of the edit.
    pub edit_row: i64,
    /// Row number of the record.
    pub record_row: i64,
    /// When.
    pub created: &'a str,
    /// Who.
    pub proposer: &'a str,
    /// Why.
    pub comment: &'a str,
    /// From where.
    pub source: &'a str,
    /// Which way.
    pub origin: &'a str,
    /// Row number of the edit that it stands in the place of.
    pub supersedes: Option<i64>,
}

/// Which proposals are wanted; an empty text is no wish.
#[derive(Debug, Clone, Copy, Default)]
pub struct QueueFilter<'a> {
    /// Type of the record.
    pub record_type: &'a str,
    /// Id of the record.
    pub id: &'a str,
    /// Who proposes.
    pub proposer: &'a str,
    /// The moderator; `-` for none.
    pub assigned_to: &'a str,
    /// The state; empty for all that are open, `any` for all.
    pub state: &'a str,
    /// `yes` for those with conflicts, `no` for those without.
    pub conflict: &'a str,
    /// Came at or before that time.
    pub until: &'a str,
    /// Came at or after that time.
    pub since: &'a str,
}

/// How many proposals there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// That wait for a moderator.
    pub open: i64,
    /// That wait for their proposer.
    pub changes_asked: i64,
    /// Of both, with conflicts.
    pub with_conflicts: i64,
    /// Of both, not assigned to anybody.
    pub unassigned: i64,
}

/// A comment as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentRow {
    /// When.
    pub created: String,
    /// Who.
    pub actor: String,
    /// `comment`, or `ask` for a wish for changes.
    pub kind: String,
    /// The words.
    pub words: String,
}

/// The columns of a proposal with what follows.
macro_rules! proposal_where {
    ($rest:literal) => {
        concat!("select p.edit_row, e.public_id, p.record_row, r.type, r.id, p.created, p.proposer, p.comment, p.source, p.origin, p.state, p.is_open, p.assigned_to, s.public_id, p.items, p.undecided, p.conflicts, p.updated from proposal p join edit e on e.row_id = p.edit_row join record r on r.row_id = p.record_row left join edit s on s.row_id = p.supersedes", $rest)
    };
}

/// The conditions of the queue over `p` and `r`.
macro_rules! queue_where {
    ($before:literal, $after:literal) => {
        concat!($before, " where (?1 = '' or r.type = ?1) and (?2 = '' or r.id = ?2) and (?3 = '' or p.proposer = ?3) and (?4 = '' or (?4 = '-' and p.assigned_to = '') or p.assigned_to = ?4) and ((?5 = '' and p.is_open = 1) or ?5 = 'any' or p.state = ?5) and (?6 = '' or (?6 = 'yes' and p.conflicts > 0) or (?6 = 'no' and p.conflicts = 0)) and (?7 = '' or p.created <= ?7) and (?8 = '' or p.created >= ?8)", $after)
    };
}

fn proposal(mut row: Row) -> ProposalRow {
    ProposalRow {
        edit_row: row.int(0),
        public_id: row.text(1),
        record_row: row.int(2),
        key: RecordKey::new(row.text(3), row.text(4)),
        created: row.text(5),
        proposer: row.text(6),
        comment: row.text(7),
        source: row.text(8),
        origin: row.text(9),
        state: row.text(10),
        is_open: row.int(11) != 0,
        assigned_to: row.text(12),
        supersedes: row.opt_text(13),
        items: row.int(14),
        undecided: row.int(15),
        conflicts: row.int(16),
        updated: row.text(17),
    }
}

impl ReadTx<'_> {
    /// The proposal of an edit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn proposal(&mut self, edit_row: i64) -> Result<Option<ProposalRow>, StoreError> {
        let row = self
            .db
            .query_one(proposal_where!(" where p.edit_row = ?1"), params![edit_row])?;
        Ok(row.map(proposal))
    }

    /// The open proposals of a record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn open_proposals_of(&mut self, record_row: i64) -> Result<Vec<ProposalRow>, StoreError> {
        let rows = self.db.query(
            proposal_where!(" where p.record_row = ?1 and p.is_open = 1 order by p.edit_row"),
            params![record_row],
        )?;
        Ok(rows.into_iter().map(proposal).collect())
    }

    /// All proposals of a record, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn proposals_of(&mut self, record_row: i64) -> Result<Vec<ProposalRow>, StoreError> {
        let rows = self.db.query(
            proposal_where!(" where p.record_row = ?1 order by p.edit_row"),
            params![record_row],
        )?;
        Ok(rows.into_iter().map(proposal).collect())
    }

    /// Whether any proposal is open.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn any_open_proposal(&mut self) -> Result<bool, StoreError> {
        let row = self.db.query_one(
            "select edit_row from proposal where is_open = 1 limit 1",
            &[],
        )?;
        Ok(row.is_some())
    }

    /// Proposals that fit, oldest first, a page of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn queue(
        &mut self,
        filter: &QueueFilter<'_>,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<ProposalRow>, StoreError> {
        let rows = self.db.query(
            queue_where!("select p.edit_row, e.public_id, p.record_row, r.type, r.id, p.created, p.proposer, p.comment, p.source, p.origin, p.state, p.is_open, p.assigned_to, s.public_id, p.items, p.undecided, p.conflicts, p.updated from proposal p join edit e on e.row_id = p.edit_row join record r on r.row_id = p.record_row left join edit s on s.row_id = p.supersedes", " order by p.created, p.edit_row limit ?9 offset ?10"),
            params![
                filter.record_type,
                filter.id,
                filter.proposer,
                filter.assigned_to,
                filter.state,
                filter.conflict,
                filter.until,
                filter.since,
                limit,
                offset,
            ],
        )?;
        Ok(rows.into_iter().map(proposal).collect())
    }

    /// How many proposals fit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn queue_length(&mut self, filter: &QueueFilter<'_>) -> Result<i64, StoreError> {
        let row = self.db.query_one(
            queue_where!(
                "select count(*) from proposal p join record r on r.row_id = p.record_row",
                ""
            ),
            params![
                filter.record_type,
                filter.id,
                filter.proposer,
                filter.assigned_to,
                filter.state,
                filter.conflict,
                filter.until,
                filter.since,
            ],
        )?;
        Ok(row.map_or(0, |row| row.int(0)))
    }

    /// How many proposals there are of each kind.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn queue_counts(&mut self) -> Result<QueueCounts, StoreError> {
        let row = self.db.query_one(
            "select coalesce(sum(case when state = 'open' then 1 else 0 end), 0), coalesce(sum(case when state = 'changes_asked' then 1 else 0 end), 0), coalesce(sum(case when conflicts > 0 then 1 else 0 end), 0), coalesce(sum(case when assigned_to = '' then 1 else 0 end), 0) from proposal where is_open = 1",
            &[],
        )?;
        Ok(row.map_or_else(QueueCounts::default, |row| QueueCounts {
            open: row.int(0),
            changes_asked: row.int(1),
            with_conflicts: row.int(2),
            unassigned: row.int(3),
        }))
    }

    /// The edit that stands in the place of an edit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn superseded_by(&mut self, edit_row: i64) -> Result<Option<String>, StoreError> {
        let row = self.db.query_one(
            "select e.public_id from proposal p join edit e on e.row_id = p.edit_row where p.supersedes = ?1 order by p.edit_row desc limit 1",
            params![edit_row],
        )?;
        Ok(row.map(|mut row| row.text(0)))
    }

    /// The comments on a proposal, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn comments_of(&mut self, edit_row: i64) -> Result<Vec<CommentRow>, StoreError> {
        let rows = self.db.query(
            "select created, actor, kind, words from proposal_comment where edit_row = ?1 order by row_id",
            params![edit_row],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| CommentRow {
                created: row.text(0),
                actor: row.text(1),
                kind: row.text(2),
                words: row.text(3),
            })
            .collect())
    }
}

impl WriteTx<'_> {
    /// Adds a proposal for an edit that was added.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn add_proposal(&mut self, new: &NewProposal<'_>) -> Result<(), StoreError> {
        self.db.execute(
            "insert into proposal (edit_row, record_row, created, proposer, comment, source, origin, state, is_open, assigned_to, supersedes, items, undecided, conflicts, updated) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', 1, '', ?8, 0, 0, 0, ?3)",
            params![
                new.edit_row,
                new.record_row,
                new.created,
                new.proposer,
                new.comment,
                new.source,
                new.origin,
                new.supersedes,
            ],
        )?;
        Ok(())
    }

    /// Sets how a proposal stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_proposal_state(
        &mut self,
        edit_row: i64,
        state: &str,
        is_open: bool,
        now: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update proposal set state = ?2, is_open = ?3, updated = ?4 where edit_row = ?1",
            params![edit_row, state, is_open, now],
        )?;
        Ok(())
    }

    /// Sets how many items a proposal has: all, undecided, undecided in conflict.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn set_proposal_counts(
        &mut self,
        edit_row: i64,
        (items, undecided, conflicts): (i64, i64, i64),
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update proposal set items = ?2, undecided = ?3, conflicts = ?4 where edit_row = ?1",
            params![edit_row, items, undecided, conflicts],
        )?;
        Ok(())
    }

    /// Sets who has taken a proposal; an empty text for nobody.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn assign_proposal(
        &mut self,
        edit_row: i64,
        to: &str,
        now: &str,
    ) -> Result<(), StoreError> {
        self.db.execute(
            "update proposal set assigned_to = ?2, updated = ?3 where edit_row = ?1",
            params![edit_row, to, now],
        )?;
        Ok(())
    }

    /// Adds a comment to a proposal.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn add_comment(&mut self, edit_row: i64, comment: &CommentRow) -> Result<(), StoreError> {
        let row_id = self.next_row("select coalesce(max(row_id), 0) + 1 from proposal_comment")?;
        self.db.execute(
            "insert into proposal_comment (row_id, edit_row, created, actor, kind, words) values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                row_id,
                edit_row,
                &comment.created,
                &comment.actor,
                &comment.kind,
                &comment.words,
            ],
        )?;
        self.db.execute(
            "update proposal set updated = ?2 where edit_row = ?1",
            params![edit_row, &comment.created],
        )?;
        Ok(())
    }
}
