//! API tokens: made, used, listed, ended.

use indigo_model::{Action, Scope, Secret};
use indigo_store::{StoreError, TokenRow, secret_digest};
use serde::Serialize;

use super::{Account, AccountFault, AccountState, By, How, Person, account::checked_name, record};
use crate::{Registry, RegistryError, clock};

/// What every token begins with, so that it is known for one where it should not be.
const PREFIX: &str = "indigo_";

/// The longest that a token may last.
const LONGEST_DAYS: u32 = 366;

/// How often at most its last use is written.
const TOUCH_S: i64 = 60;

/// A token as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenSeen {
    /// Its name in lists.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made (RFC 3339).
    pub created: String,
    /// When it ends.
    pub expires: String,
    /// When it was last used, to the minute.
    pub last_used: Option<String>,
    /// Whether it can still be used.
    pub is_live: bool,
}

impl Registry {
    /// Makes a token for a person who is signed in; it is shown this once. It lasts `days` days,
    /// at most 366.
    ///
    /// # Errors
    /// When name, scopes or days cannot be, the person came with a token themselves, or the
    /// database does not answer.
    pub fn create_token(
        &self,
        person: &Person,
        name: &str,
        scopes: &[Scope],
        days: u32,
        address: &str,
    ) -> Result<(Secret, TokenSeen), RegistryError> {
        let bad = |why: &str| AccountFault::BadToken(why.to_owned());
        let name = checked_name(name)?;
        if scopes.is_empty() {
            return Err(bad("choose at least one thing that the token may be used for").into());
        }
        if days == 0 || days > LONGEST_DAYS {
            return Err(bad("a token lasts between 1 and 366 days").into());
        }
        let mut scopes = scopes.to_vec();
        scopes.sort_unstable();
        scopes.dedup();
        let token = Secret::new(format!("{PREFIX}{}", super::new_secret()?.expose()));
        let words: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
        let row = TokenRow {
            public_id: uuid::Uuid::new_v4().to_string(),
            account_row: person.account.row,
            name,
            scopes: words.join(" "),
            created: self.clock.now(),
            expires: self.clock.after(i64::from(days) * 86_400),
            last_used: None,
            ended: None,
        };
        let by = By::Person { person, address };
        self.store.write_aside(|tx| -> Result<(), RegistryError> {
            by.allow(tx, Action::ManageOwnAccount)?;
            tx.put_token(&secret_digest(&token), &row)?;
            let about = Some(row.account_row);
            Ok(record::done_by(
                tx,
                &row.created,
                by,
                "API token made",
                about,
                &row.scopes,
            )?)
        })?;
        Ok((token, self.token_seen(row)))
    }

    /// Whose token it is, as a person who may what the token may; `None` when it is none, has run
    /// out or was ended, or the account was disabled.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn person_of_token(&self, token: &Secret) -> Result<Option<Person>, RegistryError> {
        let digest = secret_digest(token);
        let now = self.clock.now();
        let found = self.store.read(|tx| -> Result<_, StoreError> {
            let row = tx.token(&digest)?;
            let row = row.filter(|row| row.ended.is_none() && row.expires > now);
            let Some(row) = row else { return Ok(None) };
            let Some(account) = tx.account_by_row(row.account_row)? else {
                return Ok(None);
            };
            let account = Account::read(tx, account)?;
            Ok((account.state == AccountState::Active).then_some((account, row)))
        })?;
        let Some((account, row)) = found else {
            return Ok(None);
        };
        let last_used_s = row.last_used.as_deref().map_or(0, clock::unix_s);
        if last_used_s + TOUCH_S <= self.clock.unix_s() {
            let touched = self
                .store
                .write_aside_when_free(|tx| tx.touch_token(&digest, &now));
            if let Err(error) = touched {
                tracing::warn!("the last use of a token was not written: {error}");
            }
        }
        Ok(Some(Person {
            account,
            how: How::Token {
                id: row.public_id,
                scopes: scopes(&row.scopes),
            },
        }))
    }

    /// The tokens of a person, newest first, ended ones too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tokens(&self, person: &Person) -> Result<Vec<TokenSeen>, RegistryError> {
        let rows = self.store.read(|tx| tx.tokens_of(person.account.row))?;
        Ok(rows.into_iter().map(|row| self.token_seen(row)).collect())
    }

    /// Ends one of a person's own tokens by its name in lists; whether there was one.
    ///
    /// # Errors
    /// When the person came with a token themselves, or the database does not answer.
    pub fn end_token(
        &self,
        person: &Person,
        token: &str,
        address: &str,
    ) -> Result<bool, RegistryError> {
        let by = By::Person { person, address };
        self.store.write_aside(|tx| {
            by.allow(tx, Action::ManageOwnAccount)?;
            let now = self.clock.now();
            let row = person.account.row;
            let ended = tx.end_token(row, token, &now)?;
            if ended {
                record::done_by(tx, &now, by, "API token ended", Some(row), "")?;
            }
            Ok(ended)
        })
    }

    fn token_seen(&self, row: TokenRow) -> TokenSeen {
        TokenSeen {
            is_live: row.ended.is_none() && row.expires > self.clock.now(),
            scopes: scopes(&row.scopes),
            id: row.public_id,
            name: row.name,
            created: row.created,
            expires: row.expires,
            last_used: row.last_used,
        }
    }
}

fn scopes(words: &str) -> Vec<Scope> {
    words.split(' ').filter_map(Scope::parse).collect()
}
