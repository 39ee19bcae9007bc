//! Bringing a proposal.

use std::collections::BTreeSet;

use indigo_store::{DecisionKind, NewEdit, NewEvent, NewProposal, WriteTx};
use serde::{Deserialize, Serialize};

use super::standing::count_proposal;
use crate::{Proposal, Registry, RegistryError, clock, look_back};

/// The way a proposal came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A web form.
    #[default]
    Form,
    /// An uploaded workbook or other file.
    Workbook,
    /// The write API.
    Api,
    /// A correction that somebody without an account suggested.
    Correction,
    /// An import whose changes are to be decided.
    Import,
}

impl Origin {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Workbook => "workbook",
            Self::Api => "api",
            Self::Correction => "correction",
            Self::Import => "import",
        }
    }

    /// Reads the word in the database.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "workbook" => Self::Workbook,
            "api" => Self::Api,
            "correction" => Self::Correction,
            "import" => Self::Import,
            _ => Self::Form,
        }
    }
}

/// Proposed edits with what belongs to them.
#[derive(Debug, Clone, Default)]
pub struct Submission {
    /// Who proposes: `user:ada@example.org`.
    pub actor: String,
    /// Why, in the proposer's words.
    pub comment: String,
    /// Where the proposer has it from; may be empty.
    pub source: String,
    /// The way it comes.
    pub origin: Origin,
    /// The open proposal (its public name) that this stands in the place of. It has to be the
    /// proposer's own, and there has to be one edit, on the same record.
    pub supersedes: Option<String>,
    /// The edits; each is a proposal of its own.
    pub edits: Vec<Proposal>,
}

impl Registry {
    /// Records proposed edits as one event; gives their public names, in order.
    ///
    /// # Errors
    /// When a type is unknown, a record was purged, what is to be superseded is not the proposer's
    /// own or is closed, or the database does not answer.
    pub fn submit(&self, submission: &Submission) -> Result<Vec<String>, RegistryError> {
        self.store.write(|tx| self.submit_in(tx, submission))
    }

    pub(crate) fn submit_in(
        &self,
        tx: &mut WriteTx<'_>,
        submission: &Submission,
    ) -> Result<Vec<String>, RegistryError> {
        let now = clock::now();
        let former = match &submission.supersedes {
            Some(name) => Some(self.former(tx, submission, name)?),
            None => None,
        };
        let new = NewEvent {
            created: &now,
            actor: &submission.actor,
            kind: "propose",
            comment: &submission.comment,
        };
        let mut event = tx.open_event(&new)?;
        let mut names = Vec::new();
        let mut rows = Vec::new();
        let mut touched = BTreeSet::new();
        for proposal in &submission.edits {
            self.known_type(&proposal.key)?;
            let record = tx.record_or_new(&proposal.key)?;
            look_back::not_purged(tx, &record)?;
            touched.insert(record.row_id);
            let edit = NewEdit {
                record_row: record.row_id,
                key: &record.key,
                mode: proposal.mode,
                base_version: Some(proposal.base_version.unwrap_or(record.version)),
                data: &proposal.data.to_string(),
                approved: false,
            };
            let row = tx.add_edit(&mut event, &edit)?;
            tx.add_proposal(&NewProposal {
                edit_row: row,
                record_row: record.row_id,
                created: &now,
                proposer: &submission.actor,
                comment: &submission.comment,
                source: &submission.source,
                origin: submission.origin.as_str(),
                supersedes: former.as_ref().map(|edit| edit.row_id),
            })?;
            rows.push(row);
            names.extend(tx.edit_by_row(row)?.map(|edit| edit.public_id));
        }
        if let Some(former) = &former {
            tx.add_decision(&mut event, former, DecisionKind::Supersede)?;
            tx.set_proposal_state(former.row_id, "superseded", false, &now)?;
            for &row in &rows {
                let assigned_to = tx
                    .proposal(former.row_id)?
                    .map_or_else(String::new, |row| row.assigned_to);
                tx.assign_proposal(row, &assigned_to, &now)?;
            }
        }
        tx.close_event(&event)?;
        for row in rows {
            count_proposal(tx, row)?;
        }
        // A record that was only named is listed as not public.
        self.project_touched(tx, &touched, &mut |_, _| {})?;
        Ok(names)
    }

    /// The edit that a submission is to stand in the place of.
    fn former(
        &self,
        tx: &mut WriteTx<'_>,
        submission: &Submission,
        name: &str,
    ) -> Result<indigo_store::EditRow, RegistryError> {
        let (edit, proposal) = self.open_proposal(tx, name)?;
        if proposal.proposer != submission.actor {
            return Err(RegistryError::NotYours {
                edit: name.to_owned(),
                proposer: proposal.proposer,
            });
        }
        match submission.edits.as_slice() {
            [only] if only.key == edit.key => Ok(edit),
            _ => Err(RegistryError::Use(format!(
                "edit {name} is on {}; what stands in its place has to be one edit on the same record",
                edit.key
            ))),
        }
    }
}
