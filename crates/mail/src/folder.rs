//! A folder of messages, for installations without a mail server.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use crate::MailError;

/// Writes a message to a new file; gives its path.
pub(crate) fn write(folder: &Path, number: i64, bytes: &[u8]) -> Result<PathBuf, MailError> {
    let failed = |path: &Path, source| MailError::Folder {
        path: path.display().to_string(),
        source,
    };
    make(folder).map_err(|source| failed(folder, source))?;
    // A restored database counts anew, so that a number can be there already.
    for again in 0.. {
        let name = match again {
            0 => format!("{number:06}.eml"),
            _ => format!("{number:06}-{again}.eml"),
        };
        let path = folder.join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| file.sync_all());
                if let Err(source) = written {
                    // Half a message is none.
                    let _ = fs::remove_file(&path);
                    return Err(failed(&path, source));
                }
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists && again < 1000 => {}
            Err(source) => return Err(failed(&path, source)),
        }
    }
    Err(failed(folder, ErrorKind::AlreadyExists.into()))
}

/// Makes the folder, for the owner of the process alone: messages hold links that let people in.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
