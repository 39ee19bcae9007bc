//! Takes the files out of a zip archive that somebody sent.
//!
//! Nothing is extracted under its own name: what is wanted goes into one temporary file, one entry
//! after the other, after the sizes that the archive declares have been held against the limits
//! (the zip crate gives an entry no more than it declares).

use std::{
    cell::Cell,
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    rc::Rc,
    sync::Arc,
};

use indigo_model::{Place, Problem};
use tempfile::NamedTempFile;
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::{gather::Wanted, input::Input, problems::Problems};
use crate::{ExchangeError, Limits, limits::in_words};

/// Content below this is not measured by its ratio: it does no harm, and tiny files of one letter
/// repeated have high ones.
pub(crate) const RATIO_FLOOR: u64 = 64 << 20;

/// How long a directory entry may be on average.
const DIRECTORY_BYTES_AN_ENTRY: u64 = 128;

/// The wanted files of an archive; nothing when it is refused.
pub(crate) fn unpack(
    path: &Path,
    name: &str,
    limits: &Limits,
    workbooks: bool,
    problems: &mut Problems,
) -> Result<Vec<(Wanted, Input)>, ExchangeError> {
    let unreadable = |source| ExchangeError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(unreadable)?;
    let packed = file.metadata().map_err(unreadable)?.len();
    let mut refuse = |code: &str, entry: Option<&str>, message: String| {
        let file = entry.map_or_else(|| name.to_owned(), |entry| format!("{name}/{entry}"));
        let place = Place {
            file: Some(file),
            ..Place::default()
        };
        problems.push(Problem::error(code, message, place));
    };
    let too_many = format!(
        "The archive holds more than {} entries. Send it in parts.",
        limits.archive_entries
    );
    let budget = (limits.archive_entries as u64 * DIRECTORY_BYTES_AN_ENTRY).max(1 << 20);
    let left = Rc::new(Cell::new(budget));
    let reader = Budgeted {
        file,
        left: Rc::clone(&left),
    };
    let mut archive = match ZipArchive::new(reader) {
        Ok(archive) => archive,
        Err(ZipError::Io(error)) if error.kind() == io::ErrorKind::QuotaExceeded => {
            refuse("archive_too_many_entries", None, too_many);
            return Ok(Vec::new());
        }
        Err(error) => {
            refuse(
                "archive_unreadable",
                None,
                format!("The file is not a zip archive, or it is damaged: {error}."),
            );
            return Ok(Vec::new());
        }
    };
    if archive.len() > limits.archive_entries {
        refuse("archive_too_many_entries", None, too_many);
        return Ok(Vec::new());
    }
    if archive.has_duplicate_names() {
        refuse(
            "archive_entry_doubled",
            None,
            "Two entries of the archive have the same name, so that one would be lost. Pack it anew.".to_owned(),
        );
    }
    let mut wanted = Vec::new();
    let mut left_out = Vec::new();
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_data(index) else {
            continue;
        };
        let raw = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let entry_name = match entry.name() {
            Ok(known) if is_safe(&known) => known.replace('\\', "/"),
            _ => {
                refuse(
                    "archive_entry_unsafe",
                    None,
                    format!(
                        "The archive has an entry \"{}\", whose name leads out of the archive. Such archives are not read.",
                        raw.escape_debug()
                    ),
                );
                continue;
            }
        };
        if entry.is_dir() || is_hidden(&entry_name) {
            continue;
        }
        let Some(kind) = Wanted::by_name_with(workbooks, &entry_name) else {
            left_out.push(entry_name);
            continue;
        };
        if entry.encrypted() {
            refuse(
                "archive_encrypted",
                Some(&entry_name),
                "The entry is encrypted. Send an archive without a password.".to_owned(),
            );
            continue;
        }
        if !matches!(
            entry.compression(),
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) {
            refuse(
                "archive_method_unknown",
                Some(&entry_name),
                "The entry is compressed by a method other than deflate. Pack the archive anew."
                    .to_owned(),
            );
            continue;
        }
        total = total.saturating_add(entry.size());
        wanted.push((index, kind, entry_name));
    }
    if total > limits.archive_bytes {
        let (total, most) = (in_words(total), in_words(limits.archive_bytes));
        let message = format!(
            "The archive holds {total} unpacked; at most {most} are taken. Send it in parts."
        );
        refuse("archive_too_large", None, message);
        return Ok(Vec::new());
    }
    if total > RATIO_FLOOR && total / packed.max(1) >= limits.archive_ratio {
        let message = format!(
            "The archive is {} and would unpack to {}, more than {} times as much. That is no honest archive of tables; send the files unpacked if it is.",
            in_words(packed),
            in_words(total),
            limits.archive_ratio
        );
        refuse("archive_too_compressed", None, message);
        return Ok(Vec::new());
    }
    left.set(u64::MAX);
    let mut spool = NamedTempFile::new().map_err(ExchangeError::temporary)?;
    let mut at: u64 = 0;
    let mut parts = Vec::new();
    for (index, kind, entry_name) in wanted {
        match copy(&mut archive, index, &mut spool)? {
            Ok(len) => {
                parts.push((kind, format!("{name}/{entry_name}"), at, len));
                at += len;
            }
            Err(said) => {
                // What was written of it is passed over.
                at = spool.stream_position().map_err(ExchangeError::temporary)?;
                refuse(
                    "archive_entry_damaged",
                    Some(&entry_name),
                    format!("The entry cannot be unpacked: {said}. Pack the archive anew."),
                );
            }
        }
    }
    spool.flush().map_err(ExchangeError::temporary)?;
    let spool = Arc::new(spool);
    for entry_name in left_out {
        problems.push(super::gather::left_out(&format!("{name}/{entry_name}")));
    }
    Ok(parts
        .into_iter()
        .map(|(kind, name, start, len)| (kind, Input::spooled(name, &spool, start, len)))
        .collect())
}

/// Copies an entry to the spool. The outer error is the spool's, the inner one the archive's.
fn copy(
    archive: &mut ZipArchive<Budgeted>,
    index: usize,
    spool: &mut NamedTempFile,
) -> Result<Result<u64, String>, ExchangeError> {
    let mut entry = match archive.by_index(index) {
        Ok(entry) => entry,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let mut buffer = vec![0; 64 << 10];
    let mut len = 0;
    loop {
        match entry.read(&mut buffer) {
            Ok(0) => return Ok(Ok(len)),
            Ok(read) => {
                spool
                    .write_all(&buffer[..read])
                    .map_err(ExchangeError::temporary)?;
                len += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Ok(Err(error.to_string())),
        }
    }
}

/// Whether a name stays inside the folder it is in, on any system.
pub(crate) fn is_safe(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    !drive
        && !name.contains('\0')
        && !name.starts_with(['/', '\\'])
        && name.split(['/', '\\']).all(|part| part != "..")
}

/// Whether an entry is what systems put beside people's files.
fn is_hidden(name: &str) -> bool {
    name.split('/')
        .any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "."))
}

/// The archive's file, of which only so much is read while its directory is.
///
/// A directory is kept in memory several times larger than it is in the file.
struct Budgeted {
    file: File,
    left: Rc<Cell<u64>>,
}

impl Read for Budgeted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or(io::ErrorKind::QuotaExceeded)?);
        Ok(read)
    }
}

impl Seek for Budgeted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
