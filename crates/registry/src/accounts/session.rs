//! Finds out who a request comes from, and lists sessions.

use indigo_model::Secret;
use indigo_store::{ReadTx, SessionRow, StoreError, secret_digest};
use serde::Serialize;

use super::{Account, AccountState, How, Person};
use crate::{Registry, RegistryError, clock};

/// How long a session lasts at most.
pub(super) const LONGEST_S: i64 = 30 * 86_400;

/// How long a session lasts without being used.
pub(super) const IDLE_S: i64 = 12 * 3_600;

/// How often at most its last use is written.
const TOUCH_S: i64 = 60;

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionSeen {
    /// Its name in lists.
    pub id: String,
    /// When it began (RFC 3339).
    pub created: String,
    /// When it was last used, to the minute.
    pub last_used: String,
    /// When it ends whatever happens.
    pub expires: String,
    /// The network address that it began from.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

impl Registry {
    /// Who holds a session id; `None` when it is none, has run out or was ended, or the account
    /// was disabled.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn person_of_session(&self, id: &Secret) -> Result<Option<Person>, RegistryError> {
        let digest = secret_digest(id);
        let found = self.store.read(|tx| -> Result<_, StoreError> {
            let Some(session) = self.live_session(tx, &digest, "open")? else {
                return Ok(None);
            };
            let Some(row) = tx.account_by_row(session.account_row)? else {
                return Ok(None);
            };
            let account = Account::read(tx, row)?;
            Ok((account.state == AccountState::Active).then_some((account, session)))
        })?;
        let Some((account, session)) = found else {
            return Ok(None);
        };
        if clock::unix_s(&session.last_used) + TOUCH_S <= self.clock.unix_s() {
            let now = self.clock.now();
            // Reading must not fail because writing does; the next request tries again.
            let touched = self
                .store
                .write_aside_when_free(|tx| tx.touch_session(&digest, &now));
            if let Err(error) = touched {
                tracing::warn!("the last use of a session was not written: {error}");
            }
        }
        Ok(Some(Person {
            account,
            how: How::Session(session.public_id),
        }))
    }

    /// The session of that digest, if it has not run out.
    pub(super) fn live_session(
        &self,
        tx: &mut ReadTx<'_>,
        digest: &str,
        state: &str,
    ) -> Result<Option<SessionRow>, StoreError> {
        let (now, idle_since) = (self.clock.now(), self.clock.after(-IDLE_S));
        Ok(tx.session(digest)?.filter(|session| {
            session.state == state && session.expires > now && session.last_used > idle_since
        }))
    }

    /// The open sessions of a person, last used first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn sessions(&self, person: &Person) -> Result<Vec<SessionSeen>, RegistryError> {
        let (now, idle_since) = (self.clock.now(), self.clock.after(-IDLE_S));
        let rows = self.store.read(|tx| tx.sessions_of(person.account.row))?;
        Ok(rows
            .into_iter()
            .filter(|row| row.expires > now && row.last_used > idle_since)
            .map(|row| SessionSeen {
                is_current: person.session() == Some(row.public_id.as_str()),
                id: row.public_id,
                created: row.created,
                last_used: row.last_used,
                expires: row.expires,
                address: row.address,
                agent: row.agent,
            })
            .collect())
    }
}
