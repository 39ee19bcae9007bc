//! The zip archive that a workbook is, refused when it is none or an attack.

use std::{
    collections::HashMap,
    io::{BufReader, Cursor, Read},
};

use zip::{ZipArchive, read::ZipFile};

use super::Fault;
use crate::{
    Limits,
    limits::in_words,
    read::archive::{RATIO_FLOOR, is_safe},
};

/// More parts than a workbook has.
const MOST_PARTS: usize = 4_096;

/// A part that is being read.
type Part<'p, 'a> = BufReader<ZipFile<'p, Cursor<&'a [u8]>>>;

/// How much a workbook says that it holds unpacked; nothing when it is none.
#[must_use]
pub fn declared_bytes(bytes: &[u8]) -> u64 {
    directory(bytes).map_or(0, |archive| {
        (0..archive.len().min(MOST_PARTS)).fold(0, |total: u64, index| {
            let size = archive.by_index_data(index).map_or(0, |entry| entry.size());
            total.saturating_add(size)
        })
    })
}

/// Whether an archive is a workbook (or another document of its family), not one that holds some.
#[must_use]
pub fn is_package(bytes: &[u8]) -> bool {
    directory(bytes).is_some_and(|archive| archive.index_for_name("[Content_Types].xml").is_some())
}

/// The directory of an archive that has no more entries than a workbook.
fn directory(bytes: &[u8]) -> Option<ZipArchive<Cursor<&[u8]>>> {
    let is_small = declared_entries(bytes).is_none_or(|entries| entries <= MOST_PARTS);
    is_small.then(|| ZipArchive::new(Cursor::new(bytes)).ok())?
}

/// An opened workbook file.
pub(super) struct Package<'a> {
    pub(super) archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Name of a part in small letters → its place in the archive.
    parts: HashMap<String, usize>,
}

impl<'a> Package<'a> {
    /// Opens the bytes and holds what they declare against the limits.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        kind(bytes)?;
        if declared_entries(bytes).is_some_and(|entries| entries > MOST_PARTS) {
            return Err(too_many());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Fault::new(
                "workbook_unreadable",
                format!(
                    "The file is no workbook, or only a part of one arrived ({error}). Send it again; if that does not help, save it anew as .xlsx."
                ),
            )
        })?;
        if archive.len() > MOST_PARTS {
            return Err(too_many());
        }
        let mut parts = HashMap::new();
        let mut total: u64 = 0;
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index_data(index) else {
                continue;
            };
            let name = match entry.name() {
                Ok(name) if is_safe(&name) => name.replace('\\', "/").to_lowercase(),
                _ => {
                    return Err(Fault::new(
                        "workbook_entry_unsafe",
                        format!(
                            "The file has a part \"{}\", whose name leads out of it. Such files are not read.",
                            String::from_utf8_lossy(entry.name_raw()).escape_debug()
                        ),
                    ));
                }
            };
            if entry.encrypted() {
                return Err(encrypted());
            }
            total = total.saturating_add(entry.size());
            parts.insert(name, index);
        }
        let packed = (bytes.len() as u64).max(1);
        if total > limits.workbook_bytes {
            return Err(Fault::new(
                "workbook_too_large",
                format!(
                    "The workbook holds {} unpacked; at most {} are taken. Remove the rows and sheets that are not needed.",
                    in_words(total),
                    in_words(limits.workbook_bytes)
                ),
            ));
        }
        if total > RATIO_FLOOR && total / packed >= limits.archive_ratio {
            return Err(Fault::new(
                "workbook_too_compressed",
                format!(
                    "The workbook is {} and would unpack to {}, more than {} times as much. No honest workbook does; copy the filled cells into a new one.",
                    in_words(packed),
                    in_words(total),
                    limits.archive_ratio
                ),
            ));
        }
        let package = Self { archive, parts };
        package.is_of_this_kind()?;
        Ok(package)
    }

    fn is_of_this_kind(&self) -> Result<(), Fault> {
        let other = if self.has("xl/workbook.bin") {
            "a binary workbook (.xlsb)"
        } else if self.has("content.xml") && self.has("mimetype") {
            "an OpenDocument file (.ods)"
        } else if self.has("index/document.iwa") || self.has("index.zip") {
            "a Numbers file"
        } else if self.has("word/document.xml") {
            "a text document (.docx)"
        } else if self.parts.keys().any(|name| name.ends_with("workbook.xml")) {
            return Ok(());
        } else {
            "a zip archive, but no workbook"
        };
        Err(Fault::new(
            "workbook_of_other_kind",
            format!("The file is {other}. Save it as an Excel workbook (.xlsx) and send that."),
        ))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// The name of a part as the archive has it.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.parts.get(&name.to_lowercase()).copied()
    }

    /// A part to be read from start to end; `None` when the file does not have it.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, Fault> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        match self.archive.by_index(index) {
            Ok(file) => Ok(Some(BufReader::with_capacity(32 << 10, file))),
            Err(error) => Err(Fault::damaged(name, error)),
        }
    }

    /// A part as a whole.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(mut part) = self.part(name)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)
            .map_err(|error| Fault::damaged(name, error))?;
        Ok(Some(bytes))
    }
}

/// Tells files that are no zip archive from each other.
fn kind(bytes: &[u8]) -> Result<(), Fault> {
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Fault::new(
            "workbook_of_other_kind",
            "The file is an old workbook (.xls), or one that is protected by a password. Save it as an Excel workbook (.xlsx) without a password and send that.",
        ));
    }
    let start = &bytes[..bytes.len().min(4_096)];
    let is_text = !start.is_empty() && !start.contains(&0);
    let what = if bytes.is_empty() {
        "The file is empty"
    } else if is_text {
        "The file is text, such as CSV, whatever its name says"
    } else {
        "The file is no workbook"
    };
    Err(Fault::new(
        "workbook_unreadable",
        format!("{what}. Send an Excel workbook (.xlsx); tables go in as .csv files."),
    ))
}

/// How many entries the end of the archive says that it has, before any of them is looked at.
fn declared_entries(bytes: &[u8]) -> Option<usize> {
    let tail = &bytes[bytes.len().saturating_sub(22 + 65_536)..];
    let at = tail.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count: [u8; 2] = tail.get(at + 10..at + 12)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(count)))
}

fn too_many() -> Fault {
    Fault::new(
        "workbook_too_many_parts",
        format!(
            "The file has more than {MOST_PARTS} parts, which no workbook has. Save it anew as .xlsx."
        ),
    )
}

fn encrypted() -> Fault {
    Fault::new(
        "workbook_encrypted",
        "The workbook is protected by a password. Save it without one and send that.",
    )
}
