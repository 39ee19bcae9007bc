//! Deciding a proposal item by item.

use std::collections::{BTreeMap, BTreeSet};

use indigo_model::{
    ChangeItem, ItemState, Mode, Value, accept_items,
    items::{selects, standing_of},
};
use indigo_store::{
    DecisionKind, EditRow, NewEdit, NewEvent, NewItemDecision, ReadTx, Verdict, WriteTx,
};
use serde::Serialize;

use super::{Asked, ItemView, standing::count_proposal, tell_proposer, tidings::Told, view_items};
use crate::{Decision, Registry, RegistryError, clock, fold};

/// What somebody decides about an item, a row, or a whole proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChoice {
    /// The key of an item; or what a key begins with (`/investments/[i1]`, `/investments`); or an
    /// empty text for everything that is not decided. A later choice goes before an earlier one.
    pub selector: String,
    /// What.
    pub verdict: Verdict,
    /// Why; the comment of the whole decision stands in for an empty text.
    pub reason: String,
}

impl ItemChoice {
    /// A choice without a reason of its own.
    pub fn new(selector: impl Into<String>, verdict: Verdict) -> Self {
        Self {
            selector: selector.into(),
            verdict,
            reason: String::new(),
        }
    }
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemsOutcome {
    /// Keys of the items that were accepted.
    pub accepted: Vec<String>,
    /// Keys of the items that were rejected.
    pub rejected: Vec<String>,
    /// Items that were to be accepted but stay open: what they touch has changed since.
    pub conflicts: Vec<ItemView>,
    /// How many items are not decided now.
    pub undecided: usize,
    /// What became of the proposal when nothing is left to decide: `approved`, `partly_approved`
    /// or `rejected`.
    pub closed: Option<String>,
    /// The version that the record has now.
    pub version: i64,
}

impl ItemsOutcome {
    /// Whether anything was decided.
    pub(crate) fn has_done_something(&self) -> bool {
        !self.accepted.is_empty() || !self.rejected.is_empty() || self.closed.is_some()
    }
}

/// The decision of one item, and what it brings.
struct Decided<'a> {
    item: &'a ChangeItem,
    verdict: Verdict,
    reason: &'a str,
    state: ItemState,
}

impl Registry {
    /// Decides items of an open proposal. What is accepted goes into the record as it stands now,
    /// by one approved edit of its own that names the proposal; the rest stays open; with nothing
    /// left the proposal closes.
    ///
    /// An item in conflict is accepted only with [`Verdict::AcceptAnyway`]; with
    /// [`Verdict::Accept`] it stays open and is named in the outcome.
    ///
    /// # Errors
    /// When there is no such proposal or it is closed, an item was decided before by somebody (then
    /// nothing is done), or a selector fits nothing.
    pub fn decide_items(
        &self,
        actor: &str,
        comment: &str,
        edit: &str,
        choices: &[ItemChoice],
    ) -> Result<ItemsOutcome, RegistryError> {
        self.store.write_when(|tx| {
            let outcome = self.decide_items_in(tx, actor, comment, edit, choices)?;
            Ok((outcome.has_done_something(), outcome))
        })
    }

    pub(crate) fn decide_items_in(
        &self,
        tx: &mut WriteTx<'_>,
        actor: &str,
        comment: &str,
        edit: &str,
        choices: &[ItemChoice],
    ) -> Result<ItemsOutcome, RegistryError> {
        let (edit, _) = self.open_proposal(tx, edit)?;
        let asked = match Asked::read(tx, &edit) {
            Err(RegistryError::Merge { .. }) if is_rejected_whole(choices) => {
                // An edit that does not fit has no items, and can still be put away.
                self.decide_in(tx, actor, comment, &edit.public_id, &Decision::Reject)?;
                return Ok(ItemsOutcome {
                    accepted: Vec::new(),
                    rejected: Vec::new(),
                    conflicts: Vec::new(),
                    undecided: 0,
                    closed: Some(DecisionKind::Reject.state().to_owned()),
                    version: tx
                        .record_by_row(edit.record_row)?
                        .map_or(0, |record| record.version),
                });
            }
            asked => asked?,
        };
        let chosen = choose(&asked, &edit, choices, comment)?;
        let (conflicts, decided): (Vec<_>, Vec<_>) = chosen
            .into_iter()
            .partition(|one| one.verdict == Verdict::Accept && one.state == ItemState::Conflict);
        let conflicts: Vec<ChangeItem> =
            conflicts.into_iter().map(|one| one.item.clone()).collect();
        let keys = |wanted: bool| {
            decided
                .iter()
                .filter(|one| one.verdict.is_accept() == wanted)
                .map(|one| one.item.key.clone())
                .collect::<Vec<_>>()
        };
        let undecided = asked.undecided().count() - decided.len();
        let mut outcome = ItemsOutcome {
            accepted: keys(true),
            rejected: keys(false),
            conflicts: view_items(self.type_of(&edit.key), &conflicts, &asked.now),
            undecided,
            closed: None,
            version: asked.record.version,
        };
        // A proposal that asks for no change is decided as a whole.
        let as_whole = asked.items.is_empty() && !choices.is_empty();
        if decided.is_empty() && !as_whole {
            return Ok(outcome);
        }
        let now = clock::now();
        let closing = (undecided == 0).then(|| closing_kind(&asked, &decided, choices));
        let whole = closing == Some(DecisionKind::Accept)
            && !asked.any_decided()
            && asked.base_version == asked.record.version
            && decided.iter().all(|one| one.reason == comment);
        // A proposal that is taken as a whole, on the version that it was made on, is approved
        // itself, to the letter.
        let kind = if whole {
            Some(DecisionKind::Approve)
        } else {
            closing
        };
        let new = NewEvent {
            created: &now,
            actor,
            kind: kind.map_or("decide", |kind| match kind {
                DecisionKind::Approve => "approve",
                DecisionKind::Reject => "reject",
                _ => "decide",
            }),
            comment,
        };
        let mut event = tx.open_event(&new)?;
        let mut touched = BTreeSet::new();
        if whole {
            tx.add_decision(&mut event, &edit, DecisionKind::Approve)?;
            crate::decide::apply_edit(tx, &edit, event.seq)?;
            touched.insert(edit.record_row);
        } else {
            let result = self.bring(tx, &mut event, &asked, &decided)?;
            if result.is_some() {
                touched.insert(edit.record_row);
            }
            for one in &decided {
                let brings = one.verdict.is_accept() && one.state != ItemState::AlreadySo;
                tx.add_item_decision(
                    &mut event,
                    &NewItemDecision {
                        edit_row: edit.row_id,
                        edit_public_id: &edit.public_id,
                        key: &one.item.key,
                        verdict: one.verdict,
                        reason: one.reason,
                        result: result
                            .as_ref()
                            .filter(|_| brings)
                            .map(|(row, name)| (*row, name.as_str())),
                    },
                )?;
            }
            if let Some(kind) = closing {
                tx.add_decision(&mut event, &edit, kind)?;
            }
        }
        tx.close_event(&event)?;
        if let Some(kind) = kind {
            tx.set_proposal_state(edit.row_id, kind.state(), false, &now)?;
            outcome.closed = Some(kind.state().to_owned());
        }
        let told = Told {
            actor,
            reason: comment,
            accepted: &outcome.accepted,
            rejected: &outcome.rejected,
            now: &now,
        };
        tell_proposer(tx, &edit, super::TidingKind::Decided, &told)?;
        self.project_touched(tx, &touched, &mut |_, _| {})?;
        count_proposal(tx, edit.row_id)?;
        if let Some(record) = tx.record_by_row(edit.record_row)? {
            outcome.version = record.version;
        }
        Ok(outcome)
    }

    /// Puts accepted items into the record by one approved edit; gives its row number and name.
    fn bring(
        &self,
        tx: &mut WriteTx<'_>,
        event: &mut indigo_store::EventWriter,
        asked: &Asked,
        decided: &[Decided<'_>],
    ) -> Result<Option<(i64, String)>, RegistryError> {
        let accepted = decided
            .iter()
            .filter(|one| one.verdict.is_accept() && one.state != ItemState::AlreadySo)
            .map(|one| one.item);
        let after = accept_items(&asked.now, &asked.after, accepted);
        if after == asked.now {
            return Ok(None);
        }
        let mut record = asked.record.clone();
        let (mode, data) = smallest_edit(record.version, &asked.now, &after);
        let text = data.to_string();
        let new = NewEdit {
            record_row: record.row_id,
            key: &asked.record.key,
            mode,
            base_version: Some(record.version),
            data: &text,
            approved: true,
        };
        let row = tx.add_edit(event, &new)?;
        fold::apply(tx, &mut record, event.seq, row, mode, &text)?;
        Ok(tx.edit_by_row(row)?.map(|edit| (row, edit.public_id)))
    }

    /// An edit with its proposal, when it still waits.
    pub(crate) fn open_proposal(
        &self,
        tx: &mut ReadTx<'_>,
        edit: &str,
    ) -> Result<(EditRow, indigo_store::ProposalRow), RegistryError> {
        let edit = tx
            .edit(edit)?
            .ok_or_else(|| RegistryError::UnknownEdit(edit.to_owned()))?;
        if let Some(record) = tx.record_by_row(edit.record_row)? {
            crate::look_back::not_purged(tx, &record)?;
        }
        match tx.proposal(edit.row_id)? {
            Some(proposal) if proposal.is_open && edit.state == "pending" => Ok((edit, proposal)),
            _ => Err(RegistryError::AlreadyDecided {
                edit: edit.public_id,
                state: edit.state.replace('_', " "),
            }),
        }
    }
}

fn is_rejected_whole(choices: &[ItemChoice]) -> bool {
    choices
        .last()
        .is_some_and(|choice| choice.selector.is_empty() && choice.verdict == Verdict::Reject)
}

/// The smallest edit that makes `after` of a record that stands at `now`.
pub(crate) fn smallest_edit(version: i64, now: &Value, after: &Value) -> (Mode, Value) {
    let merge = (version > 0)
        .then(|| fold::merge_between(now, after))
        .flatten();
    match merge {
        Some(edit) => (Mode::Merge, edit),
        None => (Mode::Replace, after.clone()),
    }
}

/// The items that the choices mean, each with the last choice that means it.
fn choose<'a>(
    asked: &'a Asked,
    edit: &EditRow,
    choices: &'a [ItemChoice],
    comment: &'a str,
) -> Result<Vec<Decided<'a>>, RegistryError> {
    let mut chosen: BTreeMap<usize, &ItemChoice> = BTreeMap::new();
    let mut decided_before = Vec::new();
    let mut unknown = Vec::new();
    for choice in choices {
        let mut open = false;
        let mut before = Vec::new();
        for (at, item) in asked.items.iter().enumerate() {
            if !selects(&choice.selector, &item.key) {
                continue;
            }
            match asked.decision(item) {
                Some(row) => {
                    before.push((item.key.clone(), row.actor.clone(), row.created.clone()));
                }
                None => {
                    open = true;
                    chosen.insert(at, choice);
                }
            }
        }
        if !open && !before.is_empty() {
            decided_before.extend(before);
        } else if !open && !choice.selector.is_empty() {
            unknown.push(choice.selector.clone());
        }
    }
    if !decided_before.is_empty() {
        decided_before.dedup();
        return Err(RegistryError::ItemsDecided {
            edit: edit.public_id.clone(),
            items: decided_before,
        });
    }
    if !unknown.is_empty() {
        return Err(RegistryError::UnknownItems {
            edit: edit.public_id.clone(),
            selectors: unknown,
        });
    }
    Ok(chosen
        .into_iter()
        .map(|(at, choice)| {
            let item = &asked.items[at];
            Decided {
                item,
                verdict: choice.verdict,
                reason: if choice.reason.is_empty() {
                    comment
                } else {
                    &choice.reason
                },
                state: standing_of(item, &asked.now).state,
            }
        })
        .collect())
}

/// What becomes of a proposal of which nothing is left to decide.
fn closing_kind(asked: &Asked, decided: &[Decided<'_>], choices: &[ItemChoice]) -> DecisionKind {
    // A proposal that asks for no change is taken or not by the choice for the whole.
    let of_whole = |wanted: bool| {
        asked.items.is_empty()
            && choices
                .last()
                .is_some_and(|choice| choice.verdict.is_accept() == wanted)
    };
    let accepted =
        asked.any_accepted() || decided.iter().any(|one| one.verdict.is_accept()) || of_whole(true);
    let rejected = asked.any_rejected()
        || decided.iter().any(|one| !one.verdict.is_accept())
        || of_whole(false);
    match (accepted, rejected) {
        (true, true) => DecisionKind::AcceptPart,
        (true, false) => DecisionKind::Accept,
        (false, _) => DecisionKind::Reject,
    }
}
