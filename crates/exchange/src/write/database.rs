//! The tables of a data set as one SQLite file for questions in SQL: with types, keys, indexes,
//! views that put names beside ids, and tables that say what everything means.
//!
//! The file at the old address, with the tables of the old system, is another one.

mod looks;
mod views;

use std::path::{Path, PathBuf};

use indigo_standard::{Standard, TypeStandard};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value as SqlValue};

pub use looks::{count_rows, record_in};

use super::sqlite::quoted;
use crate::{
    ExchangeError,
    metadata::About,
    tables::{Cell, ColumnKind, DataFacts, DataTable, TableFacts},
};

/// A database file that is being written.
pub struct DataBaseFile {
    path: PathBuf,
    connection: Connection,
}

impl DataBaseFile {
    /// Begins the file, which must not be there yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(path: &Path, standard: &Standard, about: &About) -> Result<Self, ExchangeError> {
        if path.exists() {
            return Err(ExchangeError::Unwritable {
                path: path.to_owned(),
                source: std::io::ErrorKind::AlreadyExists.into(),
            });
        }
        let file = Self {
            path: path.to_owned(),
            connection: Connection::open(path).map_err(|source| failed(path, source))?,
        };
        // The file is new: after a fault it is thrown away, not recovered. Types refer to each other,
        // so the rows of one come before those that they refer to: only what all values keep is said
        // to be a key, see `DataFacts::foreign`.
        file.batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;
             CREATE TABLE metadata_release (key TEXT PRIMARY KEY, value TEXT);
             CREATE TABLE metadata_tables (name TEXT PRIMARY KEY, title TEXT, description TEXT, record_type TEXT, list TEXT, rows INTEGER);
             CREATE TABLE metadata_columns (table_name TEXT REFERENCES metadata_tables (name), column_name TEXT, dotted_name TEXT, title TEXT, description TEXT, type TEXT, unit TEXT, codelist TEXT, refers_to TEXT, filled INTEGER, PRIMARY KEY (table_name, column_name));
             CREATE TABLE metadata_codelists (codelist TEXT, code TEXT, meaning TEXT, PRIMARY KEY (codelist, code));
             CREATE TABLE records (type TEXT, id TEXT, data TEXT, PRIMARY KEY (type, id));",
        )?;
        for (key, value) in about.pairs() {
            file.run(
                "INSERT INTO metadata_release VALUES (?1, ?2)",
                params![key, value],
            )?;
        }
        for (codelist, codes) in crate::metadata::codelists(standard) {
            for (code, meaning) in &codes {
                file.run(
                    "INSERT OR IGNORE INTO metadata_codelists VALUES (?1, ?2, ?3)",
                    params![codelist, code, meaning],
                )?;
            }
        }
        Ok(file)
    }

    /// Begins the tables of a type.
    ///
    /// # Errors
    /// When the file does not take them.
    pub fn begin(
        &mut self,
        standard: &Standard,
        one: &TypeStandard,
        tables: &[DataTable],
        facts: &DataFacts,
    ) -> Result<(), ExchangeError> {
        for (place, table) in tables.iter().enumerate() {
            let of_table = facts.table(&one.id, place);
            self.batch(&definition(
                standard, one, table, &tables[0], facts, &of_table,
            ))?;
            let list = table.list.map(|list| one.lists[list].pointer.as_str());
            let rows = i64::try_from(of_table.rows).unwrap_or(i64::MAX);
            self.run(
                "INSERT INTO metadata_tables VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    table.name,
                    table.title,
                    table.description,
                    one.id,
                    list,
                    rows
                ],
            )?;
            for (place, column) in table.columns.iter().enumerate() {
                let said = crate::metadata::ColumnSaid::new(one, table, place, &of_table);
                self.run(
                    "INSERT INTO metadata_columns VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                    params![
                        table.name,
                        column.sql_name,
                        column.name,
                        column.title,
                        column.description,
                        said.kind,
                        said.unit,
                        said.codelist,
                        said.refers_to,
                        i64::try_from(said.filled).unwrap_or(i64::MAX),
                    ],
                )?;
            }
        }
        Ok(())
    }

    /// Adds a row to a table.
    ///
    /// # Errors
    /// When the file does not take it.
    pub fn add(
        &mut self,
        table: &DataTable,
        facts: &TableFacts,
        cells: &[Cell<'_>],
    ) -> Result<(), ExchangeError> {
        let marks = vec!["?"; cells.len()].join(",");
        let insert = format!("INSERT INTO {} VALUES ({marks})", quoted(&table.name));
        let values = cells.iter().enumerate().map(|(place, cell)| {
            let kind = facts.column(place).kind(&table.columns[place]);
            match (kind, cell) {
                (_, Cell::Missing) => SqlValue::Null,
                (ColumnKind::Number | ColumnKind::Place, Cell::Number(number, text)) => {
                    match text.parse::<i64>() {
                        Ok(whole) => SqlValue::Integer(whole),
                        Err(_) => SqlValue::Real(*number),
                    }
                }
                (_, cell) => SqlValue::Text(cell.text()),
            }
        });
        self.connection
            .prepare_cached(&insert)
            .and_then(|mut statement| statement.execute(params_from_iter(values)))
            .map(|_| ())
            .map_err(|source| failed(&self.path, source))
    }

    /// Adds a record whole, as JSON.
    ///
    /// # Errors
    /// When the file does not take it.
    pub fn add_record(
        &mut self,
        one: &TypeStandard,
        id: &str,
        data: &str,
    ) -> Result<(), ExchangeError> {
        self.run(
            "INSERT INTO records VALUES (?1, ?2, ?3)",
            params![one.id, id, data],
        )
    }

    /// Ends the file: indexes, and views over the tables of all types.
    ///
    /// # Errors
    /// When the file does not take them.
    pub fn finish(
        self,
        standard: &Standard,
        all: &[(&TypeStandard, Vec<DataTable>)],
    ) -> Result<(), ExchangeError> {
        for (one, tables) in all {
            for table in tables {
                for column in &table.columns {
                    let leaf = table.leaf(one, column);
                    let is_asked_for = leaf.is_some_and(|leaf| {
                        leaf.references.is_some() || leaf.rows.is_some() || leaf.codelist.is_some()
                    });
                    if is_asked_for || (table.list.is_some() && column.name == "id") {
                        let index = quoted(&format!("{}__{}", table.name, column.sql_name));
                        let (table, column) = (quoted(&table.name), quoted(&column.sql_name));
                        self.batch(&format!("CREATE INDEX {index} ON {table} ({column});"))?;
                    }
                }
            }
        }
        for view in views::all(standard, all) {
            self.batch(&view)?;
        }
        self.batch("COMMIT; PRAGMA optimize;")?;
        let path = self.path;
        self.connection
            .close()
            .map_err(|(_, source)| failed(&path, source))
    }

    fn batch(&self, sql: &str) -> Result<(), ExchangeError> {
        self.connection
            .execute_batch(sql)
            .map_err(|source| failed(&self.path, source))
    }

    fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), ExchangeError> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values))
            .map(|_| ())
            .map_err(|source| failed(&self.path, source))
    }
}

/// The definition of a table: affinities, its key, and what it refers to where all of it is there.
fn definition(
    standard: &Standard,
    one: &TypeStandard,
    table: &DataTable,
    main: &DataTable,
    facts: &DataFacts,
    of_table: &TableFacts,
) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        let of_column = of_table.column(place);
        let (affinity, must) = match of_column.kind(column) {
            ColumnKind::Id => ("TEXT", " NOT NULL"),
            ColumnKind::Place => ("INTEGER", " NOT NULL"),
            ColumnKind::Text => ("TEXT", ""),
            ColumnKind::Number => ("REAL", ""),
        };
        let name = quoted(&column.sql_name);
        parts.push(format!("{name} {affinity}{must}"));
        if column.kind == ColumnKind::Id && table.list.is_some() {
            let to = quoted(&main.name);
            keys.push(format!("FOREIGN KEY ({name}) REFERENCES {to} (id)"));
        }
        let named = facts.foreign(table.leaf(one, column), &of_column);
        if let Some(to) = named.and_then(|record_type| standard.get(record_type)) {
            let to = quoted(to.plural());
            keys.push(format!("FOREIGN KEY ({name}) REFERENCES {to} (id)"));
        }
    }
    let first = quoted(&table.columns[0].sql_name);
    keys.insert(
        0,
        match table.list {
            None => format!("PRIMARY KEY ({first})"),
            Some(_) => format!("PRIMARY KEY ({first}, row)"),
        },
    );
    parts.extend(keys);
    format!(
        "CREATE TABLE {} (\n  {}\n);",
        quoted(&table.name),
        parts.join(",\n  ")
    )
}

fn failed(path: &Path, source: rusqlite::Error) -> ExchangeError {
    ExchangeError::Sqlite {
        path: path.to_owned(),
        source,
    }
}
