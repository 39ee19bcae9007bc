//! The codelists of the standard as one table.

use indexmap::IndexMap;
use indigo_standard::{Leaf, Standard, TypeStandard};

use crate::tables::{DataColumn, DataTable};

/// The name of the codelist of a column: its file without the ending, else that of its column.
pub(crate) fn codelist_name(table: &DataTable, column: &DataColumn, leaf: &Leaf) -> Option<String> {
    let codes = leaf.codelist.as_ref()?;
    Some(match &codes.file {
        Some(file) => file.trim_end_matches(".csv").to_owned(),
        None => format!("{}.{}", table.name, column.name),
    })
}

/// Every codelist by its name, with its codes and what each means.
#[must_use]
pub(crate) fn codelists(standard: &Standard) -> IndexMap<String, IndexMap<String, String>> {
    let mut found = IndexMap::new();
    for one in standard.types() {
        for table in DataTable::all_of(one) {
            for column in &table.columns {
                add(&mut found, one, &table, column);
            }
        }
    }
    found
}

fn add(
    found: &mut IndexMap<String, IndexMap<String, String>>,
    one: &TypeStandard,
    table: &DataTable,
    column: &DataColumn,
) {
    if let Some(leaf) = table.leaf(one, column)
        && let Some(codes) = &leaf.codelist
        && let Some(name) = codelist_name(table, column, leaf)
    {
        found.entry(name).or_insert_with(|| codes.values.clone());
    }
}

/// `codelists.csv`: every code of every codelist, with what it means.
#[must_use]
pub fn codelists_csv(standard: &Standard) -> Vec<u8> {
    let mut rows = vec![["codelist", "code", "meaning"].map(str::to_owned)];
    for (codelist, codes) in codelists(standard) {
        for (code, meaning) in codes {
            rows.push([codelist.clone(), code, meaning]);
        }
    }
    super::constraint::csv_of(&rows)
}
