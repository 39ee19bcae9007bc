//! For each value: who said it, when, and from which sources.

use std::collections::HashMap;

use indigo_model::{
    RecordKey, Value,
    items::{Leaf, Step, leaves, value_at},
};
use indigo_store::{ReadTx, VersionEvent};
use serde::Serialize;

use super::record_of;
use crate::{Registry, RegistryError, fold, moderation::label_at};

/// A value of a record with where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Blame {
    /// Its place: `/outcome_metrics/[outcomemetric1]/target/value`.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The value.
    pub value: Value,
    /// Who said it: the proposer, or who imported or edited it.
    pub said_by: String,
    /// Who approved it.
    pub approved_by: String,
    /// When it came into the record (RFC 3339, UTC).
    pub created: String,
    /// Public name of the event.
    pub event: String,
    /// The version that it came with.
    pub version: i64,
    /// The proposal that it comes from.
    pub proposal: Option<String>,
    /// What the proposer named as source.
    pub proposal_source: Option<String>,
    /// The ids of the record's own sources that the row or block cites.
    pub sources: Option<String>,
}

/// Who brought a version.
#[derive(Clone)]
struct Bringer {
    said_by: String,
    proposal: Option<String>,
    proposal_source: Option<String>,
}

impl Registry {
    /// Every value that a record holds, with where it comes from, in the order of the record.
    ///
    /// # Errors
    /// When there is no such record, or the database does not answer.
    pub fn blame(&self, key: &RecordKey) -> Result<Vec<Blame>, RegistryError> {
        self.store.read(|tx| {
            let record = record_of(tx, key)?;
            let versions = tx.version_events(record.row_id)?;
            // Place → value and the number of the version that it came with.
            let mut known: HashMap<String, (Value, usize)> = HashMap::new();
            for (at, version) in versions.iter().enumerate() {
                let Some(text) = &version.data else {
                    known.clear();
                    continue;
                };
                let data = fold::parse(key, text)?;
                let mut next = HashMap::new();
                for leaf in leaves(&data) {
                    let since = match known.get(&leaf.key) {
                        Some((value, since)) if value == leaf.value => *since,
                        _ => at,
                    };
                    next.insert(leaf.key, (leaf.value.clone(), since));
                }
                known = next;
            }
            let data = fold::parse(key, &record.data)?;
            let mut bringers: HashMap<usize, Bringer> = HashMap::new();
            let mut found = Vec::new();
            for leaf in leaves(&data) {
                let Some((_, at)) = known.get(&leaf.key) else {
                    continue;
                };
                let Some(version) = versions.get(*at) else {
                    continue;
                };
                let bringer = match bringers.get(at) {
                    Some(bringer) => bringer.clone(),
                    None => {
                        let bringer = bringer_of(tx, version)?;
                        bringers.insert(*at, bringer.clone());
                        bringer
                    }
                };
                found.push(Blame {
                    label: label_at(self.type_of(key), &leaf.steps),
                    sources: sources_of(&data, &leaf),
                    value: leaf.value.clone(),
                    key: leaf.key,
                    said_by: bringer.said_by,
                    approved_by: version.actor.clone(),
                    created: version.created.clone(),
                    event: version.event.clone(),
                    version: version.version,
                    proposal: bringer.proposal,
                    proposal_source: bringer.proposal_source,
                });
            }
            Ok(found)
        })
    }
}

fn bringer_of(tx: &mut ReadTx<'_>, version: &VersionEvent) -> Result<Bringer, RegistryError> {
    // Accepted items came by an edit of the moderator's that names the proposal; a proposal that
    // was approved as a whole is the edit itself.
    let edit_row = tx
        .items_brought_by(version.edit_row)?
        .first()
        .map_or(version.edit_row, |item| item.edit_row);
    Ok(match tx.proposal(edit_row)? {
        Some(proposal) => Bringer {
            said_by: proposal.proposer,
            proposal: Some(proposal.public_id),
            proposal_source: Some(proposal.source).filter(|source| !source.is_empty()),
        },
        None => Bringer {
            said_by: version.brought_by.clone(),
            proposal: None,
            proposal_source: None,
        },
    })
}

/// The `source_ids` nearest to a value: of its block, or of the row that it is in.
fn sources_of(data: &Value, leaf: &Leaf<'_>) -> Option<String> {
    (0..leaf.steps.len()).rev().find_map(|depth| {
        let mut steps = leaf.steps[..depth].to_vec();
        steps.push(Step::Key("source_ids".to_owned()));
        let found = match value_at(data, &steps)? {
            Value::Object(object) => object.get("value")?.as_str()?,
            other => other.as_str()?,
        };
        Some(found.trim().to_owned()).filter(|text| !text.is_empty())
    })
}
