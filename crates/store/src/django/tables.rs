//! Which tables there are and how many rows they have, so that what is left out can be told.

use std::collections::BTreeMap;

use super::DjangoDatabase;
use crate::{StoreError, db::PostgresDb};

/// A table with how many rows it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DjangoTable {
    /// Its name.
    pub name: String,
    /// How many rows it has; `None` when it may not be read.
    pub rows: Option<u64>,
}

/// Counts the rows of all tables that can be seen; a table's name cannot be a parameter of a
/// statement, but PostgreSQL can run a statement that it makes of the catalogue itself.
const COUNTED: &str = "select c.relname::text, case when has_table_privilege(c.oid, 'select') then cast((xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', s.nspname, c.relname), false, true, '')))[1]::text as bigint) end from pg_class c join pg_namespace s on s.oid = c.relnamespace where c.relkind in ('r', 'p') and pg_table_is_visible(c.oid) and s.nspname not in ('pg_catalog', 'information_schema') order by c.relname";

pub(super) fn counted(db: &mut PostgresDb) -> Result<BTreeMap<String, Option<u64>>, StoreError> {
    let rows = db.query(COUNTED, &[])?;
    Ok(rows
        .into_iter()
        .map(|mut row| (row.text(0), row.opt_int(1).map(i64::unsigned_abs)))
        .collect())
}

impl DjangoDatabase {
    /// All tables, in order of their names.
    #[must_use]
    pub fn tables(&self) -> Vec<DjangoTable> {
        self.tables
            .iter()
            .map(|(name, rows)| DjangoTable {
                name: name.clone(),
                rows: *rows,
            })
            .collect()
    }
}
