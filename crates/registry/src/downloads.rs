//! Downloads as files of the newest revision, each built once and replaced when anything changes.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::PoisonError,
};

use indigo_exchange::{ExchangeError, PublicData, ZipSink};
use indigo_model::{Record, RecordKey, Value};
use indigo_standard::TypeStandard;

use crate::{Download, Registry, RegistryError, fold};

/// Records read at a time.
const PAGE: i64 = 200;

/// The flag of the social investment prototype, exactly.
const PROTOTYPE: (&str, &str) = ("/social_investment_prototype/value", "YES");

/// Public data, read from the database page by page.
pub(crate) struct Published<'a>(pub(crate) &'a Registry);

impl PublicData for Published<'_> {
    fn for_each(
        &self,
        record_type: &str,
        work: &mut dyn FnMut(&str, &Value) -> Result<(), ExchangeError>,
    ) -> Result<(), ExchangeError> {
        let mut after = String::new();
        loop {
            let page = self
                .0
                .store
                .read(|tx| tx.public_of_type(record_type, &after, PAGE))
                .map_err(ExchangeError::records)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after.clone_from(&last.id);
            for row in &page {
                let key = RecordKey::new(record_type, &row.id);
                let data =
                    fold::parse(&key, &row.publication.data).map_err(ExchangeError::records)?;
                work(&row.id, &data)?;
            }
        }
    }
}

impl Registry {
    /// Removes every download that was built. What cannot be removed is not served again anyway.
    pub(crate) fn forget_downloads(&self) {
        let _building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = fs::remove_dir_all(self.data.join("downloads"));
    }

    /// The file of a download, built now when it is not there for the newest revision.
    pub(crate) fn built(&self, download: &Download) -> Result<PathBuf, RegistryError> {
        let revision = self.store.revision()?;
        let folder = self.data.join("downloads").join(revision.to_string());
        let file = folder.join(file_name(download));
        if file.is_file() {
            return Ok(file);
        }
        let _one_at_a_time = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        if file.is_file() {
            return Ok(file);
        }
        self.remove_older(revision)?;
        fs::create_dir_all(&folder).map_err(|error| RegistryError::io(&folder, error))?;
        let part = folder.join(format!("{}.part", file_name(download)));
        if part.exists() {
            fs::remove_file(&part).map_err(|error| RegistryError::io(&part, error))?;
        }
        let result = self.write_download(download, &part);
        if result.is_err() {
            // Half a file is of no use; that it cannot be removed changes nothing.
            let _ = fs::remove_file(&part);
        }
        result?;
        fs::rename(&part, &file).map_err(|error| RegistryError::io(&file, error))?;
        Ok(file)
    }

    /// What was private by now may stand in older files: they go at once.
    fn remove_older(&self, revision: i64) -> Result<(), RegistryError> {
        let folder = self.data.join("downloads");
        let Ok(entries) = fs::read_dir(&folder) else {
            return Ok(());
        };
        for entry in entries.flatten() {
            let older = entry
                .file_name()
                .to_str()
                .and_then(|name| name.parse::<i64>().ok())
                .is_some_and(|found| found < revision);
            if older {
                let path = entry.path();
                fs::remove_dir_all(&path).map_err(|error| RegistryError::io(&path, error))?;
            }
        }
        Ok(())
    }

    fn write_download(&self, download: &Download, path: &Path) -> Result<(), RegistryError> {
        let data = Published(self);
        let named = |id: &str| {
            self.standard
                .get(id)
                .ok_or_else(|| RegistryError::UnknownType(id.to_owned()))
        };
        let create = || fs::File::create(path).map_err(|error| RegistryError::io(path, error));
        match download {
            Download::List(record_type) => {
                let mut out = std::io::BufWriter::new(create()?);
                indigo_exchange::write_list_csv(named(record_type)?, &data, &mut out, None)?;
                std::io::Write::flush(&mut out).map_err(|error| RegistryError::io(path, error))?;
            }
            Download::PrototypeList => {
                let mut out = std::io::BufWriter::new(create()?);
                let flagged = |data: &Value| {
                    indigo_model::pointer::get(data, PROTOTYPE.0).and_then(Value::as_str)
                        == Some(PROTOTYPE.1)
                };
                indigo_exchange::write_list_csv(
                    named("project")?,
                    &data,
                    &mut out,
                    Some(&flagged),
                )?;
                std::io::Write::flush(&mut out).map_err(|error| RegistryError::io(path, error))?;
            }
            Download::Bundle(bundle) => {
                let types: Vec<&TypeStandard> = self
                    .standard
                    .types()
                    .filter(|one| one.profile.downloads.bundle.as_deref() == Some(bundle))
                    .collect();
                let mut sink = ZipSink::stored(create()?, path);
                indigo_exchange::write_bundle(&types, &data, &mut sink)?;
                sink.finish()?;
            }
            Download::Sqlite => {
                let types: Vec<&TypeStandard> = self
                    .standard
                    .types()
                    .filter(|one| one.profile.downloads.sqlite)
                    .collect();
                indigo_exchange::write_sqlite(&types, &data, path)?;
            }
            Download::JsonLines => {
                let mut out = std::io::BufWriter::new(create()?);
                self.each_public_record(&mut |record| {
                    Ok(indigo_exchange::write_json_lines([Ok(record)], &mut out)?)
                })?;
                std::io::Write::flush(&mut out).map_err(|error| RegistryError::io(path, error))?;
            }
        }
        Ok(())
    }

    /// The public part of every record, in order of type and id.
    pub(crate) fn each_public_record(
        &self,
        work: &mut dyn FnMut(Record) -> Result<(), RegistryError>,
    ) -> Result<(), RegistryError> {
        for one in self.standard.types() {
            let mut after = String::new();
            loop {
                let page = self
                    .store
                    .read(|tx| tx.records_of_type(&one.id, &after, PAGE))?;
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

fn file_name(download: &Download) -> String {
    match download {
        Download::List(record_type) => format!("{record_type}.csv"),
        Download::PrototypeList => "prototype.csv".to_owned(),
        Download::Bundle(bundle) => format!("{bundle}.zip"),
        Download::Sqlite => "all.sqlite".to_owned(),
        Download::JsonLines => "all.jsonl".to_owned(),
    }
}
