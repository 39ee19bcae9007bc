//! What changed from one release to the next: records that came, went, or differ, and where.
//!
//! Values are not told, only fields: a record that is taken out of a release later then needs to be
//! taken out of no other one's change log.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use indexmap::IndexMap;
use indigo_exchange::{DataSet, ExchangeError, metadata::DataFile};
use indigo_model::{Record, RecordKey, changes_between};
use serde::{Deserialize, Serialize};

use crate::RegistryError;

/// The most fields of a record that are named.
const FIELDS_NAMED: usize = 60;

/// What changed since the release before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLog {
    /// The release before; none for the first one.
    pub previous: Option<String>,
    /// Whether the files of the release before were not there to compare with.
    #[serde(default)]
    pub is_unknown: bool,
    /// Records that were not in it, `type/id`.
    pub added: Vec<String>,
    /// Records that differ.
    pub changed: Vec<ChangedRecord>,
    /// Records that were in it and are no more.
    pub withdrawn: Vec<String>,
}

/// A record that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedRecord {
    /// `type/id`.
    pub record: String,
    /// The fields that differ, with dots; of a list, its name.
    pub fields: Vec<String>,
}

/// The records of a file of JSON Lines, found by their keys.
pub(super) struct Records {
    path: PathBuf,
    places: IndexMap<RecordKey, u64>,
}

impl Records {
    /// Finds the records of a file.
    pub(super) fn read(path: &Path) -> Result<Self, RegistryError> {
        let mut places = IndexMap::new();
        let mut at = 0;
        each_line(path, &mut |line| {
            let start = at;
            at += line.len() as u64;
            let record = read(path, line)?;
            places.insert(record.key, start);
            Ok(())
        })?;
        Ok(Self {
            path: path.to_owned(),
            places,
        })
    }

    /// Their keys, in the order of the file.
    pub(super) fn keys(&self) -> impl Iterator<Item = &RecordKey> {
        self.places.keys()
    }

    /// Whether there is a record.
    pub(super) fn holds(&self, key: &RecordKey) -> bool {
        self.places.contains_key(key)
    }

    fn get(
        &self,
        file: &mut BufReader<File>,
        key: &RecordKey,
    ) -> Result<Option<Record>, RegistryError> {
        let failed = |error| RegistryError::io(&self.path, error);
        let Some(at) = self.places.get(key) else {
            return Ok(None);
        };
        file.seek(SeekFrom::Start(*at)).map_err(failed)?;
        let mut line = String::new();
        file.read_line(&mut line).map_err(failed)?;
        read(&self.path, &line).map(Some)
    }
}

impl ChangeLog {
    /// Of the first release, in which everything is new.
    pub(super) fn first(now: &Records) -> Self {
        Self {
            added: now.keys().map(named).collect(),
            ..Self::default()
        }
    }

    /// Where the release before cannot be read.
    pub(super) fn unknown(previous: &str) -> Self {
        Self {
            previous: Some(previous.to_owned()),
            is_unknown: true,
            ..Self::default()
        }
    }

    /// What changed from `before` to `now`.
    pub(super) fn between(previous: &str, before: &Records, now: &Records) -> Self {
        let mut log = Self {
            previous: Some(previous.to_owned()),
            withdrawn: before
                .keys()
                .filter(|key| !now.holds(key))
                .map(named)
                .collect(),
            ..Self::default()
        };
        let compared = || -> Result<_, RegistryError> {
            let open = |records: &Records| {
                let file = File::open(&records.path);
                file.map(BufReader::new)
                    .map_err(|error| RegistryError::io(&records.path, error))
            };
            let (mut old, mut new) = (open(before)?, open(now)?);
            let (mut added, mut changed) = (Vec::new(), Vec::new());
            for key in now.keys() {
                let record = now.get(&mut new, key)?;
                match (before.get(&mut old, key)?, record) {
                    (None, _) => added.push(named(key)),
                    (Some(was), Some(is)) => {
                        let fields = fields(&was, &is);
                        if !fields.is_empty() {
                            changed.push(ChangedRecord {
                                record: named(key),
                                fields,
                            });
                        }
                    }
                    (Some(_), None) => {}
                }
            }
            Ok((added, changed))
        };
        match compared() {
            Ok((added, changed)) => {
                log.added = added;
                log.changed = changed;
                log
            }
            Err(_) => Self::unknown(previous),
        }
    }

    /// The same without a record.
    pub(super) fn without(mut self, record_type: &str, id: &str) -> Self {
        let gone = format!("{record_type}/{id}");
        self.added.retain(|record| *record != gone);
        self.withdrawn.retain(|record| *record != gone);
        self.changed.retain(|changed| changed.record != gone);
        self
    }

    /// Writes a data set with the log beside it.
    pub(super) fn write_with(
        &self,
        set: &DataSet<'_>,
        version: &str,
    ) -> Result<Vec<DataFile>, RegistryError> {
        let mut json = serde_json::to_vec_pretty(self).map_err(ExchangeError::records)?;
        json.push(b'\n');
        let markdown = self.markdown(version).into_bytes();
        Ok(set.write(&[("CHANGES.md", markdown), ("changes.json", json)])?)
    }

    /// The log for people.
    #[must_use]
    pub fn markdown(&self, version: &str) -> String {
        let mut out = format!("# What changed in release {version}\n");
        let Some(previous) = &self.previous else {
            out.push_str(&format!(
                "\nThis is the first release; it holds {} records.\n",
                self.added.len()
            ));
            return out;
        };
        if self.is_unknown {
            out.push_str(&format!(
                "\nThe files of the release before, {previous}, were not there to compare with.\n"
            ));
            return out;
        }
        out.push_str(&format!(
            "\nCompared with release {previous}: {} added, {} changed, {} withdrawn.\n",
            self.added.len(),
            self.changed.len(),
            self.withdrawn.len()
        ));
        let mut list = |title: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                out.push_str(&format!("\n## {title}\n\n"));
                for line in lines {
                    out.push_str(&format!("- {line}\n"));
                }
            }
        };
        list("Added", self.added.clone());
        let changed =
            |changed: &ChangedRecord| format!("{}: {}", changed.record, changed.fields.join(", "));
        list("Changed", self.changed.iter().map(changed).collect());
        list("Withdrawn", self.withdrawn.clone());
        out
    }
}

fn named(key: &RecordKey) -> String {
    format!("{}/{}", key.record_type, key.id)
}

/// The fields in which two states of a record differ; of rows, their list.
fn fields(was: &Record, is: &Record) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for change in changes_between(&was.data, &is.data) {
        let parts: Vec<&str> = change
            .pointer
            .split('/')
            .skip(1)
            .take_while(|part| {
                !part.starts_with('[') && !part.bytes().all(|byte| byte.is_ascii_digit())
            })
            .collect();
        let name = parts.join(".");
        let name = name.strip_suffix(".value").unwrap_or(&name).to_owned();
        if !name.is_empty() && !fields.contains(&name) {
            fields.push(name);
        }
    }
    if fields.len() > FIELDS_NAMED {
        let more = fields.len() - FIELDS_NAMED;
        fields.truncate(FIELDS_NAMED);
        fields.push(format!("and {more} more"));
    }
    fields
}

fn read(path: &Path, line: &str) -> Result<Record, RegistryError> {
    serde_json::from_str(line).map_err(|source| RegistryError::Unreadable {
        what: path.display().to_string(),
        source,
    })
}

/// Hands over the lines of a file, each with its end.
pub(super) fn each_line(
    path: &Path,
    work: &mut dyn FnMut(&str) -> Result<(), RegistryError>,
) -> Result<(), RegistryError> {
    let failed = |error| RegistryError::io(path, error);
    let mut file = BufReader::new(File::open(path).map_err(failed)?);
    let mut line = String::new();
    loop {
        line.clear();
        if file.read_line(&mut line).map_err(failed)? == 0 {
            return Ok(());
        }
        work(&line)?;
    }
}
