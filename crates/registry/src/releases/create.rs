//! Making a release.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    sync::PoisonError,
};

use indigo_exchange::DataSet;

use super::{ChangeLog, Release, ReleaseFault, all, changes::Records, folder::RECORDS};
use crate::{Registry, RegistryError, terms::terms_of};

/// The longest name that a release may have.
const LONGEST_NAME: usize = 40;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 2_000;

impl Registry {
    /// Makes a release of everything that is public now, all or nothing.
    ///
    /// # Errors
    /// [`ReleaseFault::Name`], [`ReleaseFault::Exists`], [`ReleaseFault::LongNote`]; or when the
    /// database does not answer or a file cannot be written. Nothing of the release is there then.
    pub fn create_release(
        &self,
        version: &str,
        note: &str,
        actor: &str,
    ) -> Result<Release, RegistryError> {
        if !is_name(version) {
            return Err(ReleaseFault::Name(version.to_owned()).into());
        }
        let note = note.trim().replace(char::is_control, " ");
        if note.chars().count() > LONGEST_NOTE {
            return Err(ReleaseFault::LongNote.into());
        }
        let lock = self.lock_of("releases");
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let making = self.making(version)?;
        let created = self.clock.now();
        let (mut release, previous) = self.store.read(|tx| {
            let others = all(tx)?;
            if others
                .iter()
                .any(|other| same_name(&other.version, version))
            {
                return Err(ReleaseFault::Exists(version.to_owned()).into());
            }
            self.write_records(tx, &making.path().join(RECORDS))?;
            let release = Release {
                version: version.to_owned(),
                day: created.chars().take(10).collect(),
                created: created.clone(),
                actor: actor.to_owned(),
                position: tx.revision()?,
                note,
                doi: None,
                terms: terms_of(tx)?,
                site_url: self.site_url.get().cloned(),
                files: Vec::new(),
                taken_out: Vec::new(),
                folder: version.to_owned(),
            };
            Ok::<_, RegistryError>((release, others.into_iter().next()))
        })?;
        let now = Records::read(&making.path().join(RECORDS))?;
        let log = match previous {
            None => ChangeLog::first(&now),
            Some(previous) => match Records::read(&self.release_folder(&previous).join(RECORDS)) {
                Ok(before) => ChangeLog::between(&previous.version, &before, &now),
                Err(_) => ChangeLog::unknown(&previous.version),
            },
        };
        release.files = log.write_with(
            &DataSet::new(&self.standard, &release.about(), making.path()),
            version,
        )?;
        let row = release.row()?;
        let place = self.release_folder(&release);
        self.store.write(|tx| {
            if tx.release(version)?.is_some() {
                return Err(ReleaseFault::Exists(version.to_owned()).into());
            }
            tx.add_release(&row)?;
            making.keep(&place)
        })?;
        Ok(release)
    }

    /// Writes the public part of every record as JSON Lines.
    pub(crate) fn write_records(
        &self,
        tx: &mut indigo_store::ReadTx<'_>,
        path: &Path,
    ) -> Result<(), RegistryError> {
        let failed = |error| RegistryError::io(path, error);
        let mut out = BufWriter::new(File::create_new(path).map_err(failed)?);
        self.each_public_record(tx, &mut |record| {
            Ok(indigo_exchange::write_json_lines([Ok(record)], &mut out)?)
        })?;
        out.flush().map_err(failed)
    }
}

/// Whether a release can have a name: it is also the name of a folder and part of an address.
fn is_name(version: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    version.len() <= LONGEST_NAME
        && version.bytes().all(is_plain)
        && version
            .bytes()
            .next()
            .is_some_and(|first| first.is_ascii_alphanumeric())
        && !version.ends_with('.')
}

/// Whether two names are the same to a file system that does not tell capitals apart.
fn same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_folder_and_part_of_an_address() {
        for name in ["2025-05", "2025-05-31", "v1.2", "A"] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "",
            "..",
            ".making-x",
            "-a",
            "a/b",
            "a b",
            "a~2",
            "é",
            "a.",
            &"a".repeat(41),
        ] {
            assert!(!is_name(name), "{name}");
        }
    }
}
