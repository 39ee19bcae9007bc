//! Proposing what somebody has made of a record as they saw it.

use indigo_model::{
    Action, ChangeItem, ItemKind, ItemState, Mode, RecordKey, Value, accept_items, change_items,
    items::{Step, standing_of},
    pointer,
};

use super::{
    Seen, nothing,
    rows::{with_own_ids, with_whole_rows},
};
use crate::{
    ItemView, Origin, Proposal, Registry, RegistryError, Submission,
    accounts::Person,
    moderation::{smallest_edit, view_items},
};

/// What somebody has made of a record.
#[derive(Debug, Clone)]
pub struct Written {
    /// The record, which need not exist; with an empty id a new one, which gets the next free id.
    pub key: RecordKey,
    /// The version that they saw; 0 for a record that does not exist.
    pub base_version: i64,
    /// The record as they would have it, made of what [`Registry::seen_by`] gave.
    pub data: Value,
    /// Why, in their words.
    pub comment: String,
    /// Where they have it from; may be empty.
    pub source: String,
    /// The way it comes.
    pub origin: Origin,
    /// Their open proposal that this stands in the place of.
    pub supersedes: Option<String>,
}

impl Registry {
    /// Proposes what somebody has changed of what they saw; gives the public name of the proposal,
    /// or `None` when nothing differs.
    ///
    /// A new row whose id is taken by a row that they could not see gets another id.
    ///
    /// # Errors
    /// [`RegistryError::UnknownRecord`] when there is nothing that they may see, and as
    /// [`Registry::submit`].
    pub fn propose_written(
        &self,
        person: &Person,
        written: &Written,
    ) -> Result<Option<String>, RegistryError> {
        let Some(edit) = self.edit_of(person, written)? else {
            return Ok(None);
        };
        let mut submission = Submission {
            actor: person.actor(),
            comment: written.comment.clone(),
            source: written.source.clone(),
            origin: written.origin,
            supersedes: written.supersedes.clone(),
            edits: vec![edit],
        };
        let names = self.store.write(|tx| {
            for edit in &mut submission.edits {
                if edit.key.id.is_empty() {
                    edit.key = self.next_id_in(tx, &edit.key.record_type)?;
                }
            }
            self.submit_in(tx, &submission)
        })?;
        Ok(names.into_iter().next())
    }

    /// The edit that makes what somebody has written of a record, for [`Submission::edits`];
    /// `None` when nothing differs. The key of a new record is as it was given.
    ///
    /// # Errors
    /// As [`Registry::propose_written`].
    pub fn edit_of(
        &self,
        person: &Person,
        written: &Written,
    ) -> Result<Option<Proposal>, RegistryError> {
        let key = &written.key;
        let one = self
            .type_of(key)
            .ok_or_else(|| RegistryError::UnknownType(key.record_type.clone()))?;
        let version = written.base_version;
        let (seen, whole) = if version == 0 {
            if !key.id.is_empty() {
                self.refuse_taken(key)?;
            }
            (nothing(), nothing())
        } else {
            let seen = self
                .seen_by(person, key, Some(version))?
                .ok_or_else(|| RegistryError::UnknownRecord(key.clone()))?;
            let whole = if seen.is_whole {
                seen.data.clone()
            } else {
                self.version_data(key, version)?.unwrap_or_else(nothing)
            };
            (seen.data, whole)
        };
        let data = with_own_ids(one, &seen, &whole, written.data.clone());
        let (seen, data) = with_whole_rows(one, seen, &whole, data);
        let mut items = change_items(&seen, &data);
        if items.is_empty() {
            return Ok(None);
        }
        if !person.may_somewhere(Action::SeeSandboxes) {
            // Who does not see sandboxes puts nothing into them, and cannot guess their names.
            items.retain(
                |item| !matches!(item.steps.last(), Some(Step::Key(key)) if key == "sandboxes"),
            );
            for item in &mut items {
                if let Some(Value::Object(row)) = &mut item.after {
                    row.shift_remove("sandboxes");
                }
            }
            if items.is_empty() {
                return Ok(None);
            }
        }
        let is_whole = seen == whole;
        if !is_whole {
            // A value is emptied, not taken out: then a merge can say it, which holds nothing else.
            for item in &mut items {
                if item.kind == ItemKind::Value && item.after.is_none() {
                    item.after = Some(Value::Null);
                }
            }
        }
        let after = accept_items(&whole, &data, &items);
        let (mode, mut edit) = smallest_edit(version, &whole, &after);
        if !is_whole && mode == Mode::Merge {
            // What they wrote stays in it, also where the very same stands already: they could not
            // see that, and are not to be told.
            keep_written(&mut edit, &items);
        }
        Ok(Some(Proposal {
            key: key.clone(),
            mode,
            base_version: Some(version),
            data: edit,
        }))
    }

    /// What somebody has changed of what they saw, item by item, against the record as they may see
    /// it now: an item in conflict was changed by another meanwhile.
    ///
    /// # Errors
    /// As [`Registry::propose_written`].
    pub fn written_items(
        &self,
        person: &Person,
        written: &Written,
    ) -> Result<Vec<ItemView>, RegistryError> {
        let key = &written.key;
        let one = self.type_of(key);
        let (seen, now) = if written.base_version == 0 {
            (nothing(), nothing())
        } else {
            let data = |version| -> Result<Value, RegistryError> {
                Ok(self
                    .seen_by(person, key, version)?
                    .ok_or_else(|| RegistryError::UnknownRecord(key.clone()))?
                    .data)
            };
            (data(Some(written.base_version))?, data(None)?)
        };
        Ok(view_items(one, &change_items(&seen, &written.data), &now))
    }

    /// What somebody has written, carried over to the record as they may see it now; `theirs` says
    /// of an item in conflict, by its key, that what stands now is to stay.
    ///
    /// # Errors
    /// As [`Registry::propose_written`].
    pub fn carried_over(
        &self,
        person: &Person,
        written: &Written,
        theirs: &dyn Fn(&str) -> bool,
    ) -> Result<(Seen, Value), RegistryError> {
        let key = &written.key;
        let unknown = || RegistryError::UnknownRecord(key.clone());
        let base = self.seen_by(person, key, Some(written.base_version))?;
        let base = base.ok_or_else(unknown)?.data;
        let now = self.seen_by(person, key, None)?.ok_or_else(unknown)?;
        let items = change_items(&base, &written.data);
        let kept = items.iter().filter(|item| {
            standing_of(item, &now.data).state != ItemState::Conflict || !theirs(&item.key)
        });
        let data = accept_items(&now.data, &written.data, kept);
        Ok((now, data))
    }

    /// Refuses to make a record anew that is there.
    fn refuse_taken(&self, key: &RecordKey) -> Result<(), RegistryError> {
        match self.record_state(key)? {
            Some(state) if state.version > 0 => Err(RegistryError::Use(format!(
                "the id {} is taken; leave it empty to get a free one, or change the record that has it",
                key.id
            ))),
            _ => Ok(()),
        }
    }
}

/// Puts the values outside of lists that somebody wrote into the edit.
fn keep_written(edit: &mut Value, items: &[ChangeItem]) {
    for item in items.iter().filter(|item| item.kind == ItemKind::Value) {
        let keys: Option<Vec<String>> = item
            .steps
            .iter()
            .map(|step| match step {
                Step::Key(key) => Some(key.clone()),
                Step::Row(_) => None,
            })
            .collect();
        if let (Some(keys), Some(value), Value::Object(edit)) = (keys, &item.after, &mut *edit) {
            pointer::set(edit, &keys, value.clone());
        }
    }
}
