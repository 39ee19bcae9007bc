//! The data set of the newest state in all formats, as one download of many files.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

use indigo_exchange::{DataSet, metadata::About};
use indigo_store::ReadTx;

use crate::{DownloadFile, Registry, RegistryError, terms::terms_of};

/// The folder of the data set, in that of a revision.
pub(super) const FOLDER: &str = "data-set";
/// The folder with the checksum of each of its files.
const SUMS: &str = "data-set-sums";

/// The files of the data set that are there whatever the record types are.
pub const DATA_SET_FILES: [&str; 15] = [
    "csv.zip",
    "indigo.xlsx",
    "parquet.zip",
    "indigo.sqlite",
    "records.jsonl",
    "places.geojson",
    "datapackage.json",
    "dictionary.csv",
    "dictionary.json",
    "codelists.csv",
    "README.md",
    "LICENSE.txt",
    "CITATION.cff",
    "datacite.json",
    "SHA256SUMS",
];

impl Registry {
    /// Builds the whole data set beside its place, and gives it its name in one step.
    pub(super) fn build_data_set(
        &self,
        tx: &mut ReadTx<'_>,
        folder: &Path,
        name: &str,
    ) -> Result<DownloadFile, RegistryError> {
        let part = folder.join(format!("{FOLDER}.part"));
        let place = folder.join(FOLDER);
        // The files are written once; what was left over half is of no use.
        remove(&part)?;
        if !place.is_dir() {
            fs::create_dir_all(&part).map_err(|error| RegistryError::io(&part, error))?;
            let made = self.made(tx, folder, &part, &place);
            if made.is_err() {
                let _ = fs::remove_dir_all(&part);
            }
            made?;
        }
        match opened(folder, name)? {
            Some(file) => Ok(file),
            None => Err(crate::ReadError::Build(format!("the data set has no file {name}")).into()),
        }
    }

    fn made(
        &self,
        tx: &mut ReadTx<'_>,
        folder: &Path,
        part: &Path,
        place: &Path,
    ) -> Result<(), RegistryError> {
        self.write_records(tx, &part.join("records.jsonl"))?;
        let about = About {
            terms: terms_of(tx)?,
            day: self.newest_public_day()?,
            site_url: self.site_url.get().cloned(),
            ..About::default()
        };
        let files = DataSet::new(&self.standard, &about, part).write(&[])?;
        let sums = folder.join(SUMS);
        fs::create_dir_all(&sums).map_err(|error| RegistryError::io(&sums, error))?;
        for file in files {
            let note = sums.join(&file.name);
            fs::write(&note, &file.sha256).map_err(|error| RegistryError::io(&note, error))?;
        }
        fs::rename(part, place).map_err(|error| RegistryError::io(place, error))
    }

    /// The day of the last change that everybody sees; it tells nothing of private ones.
    pub(crate) fn newest_public_day(&self) -> Result<String, RegistryError> {
        let catalogue = self.newest_catalogue()?;
        let newest = catalogue
            .types
            .values()
            .flatten()
            .map(|entry| entry.updated.as_str())
            .max()
            .unwrap_or_default();
        Ok(newest.chars().take(10).collect())
    }
}

/// A file that was built before; nothing when the data set has none of that name.
pub(super) fn opened(folder: &Path, name: &str) -> Result<Option<DownloadFile>, RegistryError> {
    if name.contains(['/', '\\', '\0']) || name.starts_with('.') {
        return Ok(None);
    }
    let path = folder.join(FOLDER).join(name);
    let note = folder.join(SUMS).join(name);
    let (Ok(file), Ok(digest)) = (File::open(&path), fs::read_to_string(note)) else {
        return Ok(None);
    };
    let size_bytes = file
        .metadata()
        .map_err(|error| RegistryError::io(&path, error))?
        .len();
    Ok(Some(DownloadFile {
        file,
        size_bytes,
        digest,
    }))
}

fn remove(path: &Path) -> Result<(), RegistryError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(RegistryError::io(path, error))
        }
        _ => Ok(()),
    }
}
