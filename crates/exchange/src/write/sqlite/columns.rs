//! Which column of the SQLite file holds which field.

use indigo_standard::{Field, TypeStandard, ValueType};

use super::{Names, plain};

/// A table of the SQLite file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqliteTable {
    /// Its name.
    pub name: String,
    /// The column of each field, in the order of the fields; a status has none.
    pub columns: Vec<Option<String>>,
}

/// The tables of a type in the SQLite file: its own, then one for each of its lists, in order.
#[must_use]
pub fn sqlite_tables(one: &TypeStandard) -> Vec<SqliteTable> {
    let mut tables = Names::default();
    let mut all = vec![table(tables.add(&one.id), "id", &one.fields)];
    for list in &one.lists {
        let name = tables.add(&format!("{}_{}", one.id, plain(&list.pointer)));
        all.push(table(name, &format!("{}_id", one.id), &list.fields));
    }
    all
}

fn table(name: String, first: &str, fields: &[Field]) -> SqliteTable {
    let columns = columns(first, fields)
        .into_iter()
        .map(|found| found.map(|columns| columns.text))
        .collect();
    SqliteTable { name, columns }
}

/// The columns of a field.
pub(super) struct Columns {
    /// The column of its text.
    pub(super) text: String,
    /// Those of a number besides, each with its affinity.
    pub(super) numbers: Vec<(String, &'static str)>,
}

/// The columns of each field behind the first one, which holds the id; a status has none.
pub(super) fn columns(first: &str, fields: &[Field]) -> Vec<Option<Columns>> {
    let mut names = Names::default();
    names.add(first);
    fields
        .iter()
        .map(|field| {
            if field.is_status() {
                return None;
            }
            let text = names.add(&plain(&field.pointer));
            let endings: &[(&str, &str)] = match field.leaf.value_type {
                ValueType::Number => &[("integer", "INTEGER"), ("real", "REAL")],
                ValueType::Text => &[],
            };
            let numbers = endings
                .iter()
                .map(|(ending, affinity)| (names.add(&format!("{text}_{ending}")), *affinity))
                .collect();
            Some(Columns { text, numbers })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;

    use super::*;

    #[test]
    fn each_field_but_a_status_has_its_column() {
        let standard = Standard::builtin().unwrap();
        let tables = sqlite_tables(standard.get("project").unwrap());
        assert_eq!(tables[0].name, "project");
        assert_eq!(tables[0].columns[0], None);
        assert_eq!(tables[0].columns[1].as_deref(), Some("name_value"));
        assert!(
            tables
                .iter()
                .any(|table| table.name == "project_outcome_metrics")
        );
    }
}
