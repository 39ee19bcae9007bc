//! `GET /data/dictionary/{type}.json`: every field of a type, for programs.

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
    let mut fields: Vec<Value> = entries(None, &one.fields, tables.first());
    for (place, list) in one.lists.iter().enumerate() {
        fields.extend(entries(
            Some(&list.pointer),
            &list.fields,
            tables.get(place + 1),
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

fn entries(list: Option<&str>, fields: &[Field], table: Option<&SqliteTable>) -> Vec<Value> {
    let shown = |field: &Field| !field.is_status() && !field.is_sandboxes();
    let columns = table.map_or(&[][..], |table| &table.columns);
    fields
        .iter()
        .enumerate()
        .filter(|(_, field)| shown(field))
        .map(|(place, field)| {
            let column = columns.get(place).and_then(Option::as_deref);
            entry(list, field, table.map(|table| table.name.as_str()), column)
        })
        .collect()
}

fn entry(list: Option<&str>, field: &Field, table: Option<&str>, column: Option<&str>) -> Value {
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
