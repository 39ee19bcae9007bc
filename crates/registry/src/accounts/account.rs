//! An account as people see it.

use indigo_model::{Grant, Role};
use indigo_store::{AccountRow, ReadTx, StoreError};
use serde::Serialize;

use super::AccountFault;

/// Longest address that mail knows.
const LONGEST_EMAIL: usize = 254;

/// Longest name, in characters.
const LONGEST_NAME: usize = 200;

/// Whether an account can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountState {
    /// Somebody was invited and has not set a password yet.
    Invited,
    /// It can be used.
    Active,
    /// It cannot be used any more.
    Disabled,
}

impl AccountState {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }

    fn parse(word: &str) -> Self {
        match word {
            "invited" => Self::Invited,
            "active" => Self::Active,
            _ => Self::Disabled,
        }
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    #[serde(skip)]
    pub(crate) row: i64,
    /// The name that the ledger uses, after `user:`.
    pub id: String,
    /// E-mail address, in small letters.
    pub email: String,
    /// What to call the person.
    pub name: String,
    /// What they are to the data.
    pub role: Role,
    /// Whether it can be used.
    pub state: AccountState,
    /// Whether a password was set.
    pub has_password: bool,
    /// Whether a second factor is asked for.
    pub second_factor: bool,
    /// When it was made (RFC 3339).
    pub created: String,
    /// When somebody last signed in (RFC 3339).
    pub last_sign_in: Option<String>,
    /// What was granted, in order.
    pub grants: Vec<Grant>,
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// E-mail address.
    pub email: &'a str,
    /// What to call the person.
    pub name: &'a str,
    /// What they are to be to the data.
    pub role: Role,
    /// What to grant.
    pub grants: &'a [Grant],
}

impl Account {
    /// Who this is in the ledger and the audit log.
    #[must_use]
    pub fn actor(&self) -> String {
        format!("user:{}", self.id)
    }

    pub(crate) fn read(tx: &mut ReadTx<'_>, row: AccountRow) -> Result<Self, StoreError> {
        Ok(Self {
            grants: tx.grants(row.row_id)?,
            row: row.row_id,
            id: row.public_id,
            email: row.email,
            name: row.name,
            // A role that this version does not know allows nothing.
            role: Role::parse(&row.role).unwrap_or(Role::Reader),
            state: AccountState::parse(&row.state),
            has_password: row.password.is_some(),
            second_factor: row.totp_on,
            created: row.created,
            last_sign_in: row.last_sign_in,
        })
    }
}

/// An address as it is looked for: without blanks around it, in small letters.
pub(crate) fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The address folded, if it can be one.
pub(crate) fn checked_email(email: &str) -> Result<String, AccountFault> {
    let email = folded(email);
    let parts: Vec<&str> = email.split('@').collect();
    let good = email.len() <= LONGEST_EMAIL
        && parts.len() == 2
        && parts.iter().all(|part| !part.is_empty())
        && !email.chars().any(|letter| {
            letter.is_whitespace() || letter.is_control() || "<>,;:\"()[]\\".contains(letter)
        });
    if good {
        Ok(email)
    } else {
        Err(AccountFault::BadEmail(email))
    }
}

/// The name without blanks around it and control characters in it, if it can be one.
pub(crate) fn checked_name(name: &str) -> Result<String, AccountFault> {
    let name: String = name
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(AccountFault::BadName);
    }
    Ok(name)
}

/// The word of a role that an account can have.
pub(crate) fn checked_role(role: Role) -> Result<&'static str, AccountFault> {
    match role {
        Role::Reader => Err(AccountFault::BadRole(role.as_str().to_owned())),
        other => Ok(other.as_str()),
    }
}
