//! The list download of a type: one row a record.

use std::io::Write;

use indigo_model::Value;
use indigo_standard::TypeStandard;

use super::{PublicData, csv_file::CsvFile};
use crate::{ExchangeError, columns::Table};

/// Writes the list download of a type, of all public records or of `only` some.
///
/// # Errors
/// When the records cannot be had or `out` does not take them.
pub fn write_list_csv(
    one: &TypeStandard,
    data: &dyn PublicData,
    out: &mut dyn Write,
    only: Option<&dyn Fn(&Value) -> bool>,
) -> Result<(), ExchangeError> {
    let table = Table::list_download(one);
    let mut file = CsvFile::new(one, table, out).map_err(ExchangeError::Output)?;
    data.for_each(&one.id, &mut |id, data| {
        if only.is_some_and(|wanted| !wanted(data)) {
            return Ok(());
        }
        file.add(id, data).map_err(ExchangeError::Output)
    })?;
    let out = file.finish().map_err(ExchangeError::Output)?;
    out.flush().map_err(ExchangeError::Output)
}
