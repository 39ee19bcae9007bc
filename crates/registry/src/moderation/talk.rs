//! What is said about a proposal: comments, wishes for changes, who takes it.

use indigo_store::CommentRow;

use super::tidings::{TidingKind, Told, tell, tell_proposer};
use crate::{Decision, Registry, RegistryError, clock};

impl Registry {
    /// Sends a proposal back to its proposer, who may bring another in its place
    /// ([`crate::Submission::supersedes`]). It stays undecided.
    ///
    /// # Errors
    /// When there is no such proposal, it is closed, or no wish is given.
    pub fn ask_for_changes(
        &self,
        actor: &str,
        edit: &str,
        words: &str,
    ) -> Result<(), RegistryError> {
        if words.trim().is_empty() {
            return Err(RegistryError::Use(
                "say what is to be changed: the proposer is told nothing else".to_owned(),
            ));
        }
        self.say(actor, edit, words, "ask")
    }

    /// Adds a comment to a proposal, open or closed; its proposer and the moderator who has taken
    /// it are told.
    ///
    /// # Errors
    /// When there is no such proposal.
    pub fn comment_on(&self, actor: &str, edit: &str, words: &str) -> Result<(), RegistryError> {
        if words.trim().is_empty() {
            return Err(RegistryError::Use("the comment is empty".to_owned()));
        }
        self.say(actor, edit, words, "comment")
    }

    fn say(&self, actor: &str, edit: &str, words: &str, kind: &str) -> Result<(), RegistryError> {
        let now = clock::now();
        self.store.write_aside(|tx| {
            let (edit, proposal) = if kind == "ask" {
                self.open_proposal(tx, edit)?
            } else {
                let found = tx
                    .edit(edit)?
                    .ok_or_else(|| RegistryError::UnknownEdit(edit.to_owned()))?;
                if let Some(record) = tx.record_by_row(found.record_row)? {
                    crate::look_back::not_purged(tx, &record)?;
                }
                let proposal = tx
                    .proposal(found.row_id)?
                    .ok_or_else(|| RegistryError::UnknownEdit(edit.to_owned()))?;
                (found, proposal)
            };
            tx.add_comment(
                edit.row_id,
                &CommentRow {
                    created: now.clone(),
                    actor: actor.to_owned(),
                    kind: kind.to_owned(),
                    words: words.to_owned(),
                },
            )?;
            let told = Told {
                actor,
                reason: words,
                accepted: &[],
                rejected: &[],
                now: &now,
            };
            if kind == "ask" {
                tx.set_proposal_state(edit.row_id, "changes_asked", true, &now)?;
                return tell_proposer(tx, &edit, TidingKind::ChangesAsked, &told);
            }
            tell_proposer(tx, &edit, TidingKind::Commented, &told)?;
            if proposal.assigned_to == proposal.proposer {
                return Ok(());
            }
            tell(
                tx,
                &proposal.assigned_to,
                &edit,
                TidingKind::Commented,
                &told,
            )
        })
    }

    /// Gives a proposal to a moderator, or to nobody.
    ///
    /// # Errors
    /// When there is no such proposal or it is closed.
    pub fn assign(&self, actor: &str, edit: &str, to: Option<&str>) -> Result<(), RegistryError> {
        let now = clock::now();
        self.store.write_aside(|tx| {
            let (edit, _) = self.open_proposal(tx, edit)?;
            let to = to.unwrap_or_default();
            tx.assign_proposal(edit.row_id, to, &now)?;
            let told = Told {
                actor,
                reason: "",
                accepted: &[],
                rejected: &[],
                now: &now,
            };
            tell(tx, to, &edit, TidingKind::Assigned, &told)
        })
    }

    /// Takes a proposal back; only its proposer can.
    ///
    /// # Errors
    /// When there is no such proposal, it is closed, or it is somebody else's.
    pub fn withdraw_proposal(
        &self,
        actor: &str,
        reason: &str,
        edit: &str,
    ) -> Result<(), RegistryError> {
        let proposer = self
            .store
            .read(|tx| Ok::<_, RegistryError>(self.open_proposal(tx, edit)?.1.proposer))?;
        if proposer != actor {
            return Err(RegistryError::NotYours {
                edit: edit.to_owned(),
                proposer,
            });
        }
        self.decide(actor, reason, edit, &Decision::Withdraw)
            .map(|_| ())
    }
}
