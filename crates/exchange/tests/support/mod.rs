//! What the tests of this crate share.
#![expect(clippy::print_stderr, reason = "what was left out is said")]
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test file uses another part of it"
)]

pub(crate) mod workbooks;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use indigo_exchange::{
    Content, ExchangeError, FolderSink, Incoming, Limits, PublicData, Source, apply, write_bundle,
};
use indigo_model::{Problem, Status, Value};
use indigo_publish::Others;
use indigo_standard::{Standard, TypeStandard};
use tempfile::TempDir;

/// The data beside the project, when they are there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("INDIGO_TEST_SHARED").map_or_else(beside, PathBuf::from);
    let path = folder.join(path);
    if path.exists() {
        Some(path)
    } else {
        eprintln!("left out: the shared data folder is not beside the project");
        None
    }
}

pub(crate) fn standard() -> Arc<Standard> {
    Arc::new(Standard::builtin().unwrap())
}

/// A folder with files of the given names and contents.
pub(crate) fn folder<B: AsRef<[u8]>>(files: &[(&str, B)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

pub(crate) fn open(standard: &Arc<Standard>, paths: &[&Path]) -> Source {
    let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).to_owned()).collect();
    Source::open(standard, &paths, &Limits::default()).unwrap()
}

/// Problems as lines.
pub(crate) fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

pub(crate) fn records(source: &Source) -> Vec<Incoming> {
    let mut found = Vec::new();
    source
        .for_each::<ExchangeError>(&mut |incoming| {
            found.push(incoming);
            Ok(())
        })
        .unwrap();
    found
}

/// Records by type and id, with what is public of them.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Records(pub(crate) BTreeMap<String, BTreeMap<String, Value>>);

/// Records with their standard, as something to write.
pub(crate) struct Public<'a>(pub(crate) &'a Standard, pub(crate) &'a Records);

impl Records {
    pub(crate) fn get(&self, record_type: &str, id: &str) -> Option<&Value> {
        self.0.get(record_type)?.get(id)
    }

    /// Takes in a source; gives what is doubtful.
    pub(crate) fn take(
        &mut self,
        standard: &Standard,
        source: &Source,
        status: Status,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        for incoming in records(source) {
            let one = standard.get(&incoming.key.record_type).unwrap();
            let all = self.0.entry(incoming.key.record_type.clone()).or_default();
            problems.extend(incoming.problems);
            let data = match &incoming.content {
                Content::Whole(data) => data.clone(),
                Content::Table(table) => {
                    let applied = apply(one, all.get(&incoming.key.id), table, status);
                    problems.extend(applied.problems);
                    applied.data
                }
            };
            all.insert(incoming.key.id, data);
        }
        problems
    }
}

impl Others for Public<'_> {
    fn public_data(&self, record_type: &str, id: &str) -> Option<Arc<Value>> {
        let one = self.0.get(record_type)?;
        let data = self.1.get(record_type, id)?;
        indigo_publish::filtered(one, true, data)
            .ok()?
            .map(Arc::new)
    }

    fn exists(&self, record_type: &str, id: &str) -> bool {
        self.1.get(record_type, id).is_some()
    }
}

impl PublicData for Public<'_> {
    fn for_each(
        &self,
        record_type: &str,
        f: &mut dyn FnMut(&str, &Value) -> Result<(), ExchangeError>,
    ) -> Result<(), ExchangeError> {
        let one = self.0.get(record_type).unwrap();
        for (id, data) in self.1.0.get(record_type).into_iter().flatten() {
            let shown = indigo_publish::project(one, id, true, data, &[], self).unwrap();
            if shown.public {
                f(id, &shown.data)?;
            }
        }
        Ok(())
    }
}

/// Writes the tables of types into a folder.
pub(crate) fn bundle(types: &[&TypeStandard], data: &dyn PublicData) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut sink = FolderSink::new(folder.path()).unwrap();
    write_bundle(types, data, &mut sink).unwrap();
    folder
}

/// The cells of a CSV file, read by the usual reader.
pub(crate) fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(path)
        .unwrap();
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The CSV files of a folder by name.
pub(crate) fn csv_files(folder: &Path) -> BTreeMap<String, PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                path,
            )
        })
        .collect()
}

/// The types of a bundle in their order.
pub(crate) fn types_of<'a>(standard: &'a Standard, bundle: &str) -> Vec<&'a TypeStandard> {
    standard
        .types()
        .filter(|one| one.profile.downloads.bundle.as_deref() == Some(bundle))
        .collect()
}
