//! One way to talk to SQLite and PostgreSQL: the same statements, the same few kinds of value.
//!
//! Statements are written with `?1`, `?2`, … and are static text, so that both sides can keep
//! them prepared and nothing a person typed can become part of one.

mod postgres_db;
mod sqlite_db;

pub(crate) use postgres_db::PostgresDb;
pub(crate) use sqlite_db::{SqliteDb, create_private};

use crate::StoreError;

/// A value given to a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Param<'a> {
    Null,
    Int(i64),
    Text(&'a str),
}

impl From<i64> for Param<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Param<'_> {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl<'a, T: Into<Param<'a>>> From<Option<T>> for Param<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A value that a statement gave.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Text(String),
}

/// A row that a statement gave.
#[derive(Debug, Clone)]
pub(crate) struct Row(pub(crate) Vec<Cell>);

impl Row {
    /// The number in a column.
    pub(crate) fn int(&self, column: usize) -> i64 {
        match self.0.get(column) {
            Some(Cell::Int(value)) => *value,
            _ => 0,
        }
    }

    /// The number in a column that may be null.
    pub(crate) fn opt_int(&self, column: usize) -> Option<i64> {
        match self.0.get(column) {
            Some(Cell::Int(value)) => Some(*value),
            _ => None,
        }
    }

    /// Takes the text out of a column.
    pub(crate) fn text(&mut self, column: usize) -> String {
        self.opt_text(column).unwrap_or_default()
    }

    /// Takes the text out of a column that may be null.
    pub(crate) fn opt_text(&mut self, column: usize) -> Option<String> {
        match self
            .0
            .get_mut(column)
            .map(|cell| std::mem::replace(cell, Cell::Null))
        {
            Some(Cell::Text(value)) => Some(value),
            _ => None,
        }
    }
}

/// A connection to either database.
#[derive(Debug)]
pub(crate) enum Db {
    Sqlite(Box<SqliteDb>),
    Postgres(Box<PostgresDb>),
}

/// Builds the list of parameters of a statement.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Param::from($value)),*] };
}
pub(crate) use params;

impl Db {
    pub(crate) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(db) => db.execute(sql, params),
            Self::Postgres(db) => db.execute(sql, params),
        }
    }

    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(db) => db.query(sql, params),
            Self::Postgres(db) => db.query(sql, params),
        }
    }

    pub(crate) fn query_one(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// Runs several statements given as one text (migrations, `begin`, `commit`).
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(db) => db.batch(sql),
            Self::Postgres(db) => db.batch(sql),
        }
    }

    /// Whether to wait for another writer, with SQLite.
    pub(crate) fn set_patience(&mut self, patient: bool) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(db) => db.set_patience(patient),
            Self::Postgres(_) => Ok(()),
        }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Whether the connection is of no more use.
    pub(crate) fn is_broken(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(db) => db.is_closed(),
        }
    }
}
