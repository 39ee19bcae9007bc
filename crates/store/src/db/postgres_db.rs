//! PostgreSQL, by URL.

use std::{collections::HashMap, error::Error, fmt, fmt::Write as _};

use postgres::{
    Client, NoTls, Statement,
    types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};

use super::{Cell, Param, Row};
use crate::{Address, StoreError};

/// A connection to a PostgreSQL server, with the statements it has prepared.
pub(crate) struct PostgresDb {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl fmt::Debug for PostgresDb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresDb")
            .field("prepared", &self.prepared.len())
            .finish()
    }
}

impl PostgresDb {
    pub(crate) fn connect(url: &str) -> Result<Self, StoreError> {
        let client = Client::connect(url, NoTls).map_err(|error| StoreError::Unreachable {
            address: Address::Postgres(url.to_owned()).to_string(),
            // Class 28: who is not let in is not named, as their name stands beside the password.
            cause: match error.code() {
                Some(code) if code.code().starts_with("28") => {
                    "the server does not let this user in with this password".to_owned()
                }
                _ => StoreError::from(error).to_string(),
            },
        })?;
        let mut db = Self {
            client,
            prepared: HashMap::new(),
        };
        db.batch("set client_min_messages = warning; set lock_timeout = '30s'")?;
        Ok(db)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    fn prepared(&mut self, sql: &'static str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&numbered(sql))?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }

    pub(crate) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<u64, StoreError> {
        let statement = self.prepared(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> =
            params.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        Ok(self.client.execute(&statement, &params)?)
    }

    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let statement = self.prepared(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> =
            params.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        let rows = self.client.query(&statement, &params)?;
        rows.iter()
            .map(|row| {
                let cells = row.columns().iter().enumerate().map(|(at, column)| {
                    Ok(match *column.type_() {
                        Type::INT8 => row
                            .try_get::<_, Option<i64>>(at)?
                            .map_or(Cell::Null, Cell::Int),
                        Type::INT4 => row
                            .try_get::<_, Option<i32>>(at)?
                            .map_or(Cell::Null, |value| Cell::Int(value.into())),
                        _ => row
                            .try_get::<_, Option<String>>(at)?
                            .map_or(Cell::Null, Cell::Text),
                    })
                });
                cells
                    .collect::<Result<Vec<_>, postgres::Error>>()
                    .map(Row)
                    .map_err(StoreError::from)
            })
            .collect()
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.client.batch_execute(sql)?)
    }
}

/// `?1` as PostgreSQL writes it, `$1`.
fn numbered(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    for letter in sql.chars() {
        let _ = text.write_char(if letter == '?' { '$' } else { letter });
    }
    text
}

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) if *ty == Type::INT4 => i32::try_from(*value)?.to_sql(ty, out),
            Self::Int(value) => value.to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
