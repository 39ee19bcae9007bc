//! Views: the rows of each list with the names of what they refer to, and all parties of records.
//!
//! They are made from what the standard says of references; none is of a certain type.

use indigo_standard::{Standard, TypeStandard};

use super::quoted;
use crate::tables::DataTable;

/// The statements that make all views.
pub(super) fn all(standard: &Standard, all: &[(&TypeStandard, Vec<DataTable>)]) -> Vec<String> {
    let mut views = Vec::new();
    for (one, tables) in all {
        for table in tables.iter().filter(|table| table.list.is_some()) {
            views.push(named(standard, one, tables, table, all));
        }
        views.extend(parties(one, tables, all));
    }
    views
}

/// A text as SQL writes it.
fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The table of the records of a type, and its column with their names.
fn name_column<'a>(
    all: &'a [(&TypeStandard, Vec<DataTable>)],
    record_type: &str,
) -> Option<(&'a str, &'a str)> {
    let (one, tables) = all.iter().find(|(one, _)| one.id == record_type)?;
    let main = tables.first()?;
    let column = main.columns.iter().find(|column| {
        let field = column.field.and_then(|field| one.fields.get(field));
        field.is_some_and(|field| field.pointer == one.profile.name_pointer)
    })?;
    Some((&main.name, &column.sql_name))
}

/// `<table>_named`: the rows of a list with the name of their record, the names of the records that
/// they refer to, and the texts of the rows of other lists that they refer to.
fn named(
    standard: &Standard,
    one: &TypeStandard,
    tables: &[DataTable],
    table: &DataTable,
    all: &[(&TypeStandard, Vec<DataTable>)],
) -> String {
    let first = quoted(&table.columns[0].sql_name);
    let mut shown = vec![format!("t.{first}")];
    let mut taken: Vec<String> = table.columns.iter().map(|c| c.sql_name.clone()).collect();
    let mut add = |shown: &mut Vec<String>, wished: String, what: String| {
        if !taken.contains(&wished) {
            shown.push(format!("{what} AS {}", quoted(&wished)));
            taken.push(wished);
        }
    };
    let mut joins = Vec::new();
    if let Some((main, name)) = name_column(all, &one.id) {
        let (main, name) = (quoted(main), quoted(name));
        joins.push(format!("LEFT JOIN {main} r ON r.id = t.{first}"));
        add(&mut shown, format!("{}_name", one.id), format!("r.{name}"));
    }
    for column in &table.columns[1..] {
        shown.push(format!("t.{}", quoted(&column.sql_name)));
        let Some(leaf) = table.leaf(one, column) else {
            continue;
        };
        let here = quoted(&column.sql_name);
        if let Some(to) = leaf.references.as_ref().filter(|to| to.separator.is_none())
            && standard.get(&to.record_type).is_some()
            && let Some((there, name)) = name_column(all, &to.record_type)
        {
            let (there, name) = (quoted(there), quoted(name));
            let what = format!("(SELECT n.{name} FROM {there} n WHERE n.id = t.{here})");
            add(&mut shown, format!("{}_name", column.sql_name), what);
        }
        let Some(to) = leaf.rows.as_ref().filter(|to| to.separator.is_none()) else {
            continue;
        };
        let other = tables.iter().find(|other| {
            let list = other.list.map(|list| one.lists[list].pointer.as_str());
            list == Some(to.list.as_str()) && other.name != table.name
        });
        let key = other.and_then(|other| other.columns.iter().find(|c| c.name == "id"));
        if let (Some(other), Some(key)) = (other, key) {
            let alias = format!("j{}", joins.len());
            let (there, key) = (quoted(&other.name), quoted(&key.sql_name));
            // Of rows with the same id, the first.
            joins.push(format!(
                "LEFT JOIN {there} {alias} ON {alias}.{first} = t.{first} AND {alias}.row = (SELECT min(m.row) FROM {there} m WHERE m.{first} = t.{first} AND m.{key} = t.{here})"
            ));
            let part = to.list.trim_start_matches('/').replace(['/', '-'], "_");
            for column in other.columns.iter().skip(2).filter(|c| c.name != "id") {
                let from = format!("{alias}.{}", quoted(&column.sql_name));
                add(&mut shown, format!("{part}__{}", column.sql_name), from);
            }
        }
    }
    let view = quoted(&format!("{}_named", table.name));
    format!(
        "CREATE VIEW {view} AS SELECT {}\nFROM {} t\n{};",
        shown.join(", "),
        quoted(&table.name),
        joins.join("\n")
    )
}

/// `<table>_parties`: who takes part in records of a type, and as what, one a row.
fn parties(
    one: &TypeStandard,
    tables: &[DataTable],
    all: &[(&TypeStandard, Vec<DataTable>)],
) -> Option<String> {
    let (main, name) = name_column(all, &one.id)?;
    let mut selects = Vec::new();
    for table in tables.iter().filter(|table| table.list.is_some()) {
        let list = &one.lists[table.list?];
        for column in &table.columns {
            let leaf = table.leaf(one, column);
            let to = leaf.and_then(|leaf| leaf.references.as_ref());
            let Some(to) = to.filter(|to| to.separator.is_none()) else {
                continue;
            };
            let Some((there, their_name)) = name_column(all, &to.record_type) else {
                continue;
            };
            selects.push(format!(
                "SELECT r.id AS {id}, r.{name} AS {id_name}, {part} AS part, {party_type} AS party_type, t.{here} AS party_id, n.{their_name} AS party_name FROM {table} t JOIN {main} r ON r.id = t.{first} LEFT JOIN {there} n ON n.id = t.{here} WHERE t.{here} IS NOT NULL",
                id = quoted(&format!("{}_id", one.id)),
                id_name = quoted(&format!("{}_name", one.id)),
                name = quoted(name),
                part = text(&list.title),
                party_type = text(&to.record_type),
                here = quoted(&column.sql_name),
                their_name = quoted(their_name),
                table = quoted(&table.name),
                main = quoted(main),
                first = quoted(&table.columns[0].sql_name),
                there = quoted(there),
            ));
        }
    }
    let view = quoted(&format!("{main}_parties"));
    (!selects.is_empty())
        .then(|| format!("CREATE VIEW {view} AS {};", selects.join("\nUNION ALL ")))
}
