//! Where the bytes of a file are: in a file of its own, or in a part of a spool.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::PathBuf,
    sync::Arc,
};

use tempfile::NamedTempFile;

use crate::ExchangeError;

/// A file to read, under the name that people are told.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) name: Arc<str>,
    backing: Backing,
    start: u64,
    pub(crate) len: u64,
}

#[derive(Debug, Clone)]
enum Backing {
    Path(PathBuf),
    /// What was taken out of an archive, one entry after the other.
    Spool(Arc<NamedTempFile>),
}

impl Input {
    /// A file of its own.
    pub(crate) fn file(name: impl Into<Arc<str>>, path: PathBuf) -> Result<Self, ExchangeError> {
        match std::fs::metadata(&path) {
            Ok(found) => Ok(Self {
                name: name.into(),
                backing: Backing::Path(path),
                start: 0,
                len: found.len(),
            }),
            Err(source) => Err(ExchangeError::Unreadable { path, source }),
        }
    }

    /// A part of a spool.
    pub(crate) fn spooled(
        name: impl Into<Arc<str>>,
        spool: &Arc<NamedTempFile>,
        start: u64,
        len: u64,
    ) -> Self {
        Self {
            name: name.into(),
            backing: Backing::Spool(Arc::clone(spool)),
            start,
            len,
        }
    }

    /// Opens the file at its beginning; several readers of one file do not disturb each other.
    pub(crate) fn open(&self) -> Result<Window, ExchangeError> {
        let file = match &self.backing {
            Backing::Path(path) => File::open(path),
            Backing::Spool(spool) => spool.reopen(),
        };
        let window = file.and_then(|mut file| {
            file.seek(SeekFrom::Start(self.start))?;
            Ok(Window {
                file,
                start: self.start,
                len: self.len,
                at: 0,
            })
        });
        window.map_err(|source| self.unreadable(source))
    }

    /// All of the file.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, ExchangeError> {
        let mut bytes = Vec::new();
        match self.open()?.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(source) => Err(self.unreadable(source)),
        }
    }

    /// The error for a fault of reading this file.
    pub(crate) fn unreadable(&self, source: io::Error) -> ExchangeError {
        match &self.backing {
            Backing::Path(path) => ExchangeError::Unreadable {
                path: path.clone(),
                source,
            },
            Backing::Spool(_) => ExchangeError::temporary(source),
        }
    }

    /// The last part of the name.
    pub(crate) fn base_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }
}

/// A part of a file as if it were a file.
#[derive(Debug)]
pub(crate) struct Window {
    file: File,
    start: u64,
    len: u64,
    at: u64,
}

impl Read for Window {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.len.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let most = into.len().min(left);
        let read = self.file.read(&mut into[..most])?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(step) => self.at.checked_add_signed(step),
            SeekFrom::End(step) => self.len.checked_add_signed(step),
        };
        let target = target.ok_or(io::ErrorKind::InvalidInput)?;
        self.file.seek(SeekFrom::Start(self.start + target))?;
        self.at = target;
        Ok(target)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_part_is_read_like_a_file() {
        let mut spool = NamedTempFile::new().unwrap();
        spool.write_all(b"beforeTHE PARTafter").unwrap();
        let input = Input::spooled("a.zip/b.csv", &Arc::new(spool), 6, 8);
        let mut window = input.open().unwrap();
        let mut text = String::new();
        window.read_to_string(&mut text).unwrap();
        assert_eq!(text, "THE PART");
        window.seek(SeekFrom::Current(-4)).unwrap();
        text.clear();
        window.read_to_string(&mut text).unwrap();
        assert_eq!(text, "PART");
        assert_eq!(input.base_name(), "b.csv");
    }
}
