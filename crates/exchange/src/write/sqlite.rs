//! The public data as one SQLite file: a table for each record type and each list.
//!
//! Tables, columns and storage classes are those of the old system's file. A number has three
//! columns (text, integer, real), which all are given the value; the affinity of each column makes
//! of it what it can.

mod columns;
mod names;

use std::path::Path;

use columns::columns;
pub use columns::{SqliteTable, sqlite_tables};
use indigo_model::{Value, pointer};
use indigo_publish::cell;
use indigo_standard::{Field, TypeStandard, ValueType};
use names::Names;
pub(super) use names::quoted;
use rusqlite::{Connection, Statement, params_from_iter, types::Value as SqlValue};

use super::PublicData;
use crate::ExchangeError;

/// Writes an SQLite file with the public records of the types.
///
/// `path` must not be there yet, or be an empty file.
///
/// # Errors
/// When the records cannot be had, or the file cannot be written.
pub fn write_sqlite(
    types: &[&TypeStandard],
    data: &dyn PublicData,
    path: &Path,
) -> Result<(), ExchangeError> {
    if path.metadata().is_ok_and(|found| found.len() > 0) {
        return Err(ExchangeError::Unwritable {
            path: path.to_owned(),
            source: std::io::ErrorKind::AlreadyExists.into(),
        });
    }
    let failed = |source| ExchangeError::Sqlite {
        path: path.to_owned(),
        source,
    };
    let mut connection = Connection::open(path).map_err(failed)?;
    // The file is new: after a fault it is thrown away, not recovered.
    connection
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        .map_err(failed)?;
    let transaction = connection.transaction().map_err(failed)?;
    for one in types {
        let tables = Tables::new(one);
        for table in &tables.all {
            transaction
                .execute_batch(&table.definition)
                .map_err(failed)?;
        }
        let mut inserts = tables
            .all
            .iter()
            .map(|table| transaction.prepare(&table.insert()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(failed)?;
        data.for_each(&one.id, &mut |id, data| {
            add(one, &mut inserts, id, data).map_err(failed)
        })?;
    }
    transaction.commit().map_err(failed)?;
    connection.close().map_err(|(_, source)| failed(source))
}

/// The tables of a type: its own, then those of its lists.
struct Tables {
    all: Vec<SqlTable>,
}

struct SqlTable {
    name: String,
    definition: String,
    columns: usize,
}

impl Tables {
    fn new(one: &TypeStandard) -> Self {
        let mut tables = Names::default();
        let main = tables.add(&one.id);
        let id = "id TEXT PRIMARY KEY".to_owned();
        let mut all = vec![SqlTable::new(&main, " ", "id", &id, &one.fields)];
        for list in &one.lists {
            let name = tables.add(&format!("{}_{}", one.id, plain(&list.pointer)));
            let first = format!("{}_id", one.id);
            let id = format!("{} TEXT REFERENCES {}(id)", quoted(&first), quoted(&main));
            all.push(SqlTable::new(&name, "  ", &first, &id, &list.fields));
        }
        Self { all }
    }
}

impl SqlTable {
    fn new(name: &str, gap: &str, first: &str, id: &str, fields: &[Field]) -> Self {
        let mut definitions = Vec::new();
        for column in columns(first, fields).into_iter().flatten() {
            definitions.push(format!("{} TEXT ", quoted(&column.text)));
            for (name, affinity) in column.numbers {
                definitions.push(format!("{} {affinity} ", quoted(&name)));
            }
        }
        let name = quoted(name);
        let separator = if definitions.is_empty() { "" } else { ", " };
        Self {
            definition: format!(
                "CREATE TABLE {name}{gap}({id}{separator}{})",
                definitions.join(",")
            ),
            columns: definitions.len() + 1,
            name,
        }
    }

    fn insert(&self) -> String {
        let marks = vec!["?"; self.columns].join(",");
        format!("INSERT INTO {} VALUES ({marks})", self.name)
    }
}

/// A pointer as part of a name.
fn plain(pointer: &str) -> String {
    pointer
        .trim_start_matches('/')
        .replace('/', "_")
        .replace('-', "")
}

fn add(
    one: &TypeStandard,
    inserts: &mut [Statement<'_>],
    id: &str,
    data: &Value,
) -> rusqlite::Result<()> {
    let Some((main, lists)) = inserts.split_first_mut() else {
        return Ok(());
    };
    insert(main, id, data, &one.fields)?;
    for (list, statement) in one.lists.iter().zip(lists) {
        let rows = pointer::at(data, &list.keys).and_then(Value::as_array);
        for row in rows.into_iter().flatten() {
            insert(statement, id, row, &list.fields)?;
        }
    }
    Ok(())
}

fn insert(
    statement: &mut Statement<'_>,
    id: &str,
    object: &Value,
    fields: &[Field],
) -> rusqlite::Result<()> {
    let mut values = vec![SqlValue::Text(id.to_owned())];
    for field in fields.iter().filter(|field| !field.is_status()) {
        let value = sql_value(pointer::at(object, &field.keys));
        if field.leaf.value_type == ValueType::Number {
            values.extend([value.clone(), value.clone()]);
        }
        values.push(value);
    }
    statement.execute(params_from_iter(values)).map(|_| ())
}

/// Missing is empty text, as in CSV; what SQLite cannot hold is the text of the CSV cell.
fn sql_value(value: Option<&Value>) -> SqlValue {
    let text = cell::text(value);
    match value {
        Some(Value::Null) => SqlValue::Null,
        Some(Value::Bool(truth)) => SqlValue::Integer((*truth).into()),
        Some(Value::Number(_)) => {
            let real = || {
                text.contains(['.', 'e'])
                    .then(|| text.parse().ok())
                    .flatten()
            };
            if let Ok(integer) = text.parse() {
                SqlValue::Integer(integer)
            } else if let Some(real) = real() {
                SqlValue::Real(real)
            } else {
                SqlValue::Text(text)
            }
        }
        _ => SqlValue::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Two contracts, of which one says how many people it is for.
    struct Two;

    impl PublicData for Two {
        fn for_each(
            &self,
            _: &str,
            work: &mut dyn FnMut(&str, &Value) -> Result<(), ExchangeError>,
        ) -> Result<(), ExchangeError> {
            let total = "targeted_number_service_users_or_beneficiaries_total";
            work(
                "A-1",
                &json!({"service_and_beneficiaries": {total: {"value": 40}}}),
            )?;
            work("A-2", &json!({}))
        }
    }

    /// The recipe of `docs/API.md`.
    #[test]
    fn a_missing_number_is_empty_text_and_is_left_out_with_nullif() {
        let standard = indigo_standard::Standard::builtin().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.sqlite");
        write_sqlite(&[standard.get("project").unwrap()], &Two, &path).unwrap();
        let file = Connection::open(&path).unwrap();
        let column = "service_and_beneficiaries_targeted_number_service_users_or_beneficiaries_total_value_real";
        let asked = |what: &str| -> (i64, f64) {
            let sql = format!("select count({what}), avg({what}) from project");
            file.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
        };
        assert_eq!(asked(column), (2, 20.0));
        assert_eq!(asked(&format!("nullif({column}, '')")), (1, 40.0));
    }

    #[test]
    fn what_sqlite_cannot_hold_is_text() {
        let told = |value: Value| sql_value(Some(&value));
        assert_eq!(sql_value(None), SqlValue::Text(String::new()));
        assert_eq!(told(Value::Null), SqlValue::Null);
        assert_eq!(told(json!(true)), SqlValue::Integer(1));
        assert_eq!(told(json!(-7)), SqlValue::Integer(-7));
        assert_eq!(told(json!(2500.5)), SqlValue::Real(2500.5));
        assert_eq!(told(json!({"a": 1})), SqlValue::Text("{'a': 1}".to_owned()));
        let large: Value = serde_json::from_str("123456789012345678901234567890").unwrap();
        assert_eq!(told(large.clone()), SqlValue::Text(large.to_string()));
    }
}
