//! Records as JSON Lines: `{type, id, exists, data}`, one a line.

use std::io::{self, Write};

use indigo_model::Record;

use crate::ExchangeError;

/// Writes records as compact JSON, one a line.
///
/// # Errors
/// The first error that `records` gives, or when `out` does not take them.
pub fn write_json_lines(
    records: impl IntoIterator<Item = Result<Record, ExchangeError>>,
    out: &mut dyn Write,
) -> Result<(), ExchangeError> {
    for record in records {
        let record = record?;
        serde_json::to_writer(&mut *out, &record)
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n"))
            .map_err(ExchangeError::Output)?;
    }
    out.flush().map_err(ExchangeError::Output)
}
