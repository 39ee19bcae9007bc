//! The items of an edit, compared three ways with the record as it stands.

use std::collections::HashMap;

use indigo_model::{
    ChangeItem, ItemKind, ItemState, RecordKey, Value, change_items, items::standing_of, merge,
};
use indigo_standard::TypeStandard;
use indigo_store::{EditRow, ItemDecisionRow, ReadTx, RecordRow, Verdict, data_digest};
use serde::Serialize;

use super::label_of;
use crate::{Registry, RegistryError, fold};

/// An item as a person decides about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemView {
    /// Its name in the edit: `/outcome_metrics/[outcomemetric1]/target/value`. Any part of it that
    /// ends before a slash names all items below it.
    pub key: String,
    /// What it is called, from the standard's titles.
    pub label: String,
    /// What kind of change it is.
    pub kind: ItemKind,
    /// The pointer of the list that it is in.
    pub list: Option<String>,
    /// The key of the row that it is in or is: `/outcome_metrics/[outcomemetric1]`.
    pub row: Option<String>,
    /// The value, row or order in the version that the edit was made on.
    pub before: Option<Value>,
    /// What the edit asks for.
    pub after: Option<Value>,
    /// What stands there at present.
    pub now: Option<Value>,
    /// How the item stands against the record at present.
    pub state: ItemState,
    /// The decision, when there is one.
    pub decided: Option<ItemDecided>,
}

/// The decision of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemDecided {
    /// `accept`, `accept_anyway` or `reject`.
    pub verdict: &'static str,
    /// Why.
    pub reason: String,
    /// Who.
    pub actor: String,
    /// When (RFC 3339, UTC).
    pub created: String,
}

/// All that an edit asks for, read in one transaction.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) record: RecordRow,
    /// The record at present.
    pub(crate) now: Value,
    /// What the edit makes of the version that it was made on.
    pub(crate) after: Value,
    /// The version that it was made on.
    pub(crate) base_version: i64,
    pub(crate) items: Vec<ChangeItem>,
    /// Digest of an item's key → its decision.
    decisions: HashMap<String, ItemDecisionRow>,
}

impl Asked {
    /// Reads what an edit asks for.
    pub(crate) fn read(tx: &mut ReadTx<'_>, edit: &EditRow) -> Result<Self, RegistryError> {
        let record = tx
            .record_by_row(edit.record_row)?
            .ok_or_else(|| RegistryError::UnknownRecord(edit.key.clone()))?;
        let now = fold::parse(&record.key, &record.data)?;
        let (base_version, base) = base_of(tx, edit)?;
        let after = after_of(edit, &base)?;
        let items = change_items(&base, &after);
        let decisions = tx
            .item_decisions_of(edit.row_id)?
            .into_iter()
            .map(|row| (row.key_digest.clone(), row))
            .collect();
        Ok(Self {
            record,
            now,
            after,
            base_version,
            items,
            decisions,
        })
    }

    pub(crate) fn decision(&self, item: &ChangeItem) -> Option<&ItemDecisionRow> {
        if self.decisions.is_empty() {
            return None;
        }
        self.decisions.get(&data_digest(&item.key))
    }

    /// The items that nobody has decided.
    pub(crate) fn undecided(&self) -> impl Iterator<Item = &ChangeItem> {
        self.items
            .iter()
            .filter(|item| self.decision(item).is_none())
    }

    /// How many items there are: all, undecided, undecided in conflict.
    pub(crate) fn counts(&self) -> (i64, i64, i64) {
        let (mut undecided, mut conflicts) = (0, 0);
        for item in self.undecided() {
            undecided += 1;
            if standing_of(item, &self.now).state == ItemState::Conflict {
                conflicts += 1;
            }
        }
        (self.items.len() as i64, undecided, conflicts)
    }

    pub(crate) fn any_accepted(&self) -> bool {
        self.decisions.values().any(|row| row.verdict.is_accept())
    }

    pub(crate) fn any_rejected(&self) -> bool {
        self.decisions
            .values()
            .any(|row| row.verdict == Verdict::Reject)
    }

    pub(crate) fn any_decided(&self) -> bool {
        !self.decisions.is_empty()
    }

    pub(crate) fn views(&self, one: Option<&TypeStandard>) -> Vec<ItemView> {
        self.items
            .iter()
            .map(|item| {
                let decided = self.decision(item).map(|row| ItemDecided {
                    verdict: row.verdict.as_str(),
                    reason: row.reason.clone().unwrap_or_default(),
                    actor: row.actor.clone(),
                    created: row.created.clone(),
                });
                view(one, item, &self.now, decided)
            })
            .collect()
    }
}

/// The version of the record that an edit was made on, and what the record held then.
pub(crate) fn base_of(tx: &mut ReadTx<'_>, edit: &EditRow) -> Result<(i64, Value), RegistryError> {
    let nothing = || Value::Object(indigo_model::Object::new());
    let version = match edit.base_version {
        Some(version) => version,
        None => tx.version_before(edit.record_row, edit.event_seq)?,
    };
    let text = tx
        .version(edit.record_row, version)?
        .and_then(|row| row.data);
    let base = match text {
        Some(text) => fold::parse(&edit.key, &text)?,
        None => nothing(),
    };
    Ok((version, base))
}

/// What an edit makes of the version that it was made on.
pub(crate) fn after_of(edit: &EditRow, base: &Value) -> Result<Value, RegistryError> {
    let text = edit.data.as_deref().ok_or_else(|| {
        RegistryError::Use(format!(
            "what edit {} held was purged, so it cannot be decided",
            edit.public_id
        ))
    })?;
    let data = fold::parse(&edit.key, text)?;
    merge::apply(edit.mode, base, &data).map_err(|source| RegistryError::Merge {
        key: edit.key.clone(),
        source,
    })
}

/// Items as they stand against a record, without decisions.
pub(crate) fn view_items(
    one: Option<&TypeStandard>,
    items: &[ChangeItem],
    now: &Value,
) -> Vec<ItemView> {
    items
        .iter()
        .map(|item| view(one, item, now, None))
        .collect()
}

fn view(
    one: Option<&TypeStandard>,
    item: &ChangeItem,
    now: &Value,
    decided: Option<ItemDecided>,
) -> ItemView {
    let standing = standing_of(item, now);
    ItemView {
        key: item.key.clone(),
        label: label_of(one, item),
        kind: item.kind,
        list: item.list(),
        row: item.row_key(),
        before: item.before.clone(),
        after: item.after.clone().filter(|value| !value.is_null()),
        now: standing.now,
        state: standing.state,
        decided,
    }
}

impl Registry {
    /// The type of a record, when the standard still has it.
    pub(crate) fn type_of(&self, key: &RecordKey) -> Option<&TypeStandard> {
        self.standard.get(&key.record_type)
    }
}
