//! Downloads as files of the newest public state, each built once and replaced when anything public
//! changes.
//!
//! They lie in a folder named after the database, this version of Indigo, a revision, and a digest
//! of all that is public, so that no file of another database, version or public state is ever
//! taken for one of these. A private change leaves them where they are.

mod data_set;
mod public_state;
mod workbooks;

pub use data_set::DATA_SET_FILES;
pub(crate) use public_state::PublicState;

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use indigo_exchange::ZipSink;
use indigo_model::{Record, Value};
use indigo_standard::TypeStandard;
use indigo_store::ReadTx;
use public_state::Folder;
use sha2::{Digest as _, Sha256};

use crate::{
    Download, DownloadFile, Registry, RegistryError, fold,
    published::{PAGE, Published},
};

/// The flag of the social investment prototype, exactly.
const PROTOTYPE: (&str, &str) = ("/social_investment_prototype/value", "YES");

/// For how long a part that nobody touched is taken to be still in the making.
const BUILDING_FOR: Duration = Duration::from_secs(60 * 60);

impl Registry {
    /// Removes every download that was built. What cannot be removed is not served again anyway.
    pub(crate) fn forget_downloads(&self) {
        let _ = fs::remove_dir_all(self.downloads());
    }

    /// The file of a download, when it was built and is known to be of the newest public state.
    pub(crate) fn built_before(
        &self,
        download: &Download,
    ) -> Result<Option<DownloadFile>, RegistryError> {
        let Some(folder) = self.folder_known()? else {
            return Ok(None);
        };
        self.built_in(&self.downloads().join(folder), download)
    }

    fn built_in(
        &self,
        folder: &Path,
        download: &Download,
    ) -> Result<Option<DownloadFile>, RegistryError> {
        if let Download::DataSet(name) = download {
            return data_set::opened(folder, name);
        }
        opened(&folder.join(self.file_name(download)))
    }

    /// The file of a download, built now when it is not there for the newest public state.
    pub(crate) fn built(&self, download: &Download) -> Result<DownloadFile, RegistryError> {
        if let Some(found) = self.built_before(download)? {
            return Ok(found);
        }
        let name = self.file_name(download);
        let lock = self.lock_of(&name);
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have built it while this waited.
        if let Some(found) = self.built_before(download)? {
            return Ok(found);
        }
        match self.built_now(download, &name) {
            // What was erased meanwhile took the folder with it: of the newest state, then.
            Err(RegistryError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                self.built_now(download, &name)
            }
            other => other,
        }
    }

    fn built_now(&self, download: &Download, name: &str) -> Result<DownloadFile, RegistryError> {
        self.store.read(|tx| {
            // Of one state of the database, whose public part is that of the folder.
            let current = self.folder_for(tx)?;
            self.remove_others(&current)?;
            let folder = self.downloads().join(&current.name);
            if let Some(found) = self.built_in(&folder, download)? {
                return Ok(found);
            }
            fs::create_dir_all(&folder).map_err(|error| RegistryError::io(&folder, error))?;
            if let Download::DataSet(name) = download {
                return self.build_data_set(tx, &folder, name);
            }
            self.build(tx, download, &folder.join(name))
        })
    }

    fn build(
        &self,
        tx: &mut ReadTx<'_>,
        download: &Download,
        file: &Path,
    ) -> Result<DownloadFile, RegistryError> {
        let part = beside(file, "part");
        let result = self.finished(tx, download, file, &part);
        if result.is_err() {
            // Half a file is of no use; that it cannot be removed changes nothing.
            let _ = fs::remove_file(&part);
        }
        result
    }

    /// Writes a part, makes it durable, notes its digest beside it, and gives it its name.
    fn finished(
        &self,
        tx: &mut ReadTx<'_>,
        download: &Download,
        file: &Path,
        part: &Path,
    ) -> Result<DownloadFile, RegistryError> {
        let failed = |error| RegistryError::io(part, error);
        match fs::remove_file(part) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        self.write_download(tx, download, part)?;
        let written = File::open(part).map_err(failed)?;
        written.sync_all().map_err(failed)?;
        let digest = digest_of(&written).map_err(failed)?;
        let note = beside(file, "digest");
        fs::write(&note, &digest).map_err(|error| RegistryError::io(&note, error))?;
        let size_bytes = written.metadata().map_err(failed)?.len();
        // Opened before it has its name, so that nobody can take it away in between.
        let ready = File::open(part).map_err(failed)?;
        fs::rename(part, file).map_err(|error| RegistryError::io(file, error))?;
        Ok(DownloadFile {
            file: ready,
            size_bytes,
            digest,
        })
    }

    fn downloads(&self) -> PathBuf {
        self.data.join("downloads")
    }

    fn file_name(&self, download: &Download) -> String {
        match download {
            Download::List(record_type) => format!("{record_type}.csv"),
            Download::PrototypeList => "prototype.csv".to_owned(),
            Download::Bundle(bundle) => format!("{bundle}.zip"),
            Download::Workbooks(bundle) => {
                format!("{bundle}-workbooks{}.zip", self.forms_mark(bundle))
            }
            Download::Sqlite => "all.sqlite".to_owned(),
            Download::JsonLines => "all.jsonl".to_owned(),
            // One for all its files, as they are built at once.
            Download::DataSet(_) => data_set::FOLDER.to_owned(),
        }
    }

    /// What is held while the file of this name is built.
    pub(crate) fn lock_of(&self, name: &str) -> Arc<Mutex<()>> {
        let mut building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(building.entry(name.to_owned()).or_default())
    }

    /// What was public by then may be private now: files of public states before this one go at
    /// once, and what another database or version left. A folder in which somebody builds stays
    /// until the next time, as does that of a newer revision, whose reader is ahead of this one;
    /// neither is served as the newest.
    fn remove_others(&self, current: &Folder) -> Result<(), RegistryError> {
        let Ok(entries) = fs::read_dir(self.downloads()) else {
            return Ok(());
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry
                .file_name()
                .to_str()
                .is_some_and(|name| !current.replaces(name))
                || is_built_in(&path)
            {
                continue;
            }
            let removed = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            match removed {
                // Somebody else removed it at the same time.
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(RegistryError::io(&path, error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn write_download(
        &self,
        tx: &mut ReadTx<'_>,
        download: &Download,
        path: &Path,
    ) -> Result<(), RegistryError> {
        let named = |id: &str| {
            self.standard
                .get(id)
                .ok_or_else(|| RegistryError::UnknownType(id.to_owned()))
        };
        let failed = |error| RegistryError::io(path, error);
        let create = || File::create(path).map_err(failed);
        match download {
            Download::List(record_type) => {
                let mut out = BufWriter::new(create()?);
                let data = Published::new(tx);
                indigo_exchange::write_list_csv(named(record_type)?, &data, &mut out, None)?;
                out.flush().map_err(failed)?;
            }
            Download::PrototypeList => {
                let mut out = BufWriter::new(create()?);
                let flagged = |data: &Value| {
                    indigo_model::pointer::get(data, PROTOTYPE.0).and_then(Value::as_str)
                        == Some(PROTOTYPE.1)
                };
                let one = named("project")?;
                let data = Published::new(tx);
                indigo_exchange::write_list_csv(one, &data, &mut out, Some(&flagged))?;
                out.flush().map_err(failed)?;
            }
            Download::Bundle(bundle) => {
                let types: Vec<&TypeStandard> = self
                    .standard
                    .types()
                    .filter(|one| one.profile.downloads.bundle.as_deref() == Some(bundle))
                    .collect();
                let mut sink = ZipSink::stored(create()?, path);
                indigo_exchange::write_bundle(&types, &Published::new(tx), &mut sink)?;
                sink.finish()?;
            }
            Download::Workbooks(bundle) => self.write_workbooks(tx, bundle, path)?,
            Download::Sqlite => {
                let types: Vec<&TypeStandard> = self
                    .standard
                    .types()
                    .filter(|one| one.profile.downloads.sqlite)
                    .collect();
                indigo_exchange::write_sqlite(&types, &Published::new(tx), path)?;
            }
            Download::JsonLines => {
                let mut out = BufWriter::new(create()?);
                self.each_public_record(tx, &mut |record| {
                    Ok(indigo_exchange::write_json_lines([Ok(record)], &mut out)?)
                })?;
                out.flush().map_err(failed)?;
            }
            // It is built by itself, see `build_data_set`.
            Download::DataSet(_) => {}
        }
        Ok(())
    }

    /// The public part of every record, in order of type and id.
    pub(crate) fn each_public_record(
        &self,
        tx: &mut ReadTx<'_>,
        work: &mut dyn FnMut(Record) -> Result<(), RegistryError>,
    ) -> Result<(), RegistryError> {
        for one in self.standard.types() {
            let mut after = String::new();
            loop {
                let page = tx.records_of_type(&one.id, &after, PAGE)?;
                let Some(last) = page.last() else { break };
                after.clone_from(&last.key.id);
                for row in page {
                    let data = fold::parse(&row.key, &row.data)?;
                    if let Some(data) = indigo_publish::public_record(one, row.exists, &data) {
                        work(Record {
                            key: row.key,
                            exists: true,
                            data,
                        })?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether somebody builds in a folder just now: a part in it is young.
fn is_built_in(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let age = entry.metadata().and_then(|about| about.modified());
        entry.path().extension().is_some_and(|kind| kind == "part")
            && age.is_ok_and(|at| at.elapsed().is_ok_and(|age| age < BUILDING_FOR))
    })
}

/// A file that was built before; nothing when it, or the note of its digest, is not there.
fn opened(path: &Path) -> Result<Option<DownloadFile>, RegistryError> {
    let note = beside(path, "digest");
    let (Ok(file), Ok(digest)) = (File::open(path), fs::read_to_string(&note)) else {
        return Ok(None);
    };
    let metadata = file
        .metadata()
        .map_err(|error| RegistryError::io(path, error))?;
    let size_bytes = metadata.len();
    Ok(
        (metadata.is_file() && digest.len() == 64).then_some(DownloadFile {
            file,
            size_bytes,
            digest,
        }),
    )
}

/// The digest of what a file holds, in hexadecimal.
fn digest_of(mut file: &File) -> io::Result<String> {
    use std::fmt::Write as _;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
    }
    Ok(digest
        .finalize()
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        }))
}

/// The path of something that belongs to a file: `all.zip.part`.
fn beside(file: &Path, what: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_which_somebody_builds_is_told_by_its_parts() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("all.zip"), "x").unwrap();
        assert!(!is_built_in(folder.path()));
        fs::write(folder.path().join("all.jsonl.part"), "x").unwrap();
        assert!(is_built_in(folder.path()));
    }
}
