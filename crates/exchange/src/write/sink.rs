//! Where several files go: a folder, or a zip archive.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Seek, Write},
    path::{Component, Path, PathBuf},
};

use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

use crate::ExchangeError;

/// Takes files one after the other.
pub trait FileSink {
    /// Takes a file of `len` bytes under a name such as `projects.csv`.
    ///
    /// # Errors
    /// When it cannot be written, or when its content cannot be read.
    fn add(&mut self, name: &str, len: u64, content: &mut dyn Read) -> Result<(), ExchangeError>;
}

/// Puts files into a folder.
#[derive(Debug)]
pub struct FolderSink {
    folder: PathBuf,
}

impl FolderSink {
    /// Files go into `folder`, which is made when it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(folder: impl Into<PathBuf>) -> Result<Self, ExchangeError> {
        let folder = folder.into();
        match fs::create_dir_all(&folder) {
            Ok(()) => Ok(Self { folder }),
            Err(source) => Err(ExchangeError::Unwritable {
                path: folder,
                source,
            }),
        }
    }
}

impl FileSink for FolderSink {
    fn add(&mut self, name: &str, _: u64, content: &mut dyn Read) -> Result<(), ExchangeError> {
        check_name(name)?;
        let path = self.folder.join(name);
        let unwritable = |source| ExchangeError::Unwritable {
            path: path.clone(),
            source,
        };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(unwritable)?;
        }
        let mut file = BufWriter::new(File::create(&path).map_err(unwritable)?);
        pour(content, &mut file, unwritable)?;
        file.flush().map_err(unwritable)
    }
}

/// Puts files into a zip archive whose bytes depend on nothing but the files: all are dated
/// 1980-01-01.
pub struct ZipSink<W: Write + Seek> {
    writer: ZipWriter<W>,
    path: PathBuf,
    options: SimpleFileOptions,
}

impl<W: Write + Seek> ZipSink<W> {
    /// An archive whose files are stored as they are, as the old bundles were. `path` is what
    /// errors name.
    pub fn stored(out: W, path: impl Into<PathBuf>) -> Self {
        Self::new(out, path, CompressionMethod::Stored)
    }

    /// An archive whose files are compressed.
    pub fn deflated(out: W, path: impl Into<PathBuf>) -> Self {
        Self::new(out, path, CompressionMethod::Deflated)
    }

    fn new(out: W, path: impl Into<PathBuf>, method: CompressionMethod) -> Self {
        Self {
            writer: ZipWriter::new(out),
            path: path.into(),
            options: SimpleFileOptions::default()
                .compression_method(method)
                .last_modified_time(DateTime::DEFAULT)
                .system(System::Unix)
                .unix_permissions(0o644),
        }
    }

    /// Writes the archive's directory and gives back what it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<W, ExchangeError> {
        let path = self.path;
        let finished = self.writer.finish().map_err(io::Error::from);
        finished
            .and_then(|mut out| {
                out.flush()?;
                Ok(out)
            })
            .map_err(|source| ExchangeError::Unwritable { path, source })
    }
}

impl<W: Write + Seek> FileSink for ZipSink<W> {
    fn add(&mut self, name: &str, len: u64, content: &mut dyn Read) -> Result<(), ExchangeError> {
        check_name(name)?;
        let path = &self.path;
        let unwritable = |source| ExchangeError::Unwritable {
            path: path.clone(),
            source,
        };
        let options = self.options.large_file(len >= zip::ZIP64_BYTES_THR);
        self.writer
            .start_file(name, options)
            .map_err(|error| unwritable(error.into()))?;
        pour(content, &mut self.writer, unwritable)
    }
}

/// Copies, telling a source that cannot be read from a target that cannot be written.
fn pour(
    from: &mut dyn Read,
    to: &mut dyn Write,
    unwritable: impl Fn(io::Error) -> ExchangeError,
) -> Result<(), ExchangeError> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => to.write_all(&buffer[..read]).map_err(&unwritable)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(ExchangeError::temporary(error)),
        }
    }
}

/// Only names that stay inside the folder or archive are taken.
fn check_name(name: &str) -> Result<(), ExchangeError> {
    let inside = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if inside && !name.is_empty() && !name.contains(['\\', ':', '\0']) {
        Ok(())
    } else {
        Err(ExchangeError::Name {
            name: name.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn archives_are_the_same_bytes_each_time() {
        let pack = || {
            let mut sink = ZipSink::deflated(Cursor::new(Vec::new()), "a.zip");
            sink.add("a.csv", 3, &mut &b"a,b"[..]).unwrap();
            sink.finish().unwrap().into_inner()
        };
        assert_eq!(pack(), pack());
        let mut archive = zip::ZipArchive::new(Cursor::new(pack())).unwrap();
        let entry = archive.by_index(0).unwrap();
        assert_eq!(entry.last_modified(), Some(DateTime::DEFAULT));
    }

    #[test]
    fn names_stay_inside() {
        let folder = tempfile::tempdir().unwrap();
        let mut sink = FolderSink::new(folder.path().join("new/one")).unwrap();
        sink.add("project/a.json", 2, &mut &b"{}"[..]).unwrap();
        assert!(folder.path().join("new/one/project/a.json").is_file());
        for name in ["", "../a.csv", "/a.csv", "c:\\a.csv", "a/../../b"] {
            let error = sink.add(name, 0, &mut &b""[..]).unwrap_err().to_string();
            assert_eq!(
                error,
                format!("\"{name}\" is no name for a file in a folder or an archive")
            );
        }
    }

    #[test]
    fn a_disk_that_takes_nothing_is_told_with_its_path() {
        let mut sink = FolderSink::new(std::env::temp_dir()).unwrap();
        sink.folder = PathBuf::from("/dev/null");
        let error = sink.add("a.csv", 0, &mut &b""[..]).unwrap_err().to_string();
        assert!(
            error.starts_with("cannot write /dev/null/a.csv: "),
            "{error}"
        );
        if Path::new("/dev/full").exists() {
            let full = File::create("/dev/full").unwrap();
            let mut out = Vec::new();
            let error = pour(
                &mut &b"x"[..],
                &mut BufWriter::with_capacity(0, full),
                |source| ExchangeError::Unwritable {
                    path: "/dev/full".into(),
                    source,
                },
            )
            .unwrap_err();
            assert!(
                error.to_string().starts_with("cannot write /dev/full: "),
                "{error}"
            );
            pour(&mut &b"x"[..], &mut out, ExchangeError::Output).unwrap();
        }
    }
}
