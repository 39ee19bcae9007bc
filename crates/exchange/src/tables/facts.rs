//! What holds of the values of a data set as they are, so that nothing is promised of a column that
//! its values do not keep: real data have texts where numbers belong, and ids of records that are
//! not public.

use std::collections::HashSet;

use indexmap::IndexMap;
use indigo_model::{PartialDate, Value};
use indigo_standard::{Leaf, TypeStandard};

use super::{Cell, ColumnKind, DataColumn, DataTable};

/// What holds of the values of a whole data set.
#[derive(Debug, Default)]
pub struct DataFacts {
    types: IndexMap<String, TypeFacts>,
}

/// What holds of the records of a type.
#[derive(Debug, Default)]
struct TypeFacts {
    ids: HashSet<String>,
    tables: Vec<TableFacts>,
}

/// What holds of a table.
#[derive(Debug, Clone, Default)]
pub struct TableFacts {
    /// How many rows it has.
    pub rows: u64,
    /// What holds of each of its columns.
    pub columns: Vec<ColumnFacts>,
}

/// What holds of a column.
#[derive(Debug, Clone, Default)]
pub struct ColumnFacts {
    /// How many rows have a value.
    pub filled: u64,
    /// Whether a value is none of the numbers that the standard asks for.
    has_text: bool,
    /// Whether a value is in no place of the column's codelist.
    has_other_code: bool,
    /// Whether a value is no date known in part.
    has_other_date: bool,
    /// The ids of records that the values name, where each is of one record.
    named: HashSet<String>,
}

impl DataFacts {
    /// Takes a record of a type, given what is public of it, into account.
    pub fn add(&mut self, one: &TypeStandard, tables: &[DataTable], id: &str, data: &Value) {
        let facts = self.types.entry(one.id.clone()).or_default();
        facts.ids.insert(id.to_owned());
        facts.tables.resize_with(tables.len(), TableFacts::default);
        for (table, facts) in tables.iter().zip(&mut facts.tables) {
            facts
                .columns
                .resize_with(table.columns.len(), ColumnFacts::default);
            let Ok(()) = table.rows::<std::convert::Infallible>(one, id, data, &mut |cells| {
                facts.rows += 1;
                for ((column, cell), facts) in
                    table.columns.iter().zip(cells).zip(&mut facts.columns)
                {
                    facts.add(column, table.leaf(one, column), cell);
                }
                Ok(())
            });
        }
    }

    /// What holds of a table (its place among those of its type).
    #[must_use]
    pub fn table(&self, record_type: &str, place: usize) -> TableFacts {
        self.types
            .get(record_type)
            .and_then(|facts| facts.tables.get(place))
            .cloned()
            .unwrap_or_default()
    }

    /// How many records of a type there are.
    #[must_use]
    pub fn records(&self, record_type: &str) -> usize {
        self.types
            .get(record_type)
            .map_or(0, |facts| facts.ids.len())
    }

    /// The type whose records a column names, when every value is the id of one that is there.
    #[must_use]
    pub fn foreign<'s>(&self, leaf: Option<&'s Leaf>, column: &ColumnFacts) -> Option<&'s str> {
        let to = leaf?
            .references
            .as_ref()
            .filter(|to| to.separator.is_none())?;
        let known = self.types.get(&to.record_type)?;
        let all_there = !column.named.is_empty() && column.named.is_subset(&known.ids);
        all_there.then_some(to.record_type.as_str())
    }
}

impl TableFacts {
    /// What holds of a column (its place in the table).
    #[must_use]
    pub fn column(&self, place: usize) -> ColumnFacts {
        self.columns.get(place).cloned().unwrap_or_default()
    }
}

impl ColumnFacts {
    fn add(&mut self, column: &DataColumn, leaf: Option<&Leaf>, cell: &Cell<'_>) {
        if cell.is_missing() {
            return;
        }
        self.filled += 1;
        self.has_text |= matches!(cell, Cell::Text(_)) && column.kind == ColumnKind::Number;
        let Some(leaf) = leaf else { return };
        let text = cell.as_text();
        if let Some(codes) = &leaf.codelist {
            self.has_other_code |= !codes.contains(text);
        }
        if leaf.is_date() {
            self.has_other_date |= !is_date(text);
        }
        if leaf
            .references
            .as_ref()
            .is_some_and(|to| to.separator.is_none())
            && !self.named.contains(text)
        {
            self.named.insert(text.to_owned());
        }
    }

    /// The kind of the column in files: numbers only where every value is one.
    #[must_use]
    pub fn kind(&self, column: &DataColumn) -> ColumnKind {
        match column.kind {
            ColumnKind::Number if self.has_text => ColumnKind::Text,
            kind => kind,
        }
    }

    /// Whether every value is in the column's codelist.
    #[must_use]
    pub fn keeps_codelist(&self) -> bool {
        self.filled > 0 && !self.has_other_code
    }

    /// Whether every value is a date known in part.
    #[must_use]
    pub fn keeps_dates(&self) -> bool {
        self.filled > 0 && !self.has_other_date
    }
}

/// Whether a text is a date as the pattern of [`DATE_PATTERN`] has it.
fn is_date(text: &str) -> bool {
    matches!(text.len(), 4 | 7 | 10)
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && PartialDate::parse(text).is_some()
}

/// The pattern of a date known in part.
pub const DATE_PATTERN: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_is_promised_that_the_values_do_not_keep() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let tables = DataTable::all_of(one);
        let of = |value: Value| {
            let data = json!({
                "dates": {"start_date_of_service_provision": {"value": value.clone()}},
                "service_and_beneficiaries": {
                    "targeted_number_service_users_or_beneficiaries_total": {"value": value},
                },
            });
            let mut facts = DataFacts::default();
            facts.add(one, &tables, "A-1", &data);
            let table = facts.table("project", 0);
            let find = |name: &str| {
                let place = tables[0]
                    .columns
                    .iter()
                    .position(|c| c.name.ends_with(name));
                let place = place.unwrap();
                (table.column(place), tables[0].columns[place].clone())
            };
            let (date, _) = find("start_date_of_service_provision");
            let (number, column) = find("targeted_number_service_users_or_beneficiaries_total");
            (date.keeps_dates(), number.kind(&column))
        };
        assert_eq!(of(json!("2020-05")), (true, ColumnKind::Text));
        assert_eq!(of(json!(40)), (false, ColumnKind::Number));
        assert_eq!(of(json!("about 40")), (false, ColumnKind::Text));
    }
}
