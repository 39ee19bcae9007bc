//! Exports to a folder or a zip: `indigo export OUT --format …`.

use std::{
    fs::{self, File, Permissions},
    io::{Read, Seek, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use indigo_exchange::{ExchangeError, FileSink, FolderSink, ZipSink};
use indigo_model::Record;
use indigo_standard::TypeStandard;
use indigo_store::ReadTx;

use crate::{
    Registry, RegistryError, fold,
    published::{PAGE, Published},
};

/// The kinds of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A CSV file for each type and each of its lists.
    Csv,
    /// A CSV file for each type, as the list downloads.
    Lists,
    /// One file of JSON Lines.
    JsonLines,
    /// One SQLite file.
    Sqlite,
}

impl Registry {
    /// Writes the public data to `out`, a folder or a file name ending in `.zip`; with `all`, the
    /// records whole, private parts included (JSON Lines only). Gives the names of the files.
    ///
    /// # Errors
    /// When the place cannot be written, or `all` is asked for another format.
    pub fn export(
        &self,
        out: &Path,
        format: Format,
        all: bool,
    ) -> Result<Vec<String>, RegistryError> {
        if all && format != Format::JsonLines {
            return Err(RegistryError::Use(
                "records with their private parts can be exported as JSON Lines only (--format jsonl)".to_owned(),
            ));
        }
        let zipped = out
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
        // Everything is read from one state of the database, and nothing is put in its place
        // before all of it is written.
        self.store.read(|tx| {
            if zipped {
                self.export_archive(tx, out, format, all)
            } else {
                self.export_folder(tx, out, format, all)
            }
        })
    }

    fn export_archive(
        &self,
        tx: &mut ReadTx<'_>,
        out: &Path,
        format: Format,
        all: bool,
    ) -> Result<Vec<String>, RegistryError> {
        let failed = |error| RegistryError::io(out, error);
        let folder = out.parent().filter(|one| !one.as_os_str().is_empty());
        let part = tempfile::Builder::new()
            .prefix(".indigo-export-")
            .permissions(Permissions::from_mode(if all { 0o600 } else { 0o666 }))
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(failed)?;
        let mut sink = ZipSink::deflated(part, out);
        let names = self.export_to(tx, &mut sink, format, all)?;
        let part = sink.finish()?;
        part.as_file().sync_all().map_err(failed)?;
        part.persist(out).map_err(|error| failed(error.error))?;
        Ok(names)
    }

    fn export_folder(
        &self,
        tx: &mut ReadTx<'_>,
        out: &Path,
        format: Format,
        all: bool,
    ) -> Result<Vec<String>, RegistryError> {
        let failed = |error| RegistryError::io(out, error);
        fs::create_dir_all(out).map_err(failed)?;
        // A folder inside it, which nobody else may look into.
        let part = tempfile::Builder::new()
            .prefix(".indigo-export-")
            .tempdir_in(out)
            .map_err(failed)?;
        let mut sink = FolderSink::new(part.path())?;
        let names = self.export_to(tx, &mut sink, format, all)?;
        for name in &names {
            let from = part.path().join(name);
            let file = File::open(&from).map_err(failed)?;
            if all {
                file.set_permissions(Permissions::from_mode(0o600))
                    .map_err(failed)?;
            }
            file.sync_all().map_err(failed)?;
        }
        for name in &names {
            fs::rename(part.path().join(name), out.join(name)).map_err(failed)?;
        }
        Ok(names)
    }

    fn export_to(
        &self,
        tx: &mut ReadTx<'_>,
        sink: &mut dyn FileSink,
        format: Format,
        all: bool,
    ) -> Result<Vec<String>, RegistryError> {
        let mut sink = Naming {
            inner: sink,
            names: Vec::new(),
        };
        match format {
            Format::Csv => {
                let types: Vec<&TypeStandard> = self.standard.types().collect();
                indigo_exchange::write_bundle(&types, &Published::new(tx), &mut sink)?;
            }
            Format::Lists => {
                for one in self.standard.types() {
                    sink.part(&format!("{}.csv", one.plural()), |part| {
                        let data = Published::new(tx);
                        Ok(indigo_exchange::write_list_csv(one, &data, part, None)?)
                    })?;
                }
            }
            Format::JsonLines => sink.part("records.jsonl", |part| {
                let mut write = |record: Record| {
                    Ok::<_, RegistryError>(indigo_exchange::write_json_lines([Ok(record)], part)?)
                };
                if all {
                    self.each_record(tx, &mut write)
                } else {
                    self.each_public_record(tx, &mut write)
                }
            })?,
            Format::Sqlite => {
                let name = "all_data.sqlite";
                let temporary = |error| RegistryError::io(Path::new("temporary folder"), error);
                let folder = tempfile::tempdir().map_err(temporary)?;
                let path = folder.path().join(name);
                let types: Vec<&TypeStandard> = self
                    .standard
                    .types()
                    .filter(|one| one.profile.downloads.sqlite)
                    .collect();
                indigo_exchange::write_sqlite(&types, &Published::new(tx), &path)?;
                let mut file = fs::File::open(&path).map_err(temporary)?;
                let length = file.metadata().map_err(temporary)?.len();
                sink.add(name, length, &mut file)?;
            }
        }
        Ok(sink.names)
    }

    /// Every record whole, in order of type and id.
    fn each_record(
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
                    work(Record {
                        key: row.key,
                        exists: row.exists,
                        data,
                    })?;
                }
            }
        }
        Ok(())
    }
}

/// Bytes of a file that are held in memory before they go to a temporary file.
const HELD: usize = 16 << 20;

/// A sink that remembers the names of the files.
struct Naming<'a> {
    inner: &'a mut dyn FileSink,
    names: Vec<String>,
}

impl Naming<'_> {
    /// Adds a file that `write` writes.
    fn part(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), RegistryError>,
    ) -> Result<(), RegistryError> {
        let temporary = |error| RegistryError::io(Path::new("temporary file"), error);
        let mut part = tempfile::SpooledTempFile::new(HELD);
        write(&mut part)?;
        let length = part.stream_position().map_err(temporary)?;
        part.rewind().map_err(temporary)?;
        Ok(self.add(name, length, &mut part)?)
    }
}

impl FileSink for Naming<'_> {
    fn add(&mut self, name: &str, len: u64, content: &mut dyn Read) -> Result<(), ExchangeError> {
        self.names.push(name.to_owned());
        self.inner.add(name, len, content)
    }
}
