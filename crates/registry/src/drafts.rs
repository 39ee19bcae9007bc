//! What somebody has begun to write about a record, kept until it is proposed.

use indigo_model::{RecordKey, Value};
use indigo_store::DraftRow;
use serde::{Deserialize, Serialize};

use crate::{Origin, Registry, RegistryError, clock, look_back};

/// The largest draft that is kept.
const LARGEST_BYTES: usize = 8 << 20;

/// The most drafts that are kept for one person …
const MOST: i64 = 100;

/// … and what they may hold together.
const ALL_BYTES: i64 = 32 << 20;

/// A draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draft {
    /// The record, which need not exist.
    pub key: RecordKey,
    /// The version of the record that it was begun on; 0 when there was none.
    pub base_version: i64,
    /// What was written so far.
    pub data: Value,
    /// What goes with it when it is proposed.
    pub about: DraftAbout,
    /// When it was begun (RFC 3339, UTC).
    pub created: String,
    /// When it was last saved.
    pub updated: String,
    /// What tells this state of it from every other.
    pub revision: String,
}

/// What goes with a draft when it is proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftAbout {
    /// The way that it came.
    pub origin: Origin,
    /// The own open proposal that it is to stand in the place of.
    pub supersedes: Option<String>,
    /// Why, in the writer's words.
    pub comment: String,
    /// Where the writer has it from.
    pub source: String,
}

/// A draft as it is in the database.
#[derive(Serialize, Deserialize)]
struct Kept {
    about: DraftAbout,
    record: Value,
}

impl Draft {
    fn read(row: DraftRow) -> Result<Self, RegistryError> {
        let kept: Kept =
            serde_json::from_str(&row.data).map_err(|source| RegistryError::Unreadable {
                what: format!("the draft of {}", row.key),
                source,
            })?;
        Ok(Self {
            revision: indigo_store::data_digest(&row.data),
            data: kept.record,
            about: kept.about,
            key: row.key,
            base_version: row.base_version,
            created: row.created,
            updated: row.updated,
        })
    }
}

/// A short name for the draft of a record that does not exist, to be told from other drafts.
#[must_use]
pub fn draft_name() -> String {
    let mut name = indigo_store::random_name();
    name.truncate(8);
    name
}

impl Registry {
    /// Saves somebody's draft of a record in the place of the former one; gives when.
    ///
    /// `base_version` is the version that it was begun on; the one that stands now when `None`.
    ///
    /// # Errors
    /// When the type is unknown, the record was purged, or the draft is larger than 8 MiB.
    pub fn save_draft(
        &self,
        actor: &str,
        key: &RecordKey,
        base_version: Option<i64>,
        data: &Value,
        about: &DraftAbout,
    ) -> Result<String, RegistryError> {
        self.known_type(key)?;
        let text = serde_json::json!({"about": about, "record": data}).to_string();
        if text.len() > LARGEST_BYTES {
            return Err(RegistryError::Use(
                "the draft is larger than 8 MiB, so it was not saved".to_owned(),
            ));
        }
        let now = clock::now();
        self.store.write_aside(|tx| {
            let (count, bytes) = tx.other_drafts(actor, key)?;
            if count >= MOST || bytes > ALL_BYTES {
                return Err(RegistryError::Use(format!(
                    "you have {count} drafts, and no more are kept: propose some, or throw some away under \"Your proposals\""
                )));
            }
            let record = tx.record(key)?;
            if let Some(record) = &record {
                look_back::not_purged(tx, record)?;
            }
            let version = record.map_or(0, |record| record.version);
            tx.put_draft(&DraftRow {
                actor: actor.to_owned(),
                key: key.clone(),
                base_version: base_version.unwrap_or(version),
                data: text,
                created: now.clone(),
                updated: now.clone(),
            })?;
            Ok::<_, RegistryError>(())
        })?;
        Ok(now)
    }

    /// Somebody's draft of a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn draft(&self, actor: &str, key: &RecordKey) -> Result<Option<Draft>, RegistryError> {
        let row = self.store.read(|tx| tx.draft(actor, key))?;
        row.map(Draft::read).transpose()
    }

    /// Somebody's drafts, last saved first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn drafts(&self, actor: &str) -> Result<Vec<Draft>, RegistryError> {
        let rows = self.store.read(|tx| tx.drafts_of(actor))?;
        rows.into_iter().map(Draft::read).collect()
    }

    /// Deletes a draft; true when there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn delete_draft(&self, actor: &str, key: &RecordKey) -> Result<bool, RegistryError> {
        Ok(self.store.write_aside(|tx| tx.delete_draft(actor, key))?)
    }
}
