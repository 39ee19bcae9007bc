//! The tables of a record type as the newer formats have them: one shape for CSV, XLSX, Parquet,
//! SQLite and their descriptions, so that a column is called and means the same in each.
//!
//! A type has a table of its records, with what a record has once, and one for each of its lists.
//! A column is named after its field, with dots: `dates.start_date_of_service_provision`.

mod cells;
mod facts;
mod naming;

use indigo_model::{Value, pointer};
use indigo_standard::{Field, Leaf, TypeStandard, ValueType};

pub use cells::Cell;
pub use facts::{ColumnFacts, DATE_PATTERN, DataFacts, TableFacts};
use naming::{Taken, dotted, underscored};

/// What the column with the place of a row in its list is called.
pub const ROW: &str = "row";

/// A table of a record type.
#[derive(Debug, Clone)]
pub struct DataTable {
    /// Its name, and that of its files: `projects`, `projects_outcome_metrics`.
    pub name: String,
    /// The type whose records it is of.
    pub record_type: String,
    /// The list whose rows it holds (its place in the lists of the type); none for the records.
    pub list: Option<usize>,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its columns, in order.
    pub columns: Vec<DataColumn>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct DataColumn {
    /// Its name, with dots.
    pub name: String,
    /// Its name in SQL, with underscores.
    pub sql_name: String,
    /// What it is called.
    pub title: String,
    /// What stands in it.
    pub description: Option<String>,
    /// What kind of values it has.
    pub kind: ColumnKind,
    /// The field of the standard that it holds (its place in the fields of the type or list).
    pub field: Option<usize>,
}

/// What kind of values a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// The id of the record, which is never missing.
    Id,
    /// The place of the row in its list, counted from 1.
    Place,
    /// Texts.
    Text,
    /// Numbers.
    Number,
}

impl DataTable {
    /// The tables of a type: its records, then its lists in order.
    #[must_use]
    pub fn all_of(one: &TypeStandard) -> Vec<Self> {
        let mut names = Taken::default();
        let words = &one.profile.words;
        let mut tables = vec![Self {
            name: names.add(one.plural()),
            record_type: one.id.clone(),
            list: None,
            title: words.titles.clone(),
            description: one.description.clone(),
            columns: columns("id", "ID", &one.fields, false),
        }];
        for (place, list) in one.lists.iter().enumerate() {
            let part = underscored(&list.pointer);
            tables.push(Self {
                name: names.add(&format!("{}_{part}", one.plural())),
                record_type: one.id.clone(),
                list: Some(place),
                title: format!("{}: {}", words.titles, list.title),
                description: list.description.clone(),
                columns: columns(
                    &format!("{}_id", one.id),
                    &words.id_column,
                    &list.fields,
                    true,
                ),
            });
        }
        tables
    }

    /// The fields that its columns stand for.
    #[must_use]
    pub fn fields<'s>(&self, one: &'s TypeStandard) -> &'s [Field] {
        self.list
            .map_or(&one.fields, |list| &one.lists[list].fields)
    }

    /// All that the standard says of the values of a column.
    #[must_use]
    pub fn leaf<'s>(&self, one: &'s TypeStandard, column: &DataColumn) -> Option<&'s Leaf> {
        Some(&self.fields(one).get(column.field?)?.leaf)
    }

    /// Hands over the rows that a record has in this table.
    ///
    /// # Errors
    /// What `work` gives back.
    pub fn rows<'v, E>(
        &self,
        one: &TypeStandard,
        id: &'v str,
        data: &'v Value,
        work: &mut dyn FnMut(&[Cell<'v>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let fields = self.fields(one);
        let Some(list) = self.list else {
            return work(&self.cells(fields, id, 1, data));
        };
        let rows = pointer::at(data, &one.lists[list].keys).and_then(Value::as_array);
        for (place, row) in (1..).zip(rows.into_iter().flatten()) {
            work(&self.cells(fields, id, place, row))?;
        }
        Ok(())
    }

    fn cells<'v>(
        &self,
        fields: &[Field],
        id: &'v str,
        place: u32,
        object: &'v Value,
    ) -> Vec<Cell<'v>> {
        self.columns
            .iter()
            .map(|column| match (column.kind, column.field) {
                (ColumnKind::Id, _) => Cell::Text(id.into()),
                (ColumnKind::Place, _) => Cell::Number(f64::from(place), place.to_string()),
                (_, Some(field)) => Cell::of(pointer::at(object, &fields[field].keys)),
                (_, None) => Cell::Missing,
            })
            .collect()
    }
}

fn columns(id: &str, id_title: &str, fields: &[Field], is_list: bool) -> Vec<DataColumn> {
    let (mut names, mut sql_names) = (Taken::default(), Taken::default());
    let mut own = |name: &str, title: &str, description: &str, kind| DataColumn {
        name: names.add(name),
        sql_name: sql_names.add(name),
        title: title.to_owned(),
        description: Some(description.to_owned()),
        kind,
        field: None,
    };
    let mut columns = vec![own(id, id_title, "The id of the record.", ColumnKind::Id)];
    if is_list {
        let what = "The place of the row in the list of its record, counted from 1.";
        columns.push(own(ROW, "Row", what, ColumnKind::Place));
    }
    for (place, field) in fields.iter().enumerate() {
        if field.is_status() || field.is_sandboxes() {
            continue;
        }
        let name = names.add(&dotted(&field.pointer));
        columns.push(DataColumn {
            sql_name: sql_names.add(&underscored(&name)),
            name,
            title: field.title.clone(),
            description: field.description.clone(),
            kind: match field.leaf.value_type {
                ValueType::Number => ColumnKind::Number,
                ValueType::Text => ColumnKind::Text,
            },
            field: Some(place),
        });
    }
    columns
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;
    use serde_json::json;

    use super::*;

    #[test]
    fn tables_and_columns_are_named_after_the_standard() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let tables = DataTable::all_of(one);
        assert_eq!(tables[0].name, "projects");
        let names: Vec<&str> = tables[0].columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names[..2], ["id", "name"]);
        assert!(names.contains(&"dates.start_date_of_service_provision"));
        assert!(!names.iter().any(|name| name.ends_with("status")));
        let metrics = tables.iter().find(|t| t.name == "projects_outcome_metrics");
        let columns = &metrics.unwrap().columns;
        assert_eq!(columns[0].name, "project_id");
        assert_eq!(columns[1].kind, ColumnKind::Place);
        assert!(columns.iter().any(|column| column.name == "source_ids"));
    }

    #[test]
    fn a_row_of_a_list_has_the_id_of_its_record_and_its_place() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let tables = DataTable::all_of(one);
        let table = tables
            .iter()
            .find(|t| t.name == "projects_sources")
            .unwrap();
        let data = json!({"sources": [{"id": "source1"}, {"id": "source2"}]});
        let mut seen = Vec::new();
        table
            .rows::<()>(one, "A-1", &data, &mut |cells| {
                seen.push((cells[0].text(), cells[1].text(), cells[2].text()));
                Ok(())
            })
            .unwrap();
        let expected = [("A-1", "1", "source1"), ("A-1", "2", "source2")]
            .map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
        assert_eq!(seen, expected);
    }
}
