//! The data dictionary of a data set: every column of every table, what it means, and how many rows
//! have a value.

use indigo_standard::Standard;
use serde_json::{Value, json};

use super::constraint::{ColumnSaid, csv_of};
use crate::tables::{DataFacts, DataTable};

const COLUMNS: [&str; 12] = [
    "table",
    "column",
    "sql_column",
    "title",
    "description",
    "type",
    "unit",
    "codelist",
    "refers_to",
    "record_type",
    "rows",
    "filled",
];

/// Every column of every table, in order.
fn each(standard: &Standard, facts: &DataFacts) -> Vec<[String; 12]> {
    let mut rows = Vec::new();
    for one in standard.types() {
        for (at, table) in DataTable::all_of(one).iter().enumerate() {
            let of_table = facts.table(&one.id, at);
            for (place, column) in table.columns.iter().enumerate() {
                let said = ColumnSaid::new(one, table, place, &of_table);
                rows.push([
                    table.name.clone(),
                    column.name.clone(),
                    column.sql_name.clone(),
                    column.title.clone(),
                    column.description.clone().unwrap_or_default(),
                    said.kind.to_owned(),
                    said.unit.unwrap_or_default(),
                    said.codelist.unwrap_or_default(),
                    said.refers_to.unwrap_or_default(),
                    one.id.clone(),
                    of_table.rows.to_string(),
                    said.filled.to_string(),
                ]);
            }
        }
    }
    rows
}

/// `dictionary.csv`.
#[must_use]
pub fn dictionary_csv(standard: &Standard, facts: &DataFacts) -> Vec<u8> {
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    rows.extend(each(standard, facts));
    csv_of(&rows)
}

/// `dictionary.json`: the same, and which version of the standard each type is of.
#[must_use]
pub fn dictionary_json(standard: &Standard, facts: &DataFacts) -> Value {
    let types: Vec<Value> = standard
        .types()
        .map(|one| {
            json!({
                "type": one.id,
                "version": one.version,
                "description": one.description,
                "schema": format!("schema-{}.json", one.id),
                "records": facts.records(&one.id),
            })
        })
        .collect();
    let columns: Vec<Value> = each(standard, facts)
        .into_iter()
        .map(|row| {
            let mut object = serde_json::Map::new();
            for (name, text) in COLUMNS.iter().zip(row) {
                let value = match *name {
                    "rows" | "filled" => Value::from(text.parse::<u64>().unwrap_or_default()),
                    _ if text.is_empty() => Value::Null,
                    _ => Value::from(text),
                };
                object.insert((*name).to_owned(), value);
            }
            Value::Object(object)
        })
        .collect();
    json!({"types": types, "columns": columns})
}
