//! `GET /data/dictionary/{type}.json`: every field of a type, for programs.

use std::collections::HashMap;

use indigo_exchange::{SqliteTable, sqlite_tables};
use indigo_standard::{Field, TypeStandard, ValueType};
use serde_json::{Value, json};

/// The dictionary of a type.
pub(super) fn dictionary(one: &TypeStandard) -> Value {
    // A type that is not in the SQLite file has no columns there.
    let tables = if one.profile.downloads.sqlite {
        sqlite_tables(one)
    } else {
        Vec::new()
    };
    let places = super::columns(one);
    let mut fields: Vec<Value> = entries(None, &one.fields, tables.first(), &places);
    for (place, list) in one.lists.iter().enumerate() {
        fields.extend(entries(
            Some(&list.pointer),
            &list.fields,
            tables.get(place + 1),
            &places,
        ));
    }
    json!({
        "type": one.id,
        "version": one.version,
        "description": one.description,
        "fields": fields,
        "statuses": statuses(one),
    })
}

/// Pointers of what carries a status: the record, blocks, rows.
fn statuses(one: &TypeStandard) -> Vec<String> {
    let blocks = one
        .blocks
        .iter()
        .map(|keys| keys.iter().fold(String::new(), |at, key| at + "/" + key));
    let rows = one
        .lists
        .iter()
        .filter(|list| list.has_status)
        .map(|list| format!("{}/*", list.pointer));
    std::iter::once(String::new())
        .chain(blocks)
        .chain(rows)
        .collect()
}

/// Place of a field → its table and column in the files of all data.
type Places = HashMap<String, (String, String)>;

fn entries(
    list: Option<&str>,
    fields: &[Field],
    table: Option<&SqliteTable>,
    places: &Places,
) -> Vec<Value> {
    let shown = |field: &Field| !field.is_status() && !field.is_sandboxes();
    let columns = table.map_or(&[][..], |table| &table.columns);
    fields
        .iter()
        .enumerate()
        .filter(|(_, field)| shown(field))
        .map(|(place, field)| {
            let column = columns.get(place).and_then(Option::as_deref);
            let table = table.map(|table| table.name.as_str());
            entry(list, field, (table, column), places)
        })
        .collect()
}

fn entry(
    list: Option<&str>,
    field: &Field,
    (table, column): (Option<&str>, Option<&str>),
    columns: &Places,
) -> Value {
    let leaf = &field.leaf;
    let pointer = match list {
        Some(list) => format!("{list}/*{}", field.pointer),
        None => field.pointer.clone(),
    };
    let values = leaf
        .codelist
        .as_ref()
        .map(|codes| codes.values.keys().collect::<Vec<_>>());
    json!({
        "pointer": pointer,
        "list": list,
        "title": field.titles.join(" - "),
        "api_name": super::api_name(&pointer),
        "data_table": columns.get(&pointer).map(|(table, _)| table),
        "data_column": columns.get(&pointer).map(|(_, column)| column),
        "csv_header": field.title,
        "sqlite_table": table,
        "sqlite_column": column,
        "type": match leaf.value_type {
            ValueType::Number => "number",
            ValueType::Text if leaf.is_date() => "date",
            ValueType::Text => "text",
        },
        "unit": leaf.unit,
        "codelist": values,
        "refers_to": leaf.references.as_ref().map(|to| &to.record_type),
        "refers_to_rows_of": leaf.rows.as_ref().map(|to| &to.list),
        "separator": leaf
            .references
            .as_ref()
            .and_then(|to| to.separator.as_ref())
            .or_else(|| leaf.rows.as_ref().and_then(|to| to.separator.as_ref())),
        "priority": field.priority,
        "description": field.description,
        "examples": leaf.examples,
    })
}
