//! Looking into a database file that was written before.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{ExchangeError, OptionalExtension, failed, quoted};

fn open(path: &Path) -> Result<Connection, ExchangeError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|source| failed(path, source))
}

/// The data of a record in a database file, as JSON text; nothing when it is not in it.
///
/// # Errors
/// When the file cannot be read.
pub fn record_in(
    path: &Path,
    record_type: &str,
    id: &str,
) -> Result<Option<String>, ExchangeError> {
    open(path)?
        .query_row(
            "SELECT data FROM records WHERE type = ?1 AND id = ?2",
            [record_type, id],
            |row| row.get(0),
        )
        .optional()
        .map_err(|source| failed(path, source))
}

/// How many rows a table or view of a database file has.
///
/// # Errors
/// When the file cannot be read, or has no such table.
pub fn count_rows(path: &Path, table: &str) -> Result<u64, ExchangeError> {
    let count: i64 = open(path)?
        .query_row(
            &format!("SELECT count(*) FROM {}", quoted(table)),
            [],
            |row| row.get(0),
        )
        .map_err(|source| failed(path, source))?;
    Ok(u64::try_from(count).unwrap_or_default())
}
