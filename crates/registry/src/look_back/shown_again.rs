//! What going back would show to everybody again although it was hidden since.

use std::collections::{HashMap, HashSet};

use indigo_model::{
    RecordKey, Value,
    items::{Step, leaves, value_at},
};
use indigo_store::{ReadTx, RecordRow};

use super::{compare::data_of_version, not_purged, record_of, revert_event::undoing};
use crate::{Registry, RegistryError, fold, moderation::label_at};

impl Registry {
    /// What everybody would see again if an earlier version stood in the place of the present one:
    /// the labels of values that were hidden since and are hidden now. A record that is withdrawn
    /// is told as if it existed.
    ///
    /// # Errors
    /// When there is no such record or version, or it was purged.
    pub fn would_publish(
        &self,
        key: &RecordKey,
        version: i64,
    ) -> Result<Vec<String>, RegistryError> {
        self.store.read(|tx| {
            let record = record_of(tx, key)?;
            not_purged(tx, &record)?;
            let after = data_of_version(tx, record.row_id, key, version)?;
            self.hidden_since(tx, &record, version, &after)
        })
    }

    /// The same if what one event (its public name) changed were undone.
    ///
    /// # Errors
    /// As [`Registry::revert_event`].
    pub fn undo_would_publish(
        &self,
        key: &RecordKey,
        event: &str,
    ) -> Result<Vec<String>, RegistryError> {
        self.store.read(|tx| {
            let record = record_of(tx, key)?;
            not_purged(tx, &record)?;
            let undoing = undoing(tx, &record, event, false)?;
            self.hidden_since(tx, &record, undoing.earlier, &undoing.after)
        })
    }

    /// Labels of what is public in `after`, not public now, and was held but hidden in a version
    /// after `since`.
    fn hidden_since(
        &self,
        tx: &mut ReadTx<'_>,
        record: &RecordRow,
        since: i64,
        after: &Value,
    ) -> Result<Vec<String>, RegistryError> {
        let key = &record.key;
        let Some(one) = self.type_of(key) else {
            return Ok(Vec::new());
        };
        let public = |data: &Value| indigo_publish::public_record(one, true, data);
        let Some(then) = public(after) else {
            return Ok(Vec::new());
        };
        let now = public(&fold::parse(key, &record.data)?).unwrap_or_default();
        let shown: HashMap<String, &Value> = leaves(&now)
            .into_iter()
            .map(|leaf| (leaf.key, leaf.value))
            .collect();
        let mut wanted: Vec<_> = leaves(&then)
            .into_iter()
            .filter(|leaf| !is_status(&leaf.steps) && shown.get(&leaf.key) != Some(&leaf.value))
            .map(|leaf| (leaf.steps, false))
            .collect();
        for version in tx.versions(record.row_id)? {
            let Some(text) = version.data.filter(|_| version.version > since) else {
                continue;
            };
            if wanted.iter().all(|(_, hidden)| *hidden) {
                break;
            }
            let whole = fold::parse(key, &text)?;
            let seen = public(&whole).unwrap_or_default();
            for (steps, hidden) in &mut wanted {
                let is_held = value_at(&whole, steps).is_some_and(|value| !value.is_null());
                let is_seen = value_at(&seen, steps).is_some_and(|value| !value.is_null());
                *hidden = *hidden || (is_held && !is_seen);
            }
        }
        let mut told = HashSet::new();
        Ok(wanted
            .into_iter()
            .filter(|(_, hidden)| *hidden)
            .map(|(steps, _)| label_at(Some(one), &steps))
            .filter(|label| told.insert(label.clone()))
            .collect())
    }
}

/// Whether a place is the status of what stands beside it.
fn is_status(steps: &[Step]) -> bool {
    matches!(steps.last(), Some(Step::Key(key)) if key == "status")
}
