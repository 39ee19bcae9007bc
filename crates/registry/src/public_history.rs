//! The history that everybody may see.
//!
//! The rule: of each version, what was public then and is public now. A value of an earlier
//! version is shown when (1) the record was public in that version and the value stood in a place
//! that was public then, by the same filter that publishes records, and (2) the record is public
//! now and a public value stands in that place now.
//!
//! Why both: what was private then was never meant for everybody, even if its place has been opened
//! since; and what has been taken back since (made private or disputed, or taken out) must not be
//! found one click further on. An amount that is stated in another form now (a range in place of
//! one figure, or the other way round) was corrected, not taken back, unless the range of now
//! holds the figure of then; what it was is shown by the rule of `indigo_model::items::as_it_was`.
//! That looks at nothing but what everybody sees: an empty place that is public is an object with
//! nothing in it there, and one that is hidden is null, as it always was; so the past tells no more
//! of what is hidden than the record of today does. Both the history of a record and the catalogue
//! of a past day (`past.rs`) are made by this one rule.
//! Rows are told apart by what is public of them alone. Versions in
//! which nothing of this differs are not told at all, and what is left is numbered anew: neither
//! the number of private changes nor their times can be read off. Who made a change and why is
//! for staff. Names that are joined from other records are left out, since they change with those.

use indexmap::IndexMap;
use indigo_model::{
    RecordKey, Value,
    items::{Step, as_it_was, leaves},
    pointer,
};
use indigo_standard::TypeStandard;
use indigo_store::{ReadTx, RecordRow};
use serde::Serialize;

use crate::{Registry, RegistryError, fold, moderation::label_at};

/// A version of a record as everybody may see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicVersion {
    /// 1 for the first of those that everybody may see.
    pub number: usize,
    /// When it came (RFC 3339, UTC).
    pub created: String,
    /// What changed from the one before, in the order of the record; for the first, all of it.
    pub changes: Vec<PublicChange>,
}

/// A public value that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicChange {
    /// Its place: `/outcome_metrics/[outcomemetric1]/target/value`.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The value before, when it was public.
    pub before: Option<Value>,
    /// The value after, when it was public.
    pub after: Option<Value>,
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FeedEntry {
    /// The record.
    pub key: RecordKey,
    /// Its public name; its id where it has none.
    pub name: String,
    /// What changed.
    pub version: PublicVersion,
}

/// Place → where it is, and the value.
type Shown = IndexMap<String, (Vec<Step>, Value)>;

impl Registry {
    /// The public history of a record, oldest first; empty when the record is not public now, or
    /// there is none (the two cannot be told apart).
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn public_history(
        &self,
        record_type: &str,
        id: &str,
    ) -> Result<Vec<PublicVersion>, RegistryError> {
        self.store.read(|tx| {
            let key = RecordKey::new(record_type, id);
            match (tx.record(&key)?, self.standard.get(record_type)) {
                (Some(record), Some(one)) => Ok(history(tx, one, &record)?.1),
                _ => Ok(Vec::new()),
            }
        })
    }

    /// The newest public changes, newest first: of one type, or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn public_changes(
        &self,
        record_type: Option<&str>,
        limit: usize,
    ) -> Result<Vec<FeedEntry>, RegistryError> {
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read(|tx| {
            let mut found = Vec::new();
            for (record_type, id, _) in tx.last_published(record_type.unwrap_or_default(), most)? {
                let key = RecordKey::new(record_type, id);
                let (Some(record), Some(one)) = (tx.record(&key)?, self.type_of(&key)) else {
                    continue;
                };
                let (name, versions) = history(tx, one, &record)?;
                found.extend(versions.into_iter().map(|version| FeedEntry {
                    key: key.clone(),
                    name: name.clone(),
                    version,
                }));
            }
            found.sort_by(|a, b| {
                b.version
                    .created
                    .cmp(&a.version.created)
                    .then_with(|| a.key.cmp(&b.key))
                    .then_with(|| b.version.number.cmp(&a.version.number))
            });
            found.truncate(limit);
            Ok(found)
        })
    }
}

/// When that which everybody sees of a record last changed; `None` when it is not public.
pub(crate) fn last_change(
    tx: &mut ReadTx<'_>,
    one: &TypeStandard,
    record: &RecordRow,
) -> Result<Option<String>, RegistryError> {
    let (_, mut versions) = history(tx, one, record)?;
    Ok(versions.pop().map(|version| version.created))
}

fn history(
    tx: &mut ReadTx<'_>,
    one: &TypeStandard,
    record: &RecordRow,
) -> Result<(String, Vec<PublicVersion>), RegistryError> {
    let key = &record.key;
    let now = fold::parse(key, &record.data)?;
    // A record that cannot be projected is not public.
    let Some(public) = indigo_publish::filtered(one, record.exists, &now)
        .ok()
        .flatten()
    else {
        return Ok((String::new(), Vec::new()));
    };
    let name = pointer::text(&public, &one.profile.name_pointer)
        .unwrap_or(&key.id)
        .to_owned();
    let mut before = Shown::new();
    let mut versions = Vec::new();
    for version in tx.version_events(record.row_id)? {
        let Some(text) = version.data else { continue };
        let data = fold::parse(key, &text)?;
        let Some(then) = indigo_publish::filtered(one, true, &data).ok().flatten() else {
            continue;
        };
        let after = shown(&as_it_was(&public, &then));
        let changes = changes(one, &before, &after);
        if !changes.is_empty() {
            versions.push(PublicVersion {
                number: versions.len() + 1,
                created: version.created,
                changes,
            });
        }
        before = after;
    }
    Ok((name, versions))
}

fn shown(public: &Value) -> Shown {
    leaves(public)
        .into_iter()
        .map(|leaf| (leaf.key, (leaf.steps, leaf.value.clone())))
        .collect()
}

fn changes(one: &TypeStandard, before: &Shown, after: &Shown) -> Vec<PublicChange> {
    let change = |key: &String, steps: &[Step]| PublicChange {
        key: key.clone(),
        label: label_at(Some(one), steps),
        before: before.get(key).map(|(_, value)| value.clone()),
        after: after.get(key).map(|(_, value)| value.clone()),
    };
    let changed = after
        .iter()
        .filter(|(key, (_, value))| before.get(*key).is_none_or(|(_, old)| old != value));
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
    changed
        .chain(gone)
        .map(|(key, (steps, _))| change(key, steps))
        .collect()
}
