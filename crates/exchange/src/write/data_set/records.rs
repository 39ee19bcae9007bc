//! The records of a file of JSON Lines, type by type.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use indexmap::IndexMap;
use indigo_model::{Record, Value};
use indigo_standard::TypeStandard;

use crate::ExchangeError;

/// Where the records of each type are in the file.
pub(super) struct RecordLines {
    path: PathBuf,
    types: IndexMap<String, (u64, u64)>,
}

/// What is done with a record: its id, what is public of it, and its data as they stand in the file.
type Work<'w> = dyn FnMut(&str, &Value, &str) -> Result<(), ExchangeError> + 'w;

impl RecordLines {
    /// Finds the types of a file.
    pub(super) fn read(path: &Path) -> Result<Self, ExchangeError> {
        #[derive(serde::Deserialize)]
        struct Head {
            r#type: String,
        }
        let mut found = Self {
            path: path.to_owned(),
            types: IndexMap::new(),
        };
        let (mut at, mut types) = (0, IndexMap::new());
        found.lines(0, u64::MAX, &mut |line| {
            let start = at;
            at += line.len() as u64;
            let head: Head = serde_json::from_str(line).map_err(ExchangeError::records)?;
            types.entry(head.r#type).or_insert((start, start)).1 = at;
            Ok(())
        })?;
        found.types = types;
        Ok(found)
    }

    /// Hands over the records of a type, in the order of the file.
    pub(super) fn for_each(
        &self,
        one: &TypeStandard,
        work: &mut Work<'_>,
    ) -> Result<(), ExchangeError> {
        let Some((start, end)) = self.types.get(&one.id) else {
            return Ok(());
        };
        self.lines(*start, *end, &mut |line| {
            let record: Record = serde_json::from_str(line).map_err(ExchangeError::records)?;
            if record.key.record_type != one.id {
                return Ok(());
            }
            let data = serde_json::to_string(&record.data).map_err(ExchangeError::records)?;
            match indigo_publish::cited(one, &record.data) {
                Some(public) => work(&record.key.id, &public, &data),
                None => Ok(()),
            }
        })
    }

    fn lines(
        &self,
        start: u64,
        end: u64,
        work: &mut dyn FnMut(&str) -> Result<(), ExchangeError>,
    ) -> Result<(), ExchangeError> {
        let unreadable = |source| ExchangeError::Unreadable {
            path: self.path.clone(),
            source,
        };
        let mut file = BufReader::new(File::open(&self.path).map_err(unreadable)?);
        file.seek(SeekFrom::Start(start)).map_err(unreadable)?;
        let (mut at, mut line) = (start, String::new());
        while at < end {
            line.clear();
            let read = file.read_line(&mut line).map_err(unreadable)?;
            if read == 0 {
                break;
            }
            at += read as u64;
            if !line.trim().is_empty() {
                work(&line)?;
            }
        }
        Ok(())
    }
}
