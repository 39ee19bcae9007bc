//! Signing in with e-mail address and password.

use std::fmt;

use indigo_model::Secret;
use indigo_store::{AccountRow, SessionRow, StoreError, WriteTx, secret_digest};

use super::{
    Account, AccountFault, How, Person,
    account::folded,
    password::{self, Verdict},
    record, session,
    throttle::{self, Key},
};
use crate::{Registry, RegistryError};

/// How long somebody has to type the code of the second factor.
const HALF_S: i64 = 300;

/// What is kept of what a browser calls itself, in characters.
const AGENT: usize = 200;

/// What was right up to here, waiting for the code.
pub(super) const HALF: &str = "half";

/// From where somebody comes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visitor<'a> {
    /// The network address.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// What somebody who wants in has typed.
#[derive(Debug, Clone, Copy)]
pub struct SignInRequest<'a> {
    /// The e-mail address.
    pub email: &'a str,
    /// The password.
    pub password: &'a Secret,
    /// From where.
    pub visitor: Visitor<'a>,
    /// The session id that the browser brought, if any: it is ended, never taken over.
    pub brought: Option<&'a Secret>,
}

/// What came of it.
#[derive(Debug)]
pub enum SignIn {
    /// They are in, with a new session.
    Open(Box<Opened>),
    /// The password was right; the code of the second factor has to come with this ticket within
    /// five minutes (`Registry::sign_in_second`). A ticket is no session and opens nothing.
    SecondFactor(Secret),
    /// Address, password or code are not right, or the account cannot be used: it is not said
    /// which.
    Refused,
    /// Too many attempts, or too many people at once: nothing was looked at.
    Wait {
        /// How long.
        seconds: i64,
    },
    /// The ticket has run out: to begin again.
    TicketOver,
}

/// A session that was opened.
#[derive(Clone)]
pub struct Opened {
    /// The session id, for the cookie.
    pub id: Secret,
    /// Who is in.
    pub person: Person,
    /// When it ends whatever happens (RFC 3339).
    pub expires: String,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("person", &self.person.account.id)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

impl Registry {
    /// Lets somebody in, or says what is in the way.
    ///
    /// The work is the same for addresses without an account. A hash of an older way is made anew.
    ///
    /// # Errors
    /// When the database does not answer. Wrong passwords are not errors.
    pub fn sign_in(&self, request: &SignInRequest<'_>) -> Result<SignIn, RegistryError> {
        let email = folded(request.email);
        let visitor = request.visitor;
        let keys = [Key::Email(&email), Key::Address(visitor.address)];
        let begun = self.store.write_aside(|tx| -> Result<_, StoreError> {
            if let Some(seconds) = throttle::begin(tx, &self.clock, &keys)? {
                return Ok(Err(seconds));
            }
            Ok(Ok((
                tx.account_by_email(&email)?,
                tx.any_django_password()?,
            )))
        })?;
        let (account, any_django) = match begun {
            Err(seconds) => return Ok(SignIn::Wait { seconds }),
            Ok(found) => found,
        };
        let stored = account
            .as_ref()
            .and_then(|account| account.password.clone());
        let checked = self.gate.pass(|| -> Result<_, AccountFault> {
            let verdict =
                password::check(stored.as_deref(), request.password, any_django.as_deref())?;
            let anew = match verdict {
                Verdict::RightButOld => Some(password::hash(request.password)?),
                _ => None,
            };
            Ok((verdict, anew))
        });
        let Some(checked) = checked else {
            return Ok(SignIn::Wait { seconds: 2 });
        };
        let (verdict, anew) = checked?;
        self.store.write_aside(|tx| {
            let now = self.clock.now();
            // The account may have changed while the password was looked at.
            let current = match &account {
                Some(account) => tx.account_by_row(account.row_id)?,
                None => None,
            };
            let current = current.filter(|current| {
                verdict != Verdict::Wrong && current.state == "active" && current.password == stored
            });
            let Some(current) = current else {
                let row = account.as_ref().map(|account| account.row_id);
                let detail = if row.is_some() {
                    ""
                } else {
                    "no account has this address"
                };
                record::done_by_anybody(tx, &now, "sign-in refused", row, detail, visitor.address)?;
                return Ok(SignIn::Refused);
            };
            throttle::succeed(tx, &self.clock, &keys)?;
            if let (Some(old), Some(anew)) = (&stored, &anew) {
                tx.replace_password(current.row_id, old, anew)?;
            }
            if current.totp_on {
                let ticket = super::new_secret()?;
                let row = self.session_row(&current, HALF, HALF_S, visitor);
                tx.put_session(&secret_digest(&ticket), &row)?;
                return Ok(SignIn::SecondFactor(ticket));
            }
            let opened = self.open_session(tx, &current, visitor, request.brought, "")?;
            Ok(SignIn::Open(Box::new(opened)))
        })
    }

    /// Opens a new session, with a new id; the one that was brought is ended.
    pub(super) fn open_session(
        &self,
        tx: &mut WriteTx<'_>,
        account: &AccountRow,
        visitor: Visitor<'_>,
        brought: Option<&Secret>,
        detail: &str,
    ) -> Result<Opened, RegistryError> {
        let now = self.clock.now();
        if let Some(brought) = brought {
            tx.end_session(&secret_digest(brought))?;
        }
        let id = super::new_secret()?;
        let row = self.session_row(account, "open", session::LONGEST_S, visitor);
        tx.put_session(&secret_digest(&id), &row)?;
        tx.set_last_sign_in(account.row_id, &now)?;
        record::done_to_own(tx, &now, account, "signed in", detail, visitor.address)?;
        let account = tx
            .account_by_row(account.row_id)?
            .ok_or_else(|| AccountFault::UnknownAccount(account.public_id.clone()))?;
        Ok(Opened {
            id,
            person: Person {
                account: Account::read(tx, account)?,
                how: How::Session(row.public_id),
            },
            expires: row.expires,
        })
    }

    fn session_row(
        &self,
        account: &AccountRow,
        state: &str,
        lasts_s: i64,
        visitor: Visitor<'_>,
    ) -> SessionRow {
        let now = self.clock.now();
        SessionRow {
            public_id: uuid::Uuid::new_v4().to_string(),
            account_row: account.row_id,
            state: state.to_owned(),
            created: now.clone(),
            last_used: now,
            expires: self.clock.after(lasts_s),
            address: visitor.address.to_owned(),
            agent: visitor
                .agent
                .chars()
                .filter(|letter| !letter.is_control())
                .take(AGENT)
                .collect(),
        }
    }
}
