//! Reading a PostgreSQL database of the first INDIGO system, which is a Django program, to take
//! over all that it knows.
//!
//! It is read as of one moment, in a transaction that cannot write. What comes out is as the other
//! system keeps it: its row numbers, its words, JSON as text, times in UTC with their fractions.

mod ledger;
mod people;
mod tables;

pub use ledger::{DjangoEdit, DjangoEvent, DjangoRecord, DjangoValue};
pub use people::{DjangoAccess, DjangoUser};
pub use tables::DjangoTable;

use std::collections::BTreeMap;

use crate::{Address, StoreError, db::PostgresDb};

/// What every such database has.
const NEEDED: [&str; 5] = [
    "jsondataferret_type",
    "jsondataferret_record",
    "jsondataferret_event",
    "jsondataferret_edit",
    "auth_user",
];

/// A database of the first INDIGO system, open for reading.
#[derive(Debug)]
pub struct DjangoDatabase {
    db: PostgresDb,
    address: Address,
    /// Table → how many rows it has, of all tables that can be seen; `None` when it may not be
    /// read.
    tables: BTreeMap<String, Option<u64>>,
}

impl DjangoDatabase {
    /// Opens the database of a URL and looks which tables it has.
    ///
    /// # Errors
    /// [`StoreError::NotFirstSystem`], or that the database does not answer. None of them shows
    /// the credentials of the URL.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        let address = Address::Postgres(url.to_owned());
        let mut db = PostgresDb::connect(url)?;
        // Times without a zone are in UTC there; written as in UTC, both kinds come out right.
        db.batch("set time zone 'UTC'; begin isolation level repeatable read read only")?;
        let tables = tables::counted(&mut db)?;
        if let Some(missing) = NEEDED.iter().find(|name| !tables.contains_key(**name)) {
            return Err(StoreError::NotFirstSystem {
                address: address.to_string(),
                table: (*missing).to_owned(),
            });
        }
        Ok(Self {
            db,
            address,
            tables,
        })
    }

    /// Where it is, without credentials.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Whether there is such a table.
    fn has(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }
}
