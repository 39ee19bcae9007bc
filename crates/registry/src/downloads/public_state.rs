//! What downloads are of: a name of all that goes into them, which a private change leaves alone.

use std::{
    fs,
    sync::{Mutex, PoisonError},
};

use indigo_store::{Digest, ReadTx};

use crate::{Registry, RegistryError, backup::REBUILT, terms::terms_of};

/// How many letters of the digest stand in the name of a folder.
const LETTERS: usize = 16;

/// A revision with the digest of what was public then, once somebody has worked it out.
#[derive(Debug, Default)]
pub(crate) struct PublicState(Mutex<Option<(i64, String)>>);

impl PublicState {
    fn at(&self, revision: i64) -> Option<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .as_ref()
            .filter(|(of, _)| *of == revision)
            .map(|(_, digest)| digest.clone())
    }

    fn keep(&self, revision: i64, digest: &str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((revision, digest.to_owned()));
    }
}

impl Registry {
    /// The folder with the downloads of the newest state; nothing when there is none, or when
    /// nobody has worked out yet whether what changed since is public.
    pub(super) fn folder_known(&self) -> Result<Option<String>, RegistryError> {
        let Some(digest) = self.public_state.at(self.store.revision()?) else {
            return Ok(None);
        };
        let digest = self.with_address(&digest);
        let of = self.folder_beginning()?;
        Ok(self.folder_with(&of, &digest))
    }

    /// The folder for the downloads of the state that a transaction sees: the one that is there
    /// already for all that is public in it, or one that has the name of its revision.
    pub(super) fn folder_for(&self, tx: &mut ReadTx<'_>) -> Result<Folder, RegistryError> {
        let revision = tx.revision()?;
        let digest = self.with_address(&self.digest_of_public(tx, revision)?);
        let of = self.folder_beginning()?;
        let name = self
            .folder_with(&of, &digest)
            .unwrap_or_else(|| format!("{of}-{revision}-{digest}"));
        Ok(Folder {
            name,
            of,
            revision,
            digest,
        })
    }

    /// The digest of all that goes into downloads. What is published counts by when it last became
    /// as it is; what files of records hold besides (statuses, old words), by itself.
    fn digest_of_public(
        &self,
        tx: &mut ReadTx<'_>,
        revision: i64,
    ) -> Result<String, RegistryError> {
        let lock = self.lock_of("what is public");
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = self.public_state.at(revision) {
            return Ok(known);
        }
        let mut digest = Digest::default();
        digest.part(&self.rules());
        digest.part(&tx.setting(REBUILT)?.unwrap_or_default());
        digest.part(&format!("{:?}", terms_of(tx)?));
        let (newest, updated, count) = tx.newest_publication()?;
        digest.part(&format!("{newest} {updated} {count}"));
        self.each_public_record(tx, &mut |record| {
            digest
                .part(&record.key.record_type)
                .part(&record.key.id)
                .part(&record.data.to_string());
            Ok(())
        })?;
        let digest = digest.hex();
        self.public_state.keep(revision, &digest);
        Ok(digest)
    }

    /// With the address of the site, which stands in some files and may become known late.
    fn with_address(&self, digest: &str) -> String {
        let mut whole = Digest::default();
        whole.part(digest);
        whole.part(self.site_url.get().map_or("", String::as_str));
        whole.hex().chars().take(LETTERS).collect()
    }

    fn folder_beginning(&self) -> Result<String, RegistryError> {
        let id = self.store.database_id()?;
        Ok(format!("{id}-{}", env!("CARGO_PKG_VERSION")))
    }

    /// The newest folder with the digest; there are two when two processes began at once.
    fn folder_with(&self, of: &str, digest: &str) -> Option<String> {
        let entries = fs::read_dir(self.downloads()).ok()?;
        entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter_map(|name| Some((parts(&name, of)?.0, name)))
            .filter(|(_, name)| parts(name, of).is_some_and(|(_, other)| other == digest))
            .max()
            .map(|(_, name)| name)
    }
}

/// A folder of downloads.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) name: String,
    /// The database and the version of Indigo.
    of: String,
    /// The revision that the transaction sees.
    revision: i64,
    digest: String,
}

impl Folder {
    /// Whether another folder is of an older public state than this one, or of something else
    /// altogether.
    pub(super) fn replaces(&self, name: &str) -> bool {
        match parts(name, &self.of) {
            Some((revision, digest)) => revision < self.revision && digest != self.digest,
            None => true,
        }
    }
}

/// The revision and the digest in the name of a folder.
fn parts<'a>(name: &'a str, of: &str) -> Option<(i64, &'a str)> {
    let (revision, digest) = name.strip_prefix(of)?.strip_prefix('-')?.split_once('-')?;
    (digest.len() == LETTERS).then_some(())?;
    Some((revision.parse().ok()?, digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_of_older_public_states_are_in_the_way() {
        let folder = Folder {
            name: "a-1-1.0.0-9-0123456789abcdef".to_owned(),
            of: "a-1-1.0.0".to_owned(),
            revision: 10,
            digest: "0123456789abcdef".to_owned(),
        };
        for (name, wanted) in [
            // Of the same public state, however old.
            ("a-1-1.0.0-9-0123456789abcdef", false),
            ("a-1-1.0.0-9-fedcba9876543210", true),
            // Somebody is ahead of this transaction.
            ("a-1-1.0.0-11-fedcba9876543210", false),
            ("b-1.0.0-11-0123456789abcdef", true),
            // As versions before named them.
            ("a-1-1.0.0-10", true),
            ("left over", true),
        ] {
            assert_eq!(folder.replaces(name), wanted, "{name}");
        }
    }
}
