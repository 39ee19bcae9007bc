//! Taking a record out of a release: its files are made anew without it, and a trace stays.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    sync::{Arc, PoisonError},
};

use indigo_exchange::{DataSet, sha256_of};
use indigo_model::{Record, RecordKey};
use indigo_standard::Standard;

use super::{
    ChangeLog, Release, ReleaseFault, TakenOut,
    changes::{Records, each_line},
    folder::{self, RECORDS},
};
use crate::{Registry, RegistryError};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 300;

impl Registry {
    /// Takes a record out of a release, because the law or its people ask for that.
    ///
    /// All files are made anew without it, from the records of the release and by its own schemas;
    /// what the checksums were is kept. The pages of the release say that and why it was taken out.
    ///
    /// # Errors
    /// [`ReleaseFault`], or when the database does not answer or a file cannot be written; then
    /// nothing was changed.
    pub fn take_out_of_release(
        &self,
        version: &str,
        key: &RecordKey,
        reason: &str,
        actor: &str,
    ) -> Result<Release, RegistryError> {
        let reason = reason.trim();
        if reason.is_empty()
            || reason.chars().count() > LONGEST_REASON
            || reason.contains(char::is_control)
        {
            return Err(ReleaseFault::NoReason.into());
        }
        let lock = self.lock_of("releases");
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let found = self.release(version)?;
        let mut release = found.clone();
        let record = format!("{}/{}", key.record_type, key.id);
        let version = version.to_owned();
        if release.taken_out(&key.record_type, &key.id).is_some() {
            return Err(ReleaseFault::TakenOutBefore { version, record }.into());
        }
        let before = self.release_folder(&release);
        intact(&release, &before)?;
        if !Records::read(&before.join(RECORDS))?.holds(key) {
            return Err(ReleaseFault::NoRecord { version, record }.into());
        }
        release.taken_out.push(TakenOut {
            record_type: key.record_type.clone(),
            id: key.id.clone(),
            day: self.clock.now().chars().take(10).collect(),
            by: actor.to_owned(),
            reason: reason.to_owned(),
            files_before: std::mem::take(&mut release.files),
        });
        let making = self.making(&version)?;
        // A name that no release has, and that nobody else gives one at the same time.
        let number = release.taken_out.len();
        release.folder = format!("{version}~{number}-{}", making.mark());
        write_without(&before.join(RECORDS), &making.path().join(RECORDS), key)?;
        let log = log_of(&before)?.without(&key.record_type, &key.id);
        let standard = self.standard_of(&before)?;
        release.files = log.write_with(
            &DataSet::new(&standard, &release.about(), making.path()),
            &version,
        )?;
        let row = release.row()?;
        let place = self.release_folder(&release);
        self.store.write(|tx| {
            // Another process may have taken something else out meanwhile: these files still hold it.
            let now = tx.release(&version)?.map(Release::of).transpose()?;
            let is_as_found = now
                .is_some_and(|now| now.folder == found.folder && now.taken_out == found.taken_out);
            if !is_as_found {
                return Err(ReleaseFault::Moved(version.clone()).into());
            }
            tx.put_release_files(&row)?;
            making.keep(&place)
        })?;
        folder::remove(&before)?;
        Ok(release)
    }

    /// The standard as it was when a release was made, by the schemas that are in it.
    fn standard_of(&self, folder: &Path) -> Result<Arc<Standard>, RegistryError> {
        let schemas = tempfile::tempdir().map_err(|error| RegistryError::io(folder, error))?;
        let mut is_all_there = true;
        for one in self.standard.types() {
            let from = folder.join(format!("schema-{}.json", one.id));
            let to = schemas.path().join(format!("{}.json", one.id));
            is_all_there &= fs::copy(from, to).is_ok();
        }
        if !is_all_there {
            return Ok(Arc::clone(&self.standard));
        }
        match Standard::load_dir(schemas.path()) {
            Ok(standard) => Ok(Arc::new(standard)),
            Err(error) => {
                tracing::warn!(%error, "the schemas of a release cannot be read; those of now are used");
                Ok(Arc::clone(&self.standard))
            }
        }
    }
}

/// Makes sure that what the new files are made from is what was released.
fn intact(release: &Release, folder: &Path) -> Result<(), RegistryError> {
    for name in [RECORDS, "changes.json"] {
        let sum = sha256_of(&folder.join(name)).ok().map(|(_, sum)| sum);
        if sum.is_none() || sum.as_deref() != release.file(name).map(|file| file.sha256.as_str()) {
            return Err(ReleaseFault::Files {
                version: release.version.clone(),
                file: name.to_owned(),
            }
            .into());
        }
    }
    Ok(())
}

fn log_of(folder: &Path) -> Result<ChangeLog, RegistryError> {
    let path = folder.join("changes.json");
    let text = fs::read(&path).map_err(|error| RegistryError::io(&path, error))?;
    serde_json::from_slice(&text).map_err(|source| RegistryError::Unreadable {
        what: path.display().to_string(),
        source,
    })
}

fn write_without(from: &Path, to: &Path, key: &RecordKey) -> Result<(), RegistryError> {
    let failed = |error| RegistryError::io(to, error);
    let mut out = BufWriter::new(File::create_new(to).map_err(failed)?);
    each_line(from, &mut |line| {
        let record: Record =
            serde_json::from_str(line).map_err(|source| RegistryError::Unreadable {
                what: from.display().to_string(),
                source,
            })?;
        if record.key == *key {
            return Ok(());
        }
        out.write_all(line.as_bytes()).map_err(failed)
    })?;
    out.flush().map_err(failed)
}
