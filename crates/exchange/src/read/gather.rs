//! From the paths that somebody names to the files to read.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use indigo_model::{Place, Problem};
use indigo_standard::Standard;

use super::{archive, input::Input, problems::Problems};
use crate::{ExchangeError, Limits};

/// A kind of file that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A table.
    Csv,
    /// One record.
    Json,
    /// A record a line.
    JsonLines,
    /// A workbook; only where files are checked.
    Workbook,
}

impl Wanted {
    /// What a file is by the ending of its name.
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// As [`Wanted::by_name`], for a reader that may take workbooks too.
    pub(crate) fn by_name_with(workbooks: bool, name: &str) -> Option<Self> {
        Self::by_name(name).or_else(|| {
            let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
            (workbooks && matches!(ending.as_str(), "xlsx" | "xlsm")).then_some(Self::Workbook)
        })
    }
}

/// The files to read.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) csv: Vec<Input>,
    pub(crate) lines: Vec<Input>,
    /// Files of one record each, by the folder that they are in.
    pub(crate) json: BTreeMap<String, Vec<Input>>,
    /// Workbooks out of archives, when these are asked for.
    pub(crate) workbooks: Vec<Input>,
}

/// Finds the files to read at the paths, with the workbooks in archives when these are asked for.
pub(crate) fn gather(
    standard: &Standard,
    paths: &[PathBuf],
    limits: &Limits,
    workbooks: bool,
    problems: &mut Problems,
) -> Result<Gathered, ExchangeError> {
    let mut found = Gathered::default();
    for path in paths {
        let unreadable = |source| ExchangeError::Unreadable {
            path: path.clone(),
            source,
        };
        let metadata = fs::metadata(path).map_err(unreadable)?;
        let name = name_of(path);
        if metadata.is_dir() {
            // With several folders people must be told which one a file is in.
            let prefix = if paths.len() > 1 {
                format!("{name}/")
            } else {
                String::new()
            };
            folder(standard, path, &prefix, &mut found, problems)?;
        } else if !metadata.is_file() {
            return Err(ExchangeError::NotAFile { path: path.clone() });
        } else if is_zip(&name) {
            for (wanted, input) in archive::unpack(path, &name, limits, workbooks, problems)? {
                found.add(wanted, input);
            }
        } else if let Some(wanted) = Wanted::by_name(&name) {
            found.add(wanted, Input::file(name, path.clone())?);
        } else {
            let kinds = if workbooks { ".xlsx, " } else { "" };
            problems.push(Problem::error(
                "file_kind_unknown",
                format!("Files of this kind are not read. Send {kinds}.csv, .json, .jsonl or a .zip of such."),
                in_file(&name),
            ));
        }
    }
    Ok(found)
}

impl Gathered {
    pub(crate) fn is_empty(&self) -> bool {
        self.csv.is_empty()
            && self.lines.is_empty()
            && self.json.is_empty()
            && self.workbooks.is_empty()
    }

    fn add(&mut self, wanted: Wanted, input: Input) {
        match wanted {
            Wanted::Csv => self.csv.push(input),
            Wanted::JsonLines => self.lines.push(input),
            Wanted::Workbook => self.workbooks.push(input),
            Wanted::Json => {
                let name = &input.name;
                let group = match name.rsplit_once('/') {
                    Some((folder, _)) => format!("{folder}/*.json"),
                    None => name.to_string(),
                };
                self.json.entry(group).or_default().push(input);
            }
        }
    }
}

/// The tables and line files of a folder, and the record files of its sub-folders.
///
/// Other `.json` files of the folder itself are records only when the folder is named after a
/// record type: a folder of tables may well hold a description of them.
fn folder(
    standard: &Standard,
    path: &Path,
    prefix: &str,
    found: &mut Gathered,
    problems: &mut Problems,
) -> Result<(), ExchangeError> {
    let named_after_type = standard.get(&name_of(path)).is_some();
    for entry in entries(path)? {
        let base = name_of(&entry);
        let name = format!("{prefix}{base}");
        if base.starts_with('.') || base == "__MACOSX" {
            continue;
        }
        if entry.is_dir() {
            if standard.get(&base).is_none() {
                problems.push(Problem::note(
                    "folder_left_out",
                    "The folder was not read: only folders named after a record type are, for records as .json files.",
                    in_file(&name),
                ));
                continue;
            }
            for file in entries(&entry)? {
                let base = name_of(&file);
                let name = format!("{name}/{base}");
                match Wanted::by_name(&base) {
                    Some(wanted @ (Wanted::Json | Wanted::JsonLines)) => {
                        found.add(wanted, Input::file(name, file)?);
                    }
                    _ if base.starts_with('.') => {}
                    _ => problems.push(left_out(&name)),
                }
            }
            continue;
        }
        match Wanted::by_name(&base) {
            Some(Wanted::Json) if !named_after_type => problems.push(left_out(&name)),
            Some(wanted) => found.add(wanted, Input::file(name, entry)?),
            None => problems.push(left_out(&name)),
        }
    }
    Ok(())
}

/// The note for a file that is not read.
pub(crate) fn left_out(name: &str) -> Problem {
    Problem::note(
        "file_left_out",
        "The file was not read: it is neither a table (.csv) nor records (.jsonl, or .json in a folder named after their type).",
        in_file(name),
    )
}

/// A place that is a whole file.
pub(crate) fn in_file(name: &str) -> Place {
    Place {
        file: Some(name.to_owned()),
        ..Place::default()
    }
}

/// What is in a folder, in order of name.
fn entries(path: &Path) -> Result<Vec<PathBuf>, ExchangeError> {
    let unreadable = |source| ExchangeError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut paths = fs::read_dir(path)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().map(OsStr::to_owned);
    // A path such as "." has its name only when it is resolved.
    let name = name.or_else(|| {
        fs::canonicalize(path)
            .ok()?
            .file_name()
            .map(OsStr::to_owned)
    });
    name.unwrap_or_default().to_string_lossy().into_owned()
}

fn is_zip(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}
