//! Where releases lie, and how a new folder takes its place.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use super::Release;
use crate::{Registry, RegistryError};

/// The file of a release with its records.
pub(super) const RECORDS: &str = "records.jsonl";
/// What the names of folders begin with that are being made.
const MAKING: &str = ".making-";
/// After what time nobody can still be making the release of such a folder.
const LEFT_OVER_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder that a release is made in; it is taken away again unless it is kept.
pub(super) struct Making {
    path: PathBuf,
    mark: String,
    is_kept: bool,
}

impl Making {
    /// The folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What tells it from every other folder that is made.
    pub(super) fn mark(&self) -> &str {
        &self.mark
    }

    /// Makes what is in it durable, and gives it its name. What lies there under that name is of a
    /// release that was never kept.
    pub(super) fn keep(mut self, place: &Path) -> Result<(), RegistryError> {
        for entry in fs::read_dir(&self.path).map_err(|error| self.failed(error))? {
            let path = entry.map_err(|error| self.failed(error))?.path();
            let synced = File::open(&path).and_then(|file| file.sync_all());
            synced.map_err(|error| RegistryError::io(&path, error))?;
        }
        remove(place)?;
        fs::rename(&self.path, place).map_err(|error| RegistryError::io(place, error))?;
        self.is_kept = true;
        if let Some(parent) = place.parent() {
            let synced = File::open(parent).and_then(|folder| folder.sync_all());
            synced.map_err(|error| RegistryError::io(parent, error))?;
        }
        Ok(())
    }

    fn failed(&self, error: io::Error) -> RegistryError {
        RegistryError::io(&self.path, error)
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        if !self.is_kept {
            // Half a release is none; that it cannot be removed changes nothing.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Removes a folder, when it is there.
pub(super) fn remove(path: &Path) -> Result<(), RegistryError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(RegistryError::io(path, error))
        }
        _ => Ok(()),
    }
}

impl Registry {
    pub(crate) fn releases_folder(&self) -> PathBuf {
        self.data.join("releases")
    }

    /// The folder with the files of a release.
    pub(crate) fn release_folder(&self, release: &Release) -> PathBuf {
        self.releases_folder().join(&release.folder)
    }

    /// Removes the folders of releases that others have taken the place of, should that have been
    /// cut short: they hold what was taken out.
    pub(crate) fn remove_replaced_releases(&self) -> Result<(), RegistryError> {
        if let Err(error) = self.remove_left_over() {
            tracing::warn!(%error, "what was left over of a release cannot be removed");
        }
        if self
            .release_list()?
            .iter()
            .all(|release| release.taken_out.is_empty())
        {
            return Ok(());
        }
        // Nobody else gives a folder its name meanwhile: that is done in a transaction that writes.
        self.store.write_aside(|tx| {
            for release in super::all(tx)? {
                for path in self.entries()? {
                    let name = path.file_name().and_then(|name| name.to_str());
                    let is_of_release = name
                        .and_then(|name| name.strip_prefix(release.version.as_str()))
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('~'));
                    if is_of_release && name != Some(release.folder.as_str()) {
                        remove(&path)?;
                    }
                }
            }
            Ok(())
        })
    }

    /// What lies in the folder of the releases.
    fn entries(&self) -> Result<Vec<PathBuf>, RegistryError> {
        let folder = self.releases_folder();
        let failed = |error| RegistryError::io(&folder, error);
        match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            found => found
                .map_err(failed)?
                .map(|entry| Ok(entry.map_err(failed)?.path()))
                .collect(),
        }
    }

    /// Removes folders of releases that somebody began to make a day ago or earlier; a younger one
    /// may be another process's.
    fn remove_left_over(&self) -> Result<(), RegistryError> {
        for path in self.entries()? {
            let name = path.file_name().and_then(|name| name.to_str());
            let changed = fs::metadata(&path).and_then(|about| about.modified());
            let is_left_over = changed
                .ok()
                .and_then(|changed| changed.elapsed().ok())
                .is_some_and(|age| age > LEFT_OVER_AFTER);
            if is_left_over && name.is_some_and(|name| name.starts_with(MAKING)) {
                remove(&path)?;
            }
        }
        Ok(())
    }

    /// An empty folder to make a release in, that nobody else has.
    pub(super) fn making(&self, version: &str) -> Result<Making, RegistryError> {
        self.remove_left_over()?;
        let folder = self.releases_folder();
        fs::create_dir_all(&folder).map_err(|error| RegistryError::io(&folder, error))?;
        let mark: String = uuid::Uuid::new_v4()
            .simple()
            .to_string()
            .chars()
            .take(12)
            .collect();
        let path = folder.join(format!("{MAKING}{version}-{mark}"));
        fs::create_dir(&path).map_err(|error| RegistryError::io(&path, error))?;
        Ok(Making {
            path,
            mark,
            is_kept: false,
        })
    }
}
