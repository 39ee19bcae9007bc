//! What a program sends: JSON, within limits of size and time.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderName, StatusCode, header},
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{fault::ApiFault, finding::Finding, problem::Problem, scan};

/// How long it may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much of what is too large is taken and thrown away before it is refused.
const PASSED_OVER_BYTES: usize = 8 * 1024 * 1024;

/// The header with which a program says that a request is to be done once.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// What came in.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    /// The body.
    pub(super) value: Value,
    /// A digest of address, `If-Match` and body.
    pub(super) digest: String,
    /// The key by which it is to be done once.
    pub(super) idempotency_key: Option<String>,
    /// The version that the caller says to have seen.
    pub(super) if_match: Option<String>,
}

impl Sent {
    /// Reads a request whole.
    pub(super) async fn read(
        address: &str,
        headers: &HeaderMap,
        body: Body,
        limit_bytes: usize,
    ) -> Result<Self, ApiFault> {
        let length =
            text(headers, header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
        if length.is_some_and(|length| length > limit_bytes) {
            // Most programs read the answer only when all is sent.
            let rest = to_bytes(body, PASSED_OVER_BYTES);
            let _ = tokio::time::timeout(PATIENCE, rest).await;
            return Err(too_large(limit_bytes));
        }
        let content_type = headers.get(header::CONTENT_TYPE);
        let is_json = content_type
            .and_then(|value| value.to_str().ok())
            .is_some_and(is_json);
        let is_coded = headers
            .get(header::CONTENT_ENCODING)
            .is_some_and(|coding| coding != "identity");
        if is_coded || (content_type.is_some() && !is_json) {
            return Err(not_json());
        }
        let body = tokio::time::timeout(PATIENCE, to_bytes(body, limit_bytes))
            .await
            .map_err(|_| too_slow())?
            .map_err(|_| too_large(limit_bytes))?;
        if !is_json && !body.is_empty() {
            return Err(not_json());
        }
        let if_match = text(headers, header::IF_MATCH);
        let idempotency_key = text(headers, HeaderName::from_static(IDEMPOTENCY_KEY));
        let mut digest = Sha256::new();
        for part in [address, if_match.as_deref().unwrap_or_default()] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        digest.update(&body);
        let digest = digest.finalize();
        Ok(Self {
            digest: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            idempotency_key,
            if_match,
            value: parsed(&body)?,
        })
    }
}

/// The body as a value; no body is an empty object, for addresses that need to be told nothing.
fn parsed(body: &[u8]) -> Result<Value, ApiFault> {
    if body.is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    let text = std::str::from_utf8(body).map_err(|error| {
        unreadable(&format!(
            "The body is not UTF-8 from byte {} on.",
            error.valid_up_to() + 1
        ))
    })?;
    if let Some(finding) = scan::fault(text) {
        return Err(ApiFault::Unfit(vec![finding]));
    }
    serde_json::from_str(text).map_err(|error| {
        unreadable(&format!(
            "The body is not JSON: line {}, column {}.",
            error.line(),
            error.column()
        ))
    })
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    // What is no text still counts as sent, so that it is refused and not passed over.
    Some(value.to_str().unwrap_or("\u{fffd}").trim().to_owned())
}

fn is_json(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let is_json = parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    is_json
        && parts.all(|part| match part.split_once('=') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
                value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
            }
            _ => true,
        })
}

fn not_json() -> ApiFault {
    ApiFault::Refused(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "not-json",
        "Only JSON is taken here",
        "Send application/json in UTF-8, not compressed, and say so in Content-Type.",
    ))
}

fn too_large(limit_bytes: usize) -> ApiFault {
    let detail = format!(
        "The body may have {} kB. Send fewer edits at a time.",
        limit_bytes / 1024
    );
    ApiFault::Refused(
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-large",
            "What was sent is too large",
            &detail,
        )
        .with("limit_bytes", limit_bytes),
    )
}

fn too_slow() -> ApiFault {
    ApiFault::Refused(Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        "too-slow",
        "What was sent did not arrive in time",
        "Send it again.",
    ))
}

fn unreadable(detail: &str) -> ApiFault {
    ApiFault::Refused(Problem::new(
        StatusCode::BAD_REQUEST,
        "unreadable",
        "What was sent cannot be read",
        detail,
    ))
}

/// The key by which a request is to be done once, if it can be one.
pub(super) fn checked_key(sent: &Sent) -> Result<Option<String>, Box<Finding>> {
    /// The longest key.
    const LONGEST: usize = 200;
    let Some(key) = &sent.idempotency_key else {
        return Ok(None);
    };
    let is_good =
        (1..=LONGEST).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if is_good {
        Ok(Some(key.clone()))
    } else {
        Err(Box::new(Finding::of_header(
            "Idempotency-Key",
            "key_not_usable",
            format!("A key has 1 to {LONGEST} letters, digits and signs of ASCII, without blanks."),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_is_json() {
        for (value, expected) in [
            ("application/json", true),
            ("Application/JSON; charset=UTF-8", true),
            ("application/json;charset=\"utf-8\"", true),
            ("application/json; charset=latin1", false),
            ("application/merge-patch+json", false),
            ("text/plain", false),
            ("", false),
        ] {
            assert_eq!(is_json(value), expected, "{value}");
        }
    }
}
