//! Archives of workbooks: one of each public record, as the first system offered them.
//!
//! Each workbook is made, packed and forgotten before the next, so that the archive needs no more
//! memory than the largest of them.

use std::{
    fs::{self, File},
    io::BufWriter,
    path::Path,
    time::UNIX_EPOCH,
};

use indigo_exchange::{FileSink as _, ZipSink};
use indigo_store::ReadTx;

use crate::{
    Reader as _, Registry, RegistryError, public_history::last_change, published::PAGE,
    reading::public_record, workbooks::Blank,
};

impl Registry {
    /// Writes the archive of the types of a bundle: `project/INDIGO-POJ-0001.xlsx`, …
    pub(super) fn write_workbooks(
        &self,
        tx: &mut ReadTx<'_>,
        bundle: &str,
        path: &Path,
    ) -> Result<(), RegistryError> {
        let file = File::create(path).map_err(|error| RegistryError::io(path, error))?;
        // Workbooks are compressed themselves.
        let mut sink = ZipSink::stored(BufWriter::new(file), path);
        let types = self.standard.types();
        for one in types.filter(|one| one.profile.downloads.bundle.as_deref() == Some(bundle)) {
            let blank = Blank::new(one, self.official_form(&one.id)?);
            let mut after = String::new();
            loop {
                let page = tx.public_of_type(&one.id, &after, PAGE)?;
                let Some(last) = page.last() else { break };
                after.clone_from(&last.id);
                for row in page {
                    let name = format!("{}/{}.xlsx", one.id, plain(&row.id));
                    let record_row = row.record_row;
                    let record = public_record(row)?;
                    let as_of = match blank.is_official() {
                        true => None,
                        false => match tx.record_by_row(record_row)? {
                            Some(record) => last_change(tx, one, &record)?,
                            None => None,
                        },
                    };
                    let bytes = blank.filled(Some(&record), as_of.as_deref())?;
                    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                    sink.add(&name, length, &mut bytes.as_slice())?;
                }
            }
        }
        let _ = sink.finish()?;
        Ok(())
    }

    /// What tells the blank forms of the operator from others that lay there before, as part of a
    /// file's name; empty without any.
    pub(super) fn forms_mark(&self, bundle: &str) -> String {
        let types = self.standard.types();
        types
            .filter(|one| one.profile.downloads.bundle.as_deref() == Some(bundle))
            .filter_map(|one| {
                let path = self.data.join("forms").join(format!("{}.xlsx", one.id));
                let metadata = fs::metadata(path).ok()?;
                let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
                Some(format!("-{:x}-{:x}", metadata.len(), changed.as_nanos()))
            })
            .collect()
    }
}

/// An id as the name of a file.
fn plain(id: &str) -> String {
    let letter = |letter: char| {
        let is_plain = letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ' ');
        if is_plain { letter } else { '_' }
    };
    let name: String = id.chars().map(letter).collect();
    match name.trim_matches('.').is_empty() {
        true => "_".to_owned(),
        false => name,
    }
}
