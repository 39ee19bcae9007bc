//! Dated releases: everything that was public at a moment, in all formats, that never changes.
//!
//! A release lies in a folder below `releases` in the data folder; its row in the database says what
//! it is of and the checksum of each file. It is made beside the others and takes its place in one
//! step, so that there is never half of one. The only thing that changes one later is that a record
//! is taken out of it, of which a trace stays.

mod changes;
mod create;
mod fault;
mod folder;
mod read;
mod take_out;

use indigo_exchange::metadata::{About, DataFile, Terms};
use indigo_model::RecordKey;
use indigo_store::{ReadTx, ReleaseRow};
use serde::{Deserialize, Serialize};

pub use changes::{ChangeLog, ChangedRecord};
pub use fault::ReleaseFault;
pub use read::ReleasedRecord;

use crate::{Registry, RegistryError};

/// A dated release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its name: `2025-05`.
    pub version: String,
    /// The day that it was made on.
    pub day: String,
    /// When it was made (RFC 3339, UTC).
    pub created: String,
    /// Who made it; for staff.
    pub actor: String,
    /// The revision that it is of; for staff, as it counts private changes too.
    pub position: i64,
    /// What was said of it.
    pub note: String,
    /// Its digital object identifier.
    pub doi: Option<String>,
    /// The terms that it was published on.
    pub terms: Terms,
    /// The address that the site had then.
    pub site_url: Option<String>,
    /// Its files, in order of name.
    pub files: Vec<DataFile>,
    /// What was taken out of it, oldest first.
    pub taken_out: Vec<TakenOut>,
    pub(crate) folder: String,
}

/// A record that was taken out of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOut {
    /// The record's type.
    #[serde(rename = "type")]
    pub record_type: String,
    /// Its id.
    pub id: String,
    /// The day.
    pub day: String,
    /// Who took it out; for staff.
    pub by: String,
    /// Why; everybody sees it.
    pub reason: String,
    /// The files as they were before.
    pub files_before: Vec<DataFile>,
}

/// What the files of a release tell besides what is in its row.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Told {
    terms: Terms,
    site_url: Option<String>,
}

impl TakenOut {
    /// That it was taken out, in a sentence.
    #[must_use]
    pub fn said(&self) -> String {
        format!(
            "On {} the record {} was taken out because: {}",
            self.day, self.id, self.reason
        )
    }
}

impl Release {
    fn of(row: ReleaseRow) -> Result<Self, RegistryError> {
        let unreadable = |source| RegistryError::Unreadable {
            what: format!("release {}", row.version),
            source,
        };
        let told: Told = serde_json::from_str(&row.about).map_err(unreadable)?;
        Ok(Self {
            files: serde_json::from_str(&row.files).map_err(unreadable)?,
            taken_out: serde_json::from_str(&row.taken_out).map_err(unreadable)?,
            terms: told.terms,
            site_url: told.site_url,
            version: row.version,
            day: row.day,
            created: row.created,
            actor: row.actor,
            position: row.position,
            note: row.note,
            doi: row.doi,
            folder: row.folder,
        })
    }

    fn row(&self) -> Result<ReleaseRow, RegistryError> {
        let written = |source| RegistryError::Unreadable {
            what: format!("release {}", self.version),
            source,
        };
        let told = Told {
            terms: self.terms.clone(),
            site_url: self.site_url.clone(),
        };
        Ok(ReleaseRow {
            version: self.version.clone(),
            day: self.day.clone(),
            created: self.created.clone(),
            actor: self.actor.clone(),
            position: self.position,
            folder: self.folder.clone(),
            note: self.note.clone(),
            doi: self.doi.clone(),
            about: serde_json::to_string(&told).map_err(written)?,
            files: serde_json::to_string(&self.files).map_err(written)?,
            taken_out: serde_json::to_string(&self.taken_out).map_err(written)?,
        })
    }

    /// What its descriptions say.
    #[must_use]
    pub fn about(&self) -> About {
        About {
            terms: self.terms.clone(),
            version: Some(self.version.clone()),
            day: self.day.clone(),
            site_url: self.site_url.clone(),
            doi: self.doi.clone(),
            note: Some(self.note.clone()).filter(|note| !note.is_empty()),
            taken_out: self.taken_out.iter().map(TakenOut::said).collect(),
        }
    }

    /// A file by its name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&DataFile> {
        self.files.iter().find(|file| file.name == name)
    }

    /// What was said when a record was taken out; nothing when it was not.
    #[must_use]
    pub fn taken_out(&self, record_type: &str, id: &str) -> Option<&TakenOut> {
        self.taken_out
            .iter()
            .find(|taken| taken.record_type == record_type && taken.id == id)
    }
}

impl Registry {
    /// All releases, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn release_list(&self) -> Result<Vec<Release>, RegistryError> {
        self.store.read(all)
    }

    /// A release by its name.
    ///
    /// # Errors
    /// [`ReleaseFault::Unknown`], or when the database does not answer.
    pub fn release(&self, version: &str) -> Result<Release, RegistryError> {
        let row = self
            .store
            .read(|tx| Ok::<_, RegistryError>(tx.release(version)?))?;
        match row {
            Some(row) => Release::of(row),
            None => Err(ReleaseFault::Unknown(version.to_owned()).into()),
        }
    }

    /// Keeps the digital object identifier that was registered for a release, or none. Pages and
    /// citations tell it from then on; the files stay as they are.
    ///
    /// # Errors
    /// [`ReleaseFault::Unknown`], [`ReleaseFault::Doi`], or when the database does not answer.
    pub fn set_release_doi(&self, version: &str, doi: Option<&str>) -> Result<(), RegistryError> {
        let doi = doi.map(str::trim).filter(|doi| !doi.is_empty()).map(|doi| {
            doi.trim_start_matches("https://doi.org/")
                .trim_start_matches("doi:")
        });
        if let Some(doi) = doi {
            let is_doi = doi.starts_with("10.")
                && doi.contains('/')
                && doi.len() <= 200
                && doi
                    .bytes()
                    .all(|byte| byte.is_ascii_graphic() && !b"<>\"'{}\\".contains(&byte));
            if !is_doi {
                return Err(ReleaseFault::Doi(doi.to_owned()).into());
            }
        }
        self.store.write(|tx| {
            if tx.release(version)?.is_none() {
                return Err(ReleaseFault::Unknown(version.to_owned()).into());
            }
            Ok(tx.set_release_doi(version, doi)?)
        })
    }

    /// The records that are in releases and not public now, for whoever decides whether to take
    /// them out: release, record.
    ///
    /// # Errors
    /// When the database does not answer or the files of a release are not there.
    pub fn released_not_public_now(&self) -> Result<Vec<(String, RecordKey)>, RegistryError> {
        let catalogue = self.newest_catalogue()?;
        let mut found = Vec::new();
        for release in self.release_list()? {
            let path = self.release_folder(&release).join(folder::RECORDS);
            let Ok(records) = changes::Records::read(&path) else {
                // `indigo verify` says that the files are not there.
                continue;
            };
            for key in records.keys() {
                if catalogue.entry(&key.record_type, &key.id).is_none() {
                    found.push((release.version.clone(), key.clone()));
                }
            }
        }
        Ok(found)
    }
}

/// All releases as one transaction sees them, newest first.
fn all(tx: &mut ReadTx<'_>) -> Result<Vec<Release>, RegistryError> {
    tx.releases()?.into_iter().map(Release::of).collect()
}
