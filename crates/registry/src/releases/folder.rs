//! Where releases lie, and how a new folder takes its place.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::Release;
use crate::{Registry, RegistryError};

/// The file of a release with its records.
pub(super) const RECORDS: &str = "records.jsonl";
/// What the names of folders begin with that are being made.
const MAKING: &str = ".making-";

/// A folder that a release is made in; it is taken away again unless it is kept.
pub(super) struct Making {
    path: PathBuf,
    is_kept: bool,
}

impl Making {
    /// The folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
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
        for release in self.release_list()? {
            let count = release.taken_out.len();
            let before = (1..count).map(|number| format!("{}~{number}", release.version));
            let first = (count > 0).then(|| release.version.clone());
            for name in first.into_iter().chain(before) {
                if name != release.folder {
                    remove(&self.releases_folder().join(name))?;
                }
            }
        }
        Ok(())
    }

    /// An empty folder to make a release in; one that was left over goes.
    pub(super) fn making(&self, version: &str) -> Result<Making, RegistryError> {
        let path = self.releases_folder().join(format!("{MAKING}{version}"));
        remove(&path)?;
        fs::create_dir_all(&path).map_err(|error| RegistryError::io(&path, error))?;
        Ok(Making {
            path,
            is_kept: false,
        })
    }
}
