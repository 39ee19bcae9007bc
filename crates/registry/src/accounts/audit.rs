//! Reading the audit log.

use indigo_model::Action;
use serde::Serialize;

use super::{By, list::needed};
use crate::{Registry, RegistryError};

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// Its number; lower is older.
    pub number: i64,
    /// When (RFC 3339).
    pub at: String,
    /// Who: `user:…`, `command line`, `anybody`.
    pub actor: String,
    /// The e-mail address of who did it, if it was somebody with an account.
    pub actor_email: Option<String>,
    /// What, in a few words.
    pub action: String,
    /// The e-mail address of the account that it was done to.
    pub account_email: Option<String>,
    /// More, in words.
    pub detail: String,
    /// From which network address.
    pub address: String,
}

impl Registry {
    /// Up to `limit` lines, newest first, older than the line `before`; of one account (its id or
    /// e-mail address: who did, or whom it was done to), or of all.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, or the database does not answer.
    pub fn audit_log(
        &self,
        by: By<'_>,
        before: Option<i64>,
        account: Option<&str>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>, RegistryError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read(|tx| {
            by.allow(tx, Action::SeeAuditLog)?;
            let account = match account {
                Some(account) => Some(needed(tx, account)?.row_id),
                None => None,
            };
            let rows = tx.audit_before(before.unwrap_or(i64::MAX), account, limit)?;
            let mut entries = Vec::with_capacity(rows.len());
            for row in rows {
                let mut email = |row: Option<i64>| match row {
                    Some(row) => tx.account_by_row(row).map(|row| row.map(|row| row.email)),
                    None => Ok(None),
                };
                entries.push(AuditEntry {
                    actor_email: email(row.actor_row)?,
                    account_email: email(row.account_row)?,
                    number: row.row_id,
                    at: row.at,
                    actor: row.actor,
                    action: row.action,
                    detail: row.detail,
                    address: row.address,
                });
            }
            Ok(entries)
        })
    }
}
