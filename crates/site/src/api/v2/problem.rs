//! Answers that say why something was not done (RFC 9457).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

/// What the names of kinds of problem begin with.
const KIND: &str = "urn:indigo:problem:";

/// A problem in the making.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    status: StatusCode,
    members: Map<String, Value>,
}

impl Problem {
    /// A problem of a kind such as `missing-scope`, with a title that is always the same for it.
    pub(super) fn new(status: StatusCode, kind: &str, title: &str, detail: &str) -> Self {
        let mut members = Map::new();
        members.insert("type".to_owned(), json!(format!("{KIND}{kind}")));
        members.insert("title".to_owned(), json!(title));
        members.insert("status".to_owned(), json!(status.as_u16()));
        members.insert("detail".to_owned(), json!(detail));
        Self { status, members }
    }

    /// With a member of its own.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// The answer.
    pub(super) fn answer(self) -> Response {
        let content_type = [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        )];
        let body = Value::Object(self.members).to_string();
        (self.status, content_type, body).into_response()
    }
}
