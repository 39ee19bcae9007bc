//! Backups, and coming back from one.

use std::path::Path;

use indigo_store::StoreError;

use crate::{Registry, RegistryError};

impl Registry {
    /// Writes everything to a new file, as of one moment, while others go on.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub fn backup(&self, file: &Path) -> Result<(), RegistryError> {
        let result = self.store.backup_to(file);
        if let Err(error) = &result
            && !matches!(error, StoreError::Other(text) if text.contains("is there already"))
        {
            // Half a backup is none; that it cannot be removed changes nothing.
            let _ = std::fs::remove_file(file);
        }
        Ok(result?)
    }

    /// Puts what a backup holds in the place of everything here, all or nothing.
    ///
    /// # Errors
    /// When the file is no backup, or is newer than this program.
    pub fn restore(&self, file: &Path) -> Result<(), RegistryError> {
        let rules = self.rules();
        self.store.restore_from(file, |tx| {
            self.project_everything(tx)?;
            crate::moderation::count_all(tx)?;
            Ok(tx.set_setting("publication_rules", &rules)?)
        })
    }
}
