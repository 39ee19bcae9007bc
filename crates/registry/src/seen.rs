//! A record as somebody may see it, and what they have made of that.
//!
//! Who may not see a record whole works on its public part, in the form in which it is stored.
//! What they send is compared with what they saw, and only that goes into the record as it was
//! then: what they could not see stays as it is, and whether there was anything is not told.

mod rows;
mod sent;
mod version_name;
mod written;

use indigo_model::{
    Action, ChangeItem, ItemKind, Object, RecordKey, Value, accept_items, change_items,
    items::{Step, value_at},
};
use indigo_store::{ReadTx, RecordRow};
use serde::Serialize;

pub use written::Written;

use crate::{
    Registry, RegistryError,
    accounts::Person,
    look_back,
    moderation::{after_of, base_of},
};

/// A record as somebody may see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seen {
    /// The record.
    pub key: RecordKey,
    /// The version of it; 0 when nothing of it was accepted yet.
    pub version: i64,
    /// Whether the record exists: it was accepted and not withdrawn.
    pub exists: bool,
    /// Whether this is all of it; else only what everybody sees.
    pub is_whole: bool,
    /// What it holds, with statuses and sources.
    pub data: Value,
}

impl Registry {
    /// A record as somebody may see it, as of a version or as it stands; `None` when there is no
    /// such record, or nothing of it that they may see.
    ///
    /// The public part of an earlier version is for comparing with what was written on it; some of
    /// it may have been hidden since, so it is not to be shown again.
    ///
    /// # Errors
    /// When the type is unknown, the record was purged, there is no such version, or the database
    /// does not answer.
    pub fn seen_by(
        &self,
        person: &Person,
        key: &RecordKey,
        version: Option<i64>,
    ) -> Result<Option<Seen>, RegistryError> {
        self.known_type(key)?;
        self.store.read(|tx| {
            let Some(record) = tx.record(key)? else {
                return Ok(None);
            };
            if !person.may(Action::SeePrivate, Some(key))
                && look_back::purge_mark(tx, &record)?.is_some()
            {
                // That it was there once is told to nobody.
                return Ok(None);
            }
            look_back::not_purged(tx, &record)?;
            self.seen_in(tx, person, &record, version)
        })
    }

    /// What somebody wrote in a proposal, as a record; with what it is compared with when it is
    /// sent again. `None` when there is no such proposal, or nothing of its record is theirs to see.
    ///
    /// Who may not see the record whole gets it laid over what everybody sees now.
    ///
    /// # Errors
    /// When the record was purged, or the database does not answer.
    pub fn written_in(
        &self,
        person: &Person,
        edit: &str,
    ) -> Result<Option<(Seen, Value)>, RegistryError> {
        self.store.read(|tx| {
            let Some(edit) = tx.edit(edit)? else {
                return Ok(None);
            };
            let Some(record) = tx.record(&edit.key)? else {
                return Ok(None);
            };
            look_back::not_purged(tx, &record)?;
            let (version, base) = base_of(tx, &edit)?;
            let after = after_of(&edit, &base)?;
            if version == 0 && record.version == 0 {
                let seen = Seen {
                    key: record.key,
                    version: 0,
                    exists: false,
                    is_whole: true,
                    data: nothing(),
                };
                return Ok(Some((seen, after)));
            }
            if person.may(Action::SeePrivate, Some(&record.key)) {
                let seen = self.seen_in(tx, person, &record, Some(version))?;
                return Ok(seen.map(|seen| (seen, after)));
            }
            let Some(seen) = self.seen_in(tx, person, &record, None)? else {
                return Ok(None);
            };
            let items = change_items(&base, &after);
            let theirs = items.iter().filter(|item| is_about(item, &seen.data));
            let written = accept_items(&seen.data, &after, theirs);
            Ok(Some((seen, written)))
        })
    }

    fn seen_in(
        &self,
        tx: &mut ReadTx<'_>,
        person: &Person,
        record: &RecordRow,
        version: Option<i64>,
    ) -> Result<Option<Seen>, RegistryError> {
        let key = &record.key;
        let version = version.unwrap_or(record.version);
        let whole = look_back::data_of_version(tx, record.row_id, key, version)?;
        let is_whole = person.may(Action::SeePrivate, Some(key));
        let data = if is_whole {
            Some(whole)
        } else {
            self.type_of(key)
                .and_then(|one| indigo_publish::public_record(one, record.exists, &whole))
        };
        Ok(data.map(|data| Seen {
            key: key.clone(),
            version,
            exists: record.exists,
            is_whole,
            data,
        }))
    }
}

/// Whether an item is about something that is in what was seen, or is new.
fn is_about(item: &ChangeItem, seen: &Value) -> bool {
    let row = item
        .steps
        .iter()
        .rposition(|step| matches!(step, Step::Row(_)));
    match (item.kind, row) {
        (ItemKind::NewRow, _) | (_, None) => true,
        (_, Some(at)) => value_at(seen, &item.steps[..=at]).is_some(),
    }
}

/// A record that holds nothing.
fn nothing() -> Value {
    Value::Object(Object::new())
}
