//! Exports to a folder or a zip: `indigo export OUT --format …`.

use std::{fs, path::Path};

use indigo_exchange::{FileSink, FolderSink, ZipSink};
use indigo_model::Record;
use indigo_standard::TypeStandard;

use crate::{Registry, RegistryError, downloads::Published, fold};

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
    pub fn export(&self, out: &Path, format: Format, all: bool) -> Result<Vec<String>, RegistryError> {
        if all && format != Format::JsonLines {
            return Err(RegistryError::Use(
                "records with their private parts can be exported as JSON Lines only (--format jsonl)".to_owned(),
            ));
        }
        let zipped = out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
        if zipped {
            let mut sink = ZipSink::create(out)?;
            let names = self.export_to(&mut sink, format, all)?;
            sink.finish()?;
            Ok(names)
        } else {
            fs::create_dir_all(out).map_err(|error| RegistryError::io(out, error))?;
            let mut sink = FolderSink::new(out);
            self.export_to(&mut sink, format, all)
        }
    }

    fn export_to(
        &self,
        sink: &mut dyn FileSink,
        format: Format,
        all: bool,
    ) -> Result<Vec<String>, RegistryError> {
        let data = Published(self);
        let types: Vec<&TypeStandard> = self.standard.types().collect();
        Ok(match format {
            Format::Csv => indigo_exchange::write_bundle(&types, &data, sink)?,
            Format::Lists => {
                let mut names = Vec::new();
                for one in types {
                    let name = format!("{}.csv", one.plural());
                    let mut part = tempfile::SpooledTempFile::new(16 << 20);
                    indigo_exchange::write_list_csv(one, &data, &mut part, None)?;
                    sink.put(&name, &mut part)?;
                    names.push(name);
                }
                names
            }
            Format::JsonLines => {
                let name = "records.jsonl".to_owned();
                let mut part = tempfile::SpooledTempFile::new(16 << 20);
                let mut write = |record: &Record| {
                    Ok::<_, RegistryError>(indigo_exchange::write_json_line(&mut part, record)?)
                };
                if all {
                    self.each_record(&mut write)?;
                } else {
                    self.each_public_record(&mut write)?;
                }
                sink.put(&name, &mut part)?;
                vec![name]
            }
            Format::Sqlite => {
                let name = "all_data.sqlite".to_owned();
                let folder = tempfile::tempdir().map_err(|error| RegistryError::io(Path::new("temporary folder"), error))?;
                let path = folder.path().join(&name);
                let types: Vec<&TypeStandard> = types.into_iter().filter(|one| one.profile.downloads.sqlite).collect();
                indigo_exchange::write_sqlite(&types, &data, &path)?;
                let mut file = fs::File::open(&path).map_err(|error| RegistryError::io(&path, error))?;
                sink.put(&name, &mut file)?;
                vec![name]
            }
        })
    }

    /// Every record whole, in order of type and id.
    fn each_record(
        &self,
        work: &mut dyn FnMut(&Record) -> Result<(), RegistryError>,
    ) -> Result<(), RegistryError> {
        for one in self.standard.types() {
            let mut after = String::new();
            loop {
                let page = self.store.read(|tx| tx.records_of_type(&one.id, &after, 200))?;
                let Some(last) = page.last() else { break };
                after.clone_from(&last.key.id);
                for row in page {
                    let data = fold::parse(&row.key, &row.data)?;
                    work(&Record { key: row.key, exists: row.exists, data })?;
                }
            }
        }
        Ok(())
    }
}
