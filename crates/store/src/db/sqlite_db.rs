//! SQLite, embedded.

use std::{fs, os::unix::fs::OpenOptionsExt, path::Path, time::Duration};

use rusqlite::{
    Connection, OpenFlags,
    types::{ToSqlOutput, ValueRef},
};

use super::{Cell, Param, Row};
use crate::StoreError;

/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to an SQLite file.
#[derive(Debug)]
pub(crate) struct SqliteDb {
    pub(crate) connection: Connection,
}

impl SqliteDb {
    /// Opens the file, made when `create`; durable commits, write-ahead log.
    pub(crate) fn open(path: &Path, create: bool) -> Result<Self, StoreError> {
        let address = || path.display().to_string();
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if create {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
            // Private from its first byte; SQLite gives the files beside it the same rights. When
            // it cannot be made, opening it says why.
            let _ = create_private(path);
        }
        let connection =
            Connection::open_with_flags(path, flags).map_err(|error| StoreError::Unreachable {
                address: address(),
                cause: error.to_string(),
            })?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(128);
        connection
            .execute_batch(
                "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -2000;",
            )
            .map_err(|error| match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen) => {
                    StoreError::ReadOnly { address: address(), cause: error.to_string() }
                }
                Some(rusqlite::ErrorCode::NotADatabase) => StoreError::NotIndigo { path: address() },
                _ => StoreError::from(error),
            })?;
        Ok(Self { connection })
    }

    pub(crate) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.execute(rusqlite::params_from_iter(params))? as u64)
    }

    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(params))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut cells = Vec::with_capacity(columns);
            for column in 0..columns {
                cells.push(match row.get_ref(column)? {
                    ValueRef::Null => Cell::Null,
                    ValueRef::Integer(value) => Cell::Int(value),
                    ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
                    // No column holds these; a sum of integers is an integer.
                    ValueRef::Real(_) | ValueRef::Blob(_) => Cell::Null,
                });
            }
            found.push(Row(cells));
        }
        Ok(found)
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch(sql)?)
    }

    /// Whether to wait for another writer.
    pub(crate) fn set_patience(&mut self, patient: bool) -> Result<(), StoreError> {
        let patience = if patient { PATIENCE } else { Duration::ZERO };
        Ok(self.connection.busy_timeout(patience)?)
    }

    /// A number that changes when another connection has committed a change.
    pub(crate) fn data_version(&self) -> Result<i64, StoreError> {
        let mut statement = self.connection.prepare_cached("pragma data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }
}

/// Makes an empty file that only its owner may read.
pub(crate) fn create_private(path: &Path) -> std::io::Result<fs::File> {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

impl rusqlite::ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}
