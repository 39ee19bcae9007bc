//! Backups, and coming back from one.

use std::path::Path;

use indigo_store::StoreError;

use crate::{Registry, RegistryError, Verification};

/// The setting with the revision at which everything public was put in the place of what was
/// there before, so that what was there may be gone without a trace.
pub(crate) const REBUILT: &str = "rebuilt_at_revision";

impl Registry {
    /// Writes everything to a new file, as of one moment, while others go on.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub fn backup(&self, file: &Path) -> Result<(), RegistryError> {
        let result = self.store.backup_to(file);
        if let Err(error) = &result
            && !matches!(error, StoreError::FileExists { .. })
        {
            // Half a backup is none; that it cannot be removed changes nothing.
            let _ = std::fs::remove_file(file);
        }
        Ok(result?)
    }

    /// Puts what a backup holds in the place of everything here, all or nothing.
    ///
    /// The pages of the file, the chain of its events, its digests and every version of every
    /// record are checked before anything is kept.
    ///
    /// # Errors
    /// When the file is no backup, is damaged, or is newer than this program.
    pub fn restore(&self, file: &Path) -> Result<(), RegistryError> {
        let rules = self.rules();
        self.store.restore_from(file, |tx| {
            self.project_everything(tx)
                .map_err(|error| damaged(file, error))?;
            crate::moderation::count_all(tx).map_err(|error| damaged(file, error))?;
            let mut found = Verification::default();
            self.check_all(tx, &mut found, &mut |_, _| {})
                .map_err(|error| damaged(file, error))?;
            if let Some(first) = found.differences.first() {
                return Err(RegistryError::BackupDamaged {
                    path: file.display().to_string(),
                    first: format!("{}: {}", first.of, first.what),
                    count: found.difference_count,
                });
            }
            tx.set_setting("publication_rules", &rules)?;
            let revision = (tx.revision()? + 1).to_string();
            Ok(tx.set_setting(REBUILT, &revision)?)
        })
    }
}

/// What cannot be read in a backup, as a fault of the backup.
fn damaged(file: &Path, error: RegistryError) -> RegistryError {
    match error {
        RegistryError::Unreadable { what, source } => RegistryError::BackupDamaged {
            path: file.display().to_string(),
            first: format!("{what} is not readable JSON: {source}"),
            count: 1,
        },
        other => other,
    }
}
