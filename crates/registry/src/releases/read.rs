//! What the site shows of releases, and what `verify` checks.

use std::fs::File;

use indigo_exchange::{record_in, sha256_of};
use indigo_model::{RecordKey, Value};

use super::{ChangeLog, Release, TakenOut};
use crate::{
    DownloadFile, ReadError, Registry, RegistryError, Verification, reading::said,
    stored::read_json,
};

/// A record as a release has it.
#[derive(Debug, Clone, PartialEq)]
pub enum ReleasedRecord {
    /// It is in it: what was public of it, with the sources that its rows cite.
    There(Value),
    /// It was in it, and was taken out.
    TakenOut(TakenOut),
}

impl Registry {
    /// A file of a release, open; nothing when there is none of that name, or it is not in its
    /// place.
    pub(crate) fn open_release_file(&self, release: &Release, name: &str) -> Option<DownloadFile> {
        // The name comes from the record of the release, so it leads nowhere else.
        let known = release.file(name)?;
        let file = File::open(self.release_folder(release).join(&known.name)).ok()?;
        let size_bytes = file.metadata().ok()?.len();
        (size_bytes == known.size_bytes).then(|| DownloadFile {
            file,
            size_bytes,
            digest: known.sha256.clone(),
        })
    }

    /// A record as a release has it; nothing when it was never in it.
    pub(crate) fn record_of_release(
        &self,
        release: &Release,
        record_type: &str,
        id: &str,
    ) -> Result<Option<ReleasedRecord>, ReadError> {
        if let Some(taken) = release.taken_out(record_type, id) {
            return Ok(Some(ReleasedRecord::TakenOut(taken.clone())));
        }
        let Some(one) = self.standard.get(record_type) else {
            return Ok(None);
        };
        let path = self.release_folder(release).join("indigo.sqlite");
        if !path.is_file() {
            return Ok(None);
        }
        let text = record_in(&path, record_type, id)
            .map_err(|error| ReadError::Build(error.to_string()))?;
        let Some(text) = text else { return Ok(None) };
        let key = format_args!("{record_type}/{id} of release {}", release.version);
        let data: Value = read_json("record", key, &text).map_err(said)?;
        let public = indigo_publish::cited(one, &data);
        Ok(public.map(ReleasedRecord::There))
    }

    /// The names of the releases that hold a record, newest first. A release whose files are not on
    /// this server is named too, as nobody can say that it does not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn releases_with(&self, key: &RecordKey) -> Result<Vec<String>, RegistryError> {
        let mut holding = Vec::new();
        for release in self.release_list()? {
            if release.taken_out(&key.record_type, &key.id).is_some() {
                continue;
            }
            let path = self.release_folder(&release).join("indigo.sqlite");
            if !matches!(record_in(&path, &key.record_type, &key.id), Ok(None)) {
                holding.push(release.version);
            }
        }
        Ok(holding)
    }

    /// What changed in a release, as its files say; nothing when the file is not in its place.
    pub(crate) fn changes_of_release(
        &self,
        release: &Release,
    ) -> Result<Option<ChangeLog>, ReadError> {
        let path = self.release_folder(release).join("changes.json");
        let Ok(text) = std::fs::read(path) else {
            return Ok(None);
        };
        let unreadable = |source| RegistryError::Unreadable {
            what: format!("changes.json of release {}", release.version),
            source,
        };
        serde_json::from_slice(&text)
            .map(Some)
            .map_err(|source| said(unreadable(source)))
    }

    /// Compares the files of all releases with their checksums.
    pub(crate) fn check_releases(&self, found: &mut Verification) -> Result<(), RegistryError> {
        for release in self.release_list()? {
            let folder = self.release_folder(&release);
            for file in &release.files {
                let fault = match sha256_of(&folder.join(&file.name)) {
                    Err(error) => Some(format!("cannot be read: {error}")),
                    Ok((_, sum)) if sum != file.sha256 => {
                        Some("is not what was released: its checksum differs".to_owned())
                    }
                    Ok(_) => None,
                };
                if let Some(fault) = fault {
                    let of = format!("release {}", release.version);
                    found.differs(of, format!("the file {} {fault}", file.name));
                }
            }
        }
        Ok(())
    }
}
