//! Somebody who is signed in, or a program with somebody's token.

use indigo_model::{Action, May, RecordKey, Scope, role};

use super::Account;

/// Who asks, as of this request.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their account.
    pub account: Account,
    /// How they came.
    pub how: How,
}

/// How somebody came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// By signing in; the name of the session in lists.
    Session(String),
    /// With an API token.
    Token {
        /// Its name in lists.
        id: String,
        /// What it may be used for.
        scopes: Vec<Scope>,
    },
}

impl Person {
    /// Who this is in the ledger and the audit log: `user:…`.
    #[must_use]
    pub fn actor(&self) -> String {
        self.account.actor()
    }

    /// Whether they may do something, with that record if it is about one.
    #[must_use]
    pub fn may(&self, action: Action, record: Option<&RecordKey>) -> bool {
        self.scope_allows(action)
            && match role::may(self.account.role, action) {
                May::Yes => true,
                May::No => false,
                May::OnGranted => record
                    .is_some_and(|key| self.account.grants.iter().any(|grant| grant.covers(key))),
            }
    }

    /// Whether they may do something at least with one record: whether to show the way to it.
    #[must_use]
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.scope_allows(action)
            && match role::may(self.account.role, action) {
                May::Yes => true,
                May::No => false,
                May::OnGranted => !self.account.grants.is_empty(),
            }
    }

    fn scope_allows(&self, action: Action) -> bool {
        match &self.how {
            How::Session(_) => true,
            How::Token { scopes, .. } => action.scopes().is_some_and(|needed| {
                needed.is_empty() || needed.iter().any(|scope| scopes.contains(scope))
            }),
        }
    }

    /// The name of the session that they came with.
    pub(crate) fn session(&self) -> Option<&str> {
        match &self.how {
            How::Session(id) => Some(id),
            How::Token { .. } => None,
        }
    }
}
