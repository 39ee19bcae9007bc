//! The tables of record types as one CSV file each.

use std::io::{Seek, SeekFrom};

use indigo_standard::TypeStandard;
use tempfile::SpooledTempFile;

use super::{FileSink, PublicData, csv_file::CsvFile};
use crate::{
    ExchangeError,
    columns::{Table, file_name},
};

/// How much of a file is kept in memory before it goes to disk.
const SPOOL: usize = 256 << 10;

/// Writes, for each type in the order given, the main table and the tables of its lists.
///
/// The records of a type are asked for once; all its files grow beside each other in temporary
/// files and then go to the sink one after the other.
///
/// # Errors
/// When the records cannot be had, or a disk does not take the files.
pub fn write_bundle(
    types: &[&TypeStandard],
    data: &dyn PublicData,
    sink: &mut dyn FileSink,
) -> Result<(), ExchangeError> {
    for one in types {
        let mut tables = vec![Table::main(one)];
        tables.extend((0..one.lists.len()).map(|list| Table::rows(one, list)));
        let names: Vec<String> = tables
            .iter()
            .map(|table| file_name(one, table.kind))
            .collect();
        let mut files = tables
            .into_iter()
            .map(|table| CsvFile::new(one, table, SpooledTempFile::new(SPOOL)))
            .collect::<Result<Vec<_>, _>>()
            .map_err(ExchangeError::temporary)?;
        data.for_each(&one.id, &mut |id, data| {
            files
                .iter_mut()
                .try_for_each(|file| file.add(id, data))
                .map_err(ExchangeError::temporary)
        })?;
        for (name, file) in names.iter().zip(files) {
            let ready = file.finish().and_then(|mut file| {
                let len = file.stream_position()?;
                file.seek(SeekFrom::Start(0))?;
                Ok((len, file))
            });
            let (len, mut file) = ready.map_err(ExchangeError::temporary)?;
            sink.add(name, len, &mut file)?;
        }
    }
    Ok(())
}
