//! Why a request to the API was not done, and the answer that says so.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use indigo_model::{Action, May, Role, Scope, role};
use indigo_registry::{
    ReadError, RegistryError,
    accounts::{AccountFault, How, Person},
};

use super::{finding::Finding, problem::Problem};
use crate::{error::request_id, request::Asked, words::counted};

/// How people with a token are asked for it (RFC 6750).
const CHALLENGE: &str = "Bearer realm=\"Indigo\"";

/// Why a request was not done.
#[derive(Debug)]
pub(super) enum ApiFault {
    /// No token came, or one that is not good.
    Unauthorized {
        /// Whether something came that was to be a token.
        came: bool,
        /// What is wrong.
        text: &'static str,
    },
    /// The token or its owner may not.
    Forbidden(Problem),
    /// There is nothing there, as far as they may know.
    NotFound(String),
    /// Something else holds than the request builds on.
    Conflict(String),
    /// What `If-Match` asks for does not hold.
    PreconditionFailed(String),
    /// The request has faults, each with its place.
    Unfit(Vec<Finding>),
    /// The address of something to read asks for what there is not.
    Misasked(Vec<Finding>),
    /// Too many requests.
    TooMany {
        /// When to come again.
        seconds: i64,
        /// What there was too much of.
        text: &'static str,
    },
    /// The request was not even looked at.
    Refused(Problem),
    /// Something went wrong on our side.
    Broken(String),
}

impl ApiFault {
    /// A method that an address does not have.
    pub(super) fn method_not_allowed(allow: &HeaderValue) -> Self {
        let allowed = allow.to_str().unwrap_or_default();
        Self::Refused(Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "The address does not take this method",
            &format!("Use one of {allowed}."),
        ))
    }

    /// Faults of a request that has no body are faults of its address.
    pub(super) fn of_address(self) -> Self {
        match self {
            Self::Unfit(findings) => Self::Misasked(findings),
            other => other,
        }
    }

    /// The owner's role or the token's scopes do not allow any of the actions.
    pub(super) fn not_allowed(person: &Person, actions: &[Action]) -> Self {
        let by_role: Vec<Action> = actions
            .iter()
            .copied()
            .filter(|action| role::may(person.account.role, *action) != May::No)
            .collect();
        if by_role.is_empty() {
            let roles: Vec<&str> = Role::ALL
                .into_iter()
                .filter(|one| {
                    actions
                        .iter()
                        .any(|action| role::may(*one, *action) != May::No)
                })
                .map(Role::as_str)
                .collect();
            let detail = format!(
                "The owner of the token is a {}; this needs one of: {}. Ask an administrator.",
                person.account.role,
                roles.join(", ")
            );
            let problem = Problem::new(
                StatusCode::FORBIDDEN,
                "missing-role",
                "The role of the token's owner does not allow this",
                &detail,
            );
            return Self::Forbidden(problem.with("needs_one_role_of", roles));
        }
        let mut scopes: Vec<&str> = by_role
            .iter()
            .filter_map(|action| action.scopes())
            .flatten()
            .copied()
            .map(Scope::as_str)
            .collect();
        scopes.sort_unstable();
        scopes.dedup();
        let has = match &person.how {
            How::Token { scopes: has, .. } => {
                has.iter().any(|scope| scopes.contains(&scope.as_str()))
            }
            How::Session(_) => true,
        };
        if has {
            let problem = Problem::new(
                StatusCode::FORBIDDEN,
                "missing-grant",
                "The record was not granted to the token's owner",
                "Ask an administrator to grant the record or its type.",
            );
            return Self::Forbidden(problem);
        }
        let detail = format!(
            "The token lacks a scope; this needs one of: {}. Make another token at /account/tokens.",
            scopes.join(", ")
        );
        let problem = Problem::new(
            StatusCode::FORBIDDEN,
            "missing-scope",
            "The token's scopes do not allow this",
            &detail,
        );
        Self::Forbidden(problem.with("needs_one_scope_of", scopes))
    }

    /// The answer that says what is wrong; `asked` is for the log.
    pub(super) fn answer(self, asked: Option<&Asked>) -> Response {
        match self {
            Self::Unauthorized { came, text } => {
                let problem = Problem::new(
                    StatusCode::UNAUTHORIZED,
                    "no-token",
                    "A good token is needed",
                    text,
                );
                let mut response = problem.answer();
                let challenge = if came {
                    "Bearer realm=\"Indigo\", error=\"invalid_token\""
                } else {
                    CHALLENGE
                };
                response.headers_mut().insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static(challenge),
                );
                response
            }
            Self::Forbidden(problem) | Self::Refused(problem) => problem.answer(),
            Self::NotFound(text) => Problem::new(
                StatusCode::NOT_FOUND,
                "not-found",
                "There is nothing here",
                &text,
            )
            .answer(),
            Self::Conflict(text) => Problem::new(
                StatusCode::CONFLICT,
                "conflict",
                "Something else holds than the request builds on",
                &text,
            )
            .answer(),
            Self::PreconditionFailed(text) => Problem::new(
                StatusCode::PRECONDITION_FAILED,
                "precondition-failed",
                "There is no such version",
                &text,
            )
            .answer(),
            Self::Unfit(findings) => unfit(&findings),
            Self::Misasked(findings) => misasked(&findings),
            Self::TooMany { seconds, text } => {
                let wait = counted(usize::try_from(seconds).unwrap_or(1), "second", "seconds");
                let detail = format!("{text} Try again in {wait}.");
                let mut response = Problem::new(
                    StatusCode::TOO_MANY_REQUESTS,
                    "too-many-requests",
                    "Too many requests",
                    &detail,
                )
                .answer();
                response
                    .headers_mut()
                    .insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
                response
            }
            Self::Broken(cause) => broken(&cause, asked),
        }
    }
}

fn unfit(findings: &[Finding]) -> Response {
    let detail = match findings.len() {
        1 => "One thing has to be mended first; nothing was done.".to_owned(),
        count => format!("{count} things have to be mended first; nothing was done."),
    };
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "unfit",
        "The request cannot be done as it is",
        &detail,
    )
    .with("findings", serde_json::json!(findings))
    .answer()
}

fn misasked(findings: &[Finding]) -> Response {
    let detail = match findings.len() {
        1 => "One parameter has to be mended.".to_owned(),
        count => format!("{count} parameters have to be mended."),
    };
    Problem::new(
        StatusCode::BAD_REQUEST,
        "misasked",
        "The address asks for something that there is not",
        &detail,
    )
    .with("findings", serde_json::json!(findings))
    .answer()
}

fn broken(cause: &str, asked: Option<&Asked>) -> Response {
    let id = request_id();
    // The address of a record or proposal, never a header: no token is in it.
    let path = asked.map_or("", Asked::path);
    tracing::error!(request_id = %id, path, error = %cause, "request failed");
    let mut response = Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "broken",
        "Something went wrong on our side",
        &format!("It was noted as request {id}. Try again in a moment."),
    )
    .with("request_id", id.as_str())
    .answer();
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

impl From<RegistryError> for ApiFault {
    fn from(error: RegistryError) -> Self {
        match error {
            RegistryError::Account(AccountFault::Wait { seconds }) => Self::TooMany {
                seconds,
                text: "Too many attempts.",
            },
            error @ (RegistryError::UnknownEdit(_)
            | RegistryError::UnknownRecord(_)
            | RegistryError::UnknownType(_)) => Self::NotFound(sentence(&error)),
            error @ (RegistryError::AlreadyDecided { .. }
            | RegistryError::UnknownItems { .. }
            | RegistryError::Purged { .. }
            | RegistryError::Merge { .. }
            | RegistryError::Use(_)) => Self::Conflict(sentence(&error)),
            RegistryError::ItemsDecided { items, .. } => {
                let keys: Vec<String> = items.into_iter().map(|(key, ..)| key).collect();
                Self::Conflict(format!(
                    "Decided before, so that nothing was done: {}.",
                    keys.join(", ")
                ))
            }
            RegistryError::NotYours { .. } => {
                Self::Conflict("The proposal is not yours.".to_owned())
            }
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<ReadError> for ApiFault {
    fn from(error: ReadError) -> Self {
        Self::Broken(error.to_string())
    }
}

fn sentence(error: &RegistryError) -> String {
    crate::staff::faults::sentence(&error.to_string())
}
