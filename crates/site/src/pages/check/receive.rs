//! From a request to the files in it, within limits of size and time.

use std::time::Duration;

use axum::{
    body::to_bytes,
    extract::Request,
    http::{StatusCode, header},
};
use indigo_registry::{CheckFile, CheckFinding};

use super::{MOST_BYTES, take_away::Format};
use crate::upload;

/// How long a file may take to arrive.
const PATIENCE: Duration = Duration::from_secs(120);

/// What came in.
pub(super) enum Received {
    /// Files to check.
    Files(Vec<CheckFile>, Format),
    /// Findings of a page before, to be given as a file.
    Findings(Vec<CheckFinding>, Format),
}

/// Why nothing is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Busy,
    TooLarge,
    TooSlow,
    NoForm,
    NoFile,
    NoFindings,
}

impl Refusal {
    /// The status and what is said.
    pub(super) fn told(self) -> (StatusCode, String) {
        let (status, said) = match self {
            Self::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Many files are being checked now. Try again in a minute.".to_owned(),
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                format!(
                    "The file is larger than {} MB. Send a part of it, or check it on your own machine with `indigo check`.",
                    MOST_BYTES >> 20
                ),
            ),
            Self::TooSlow => (
                StatusCode::REQUEST_TIMEOUT,
                "The file did not arrive in time. Send it again, or a smaller part of it."
                    .to_owned(),
            ),
            Self::NoForm => (
                StatusCode::BAD_REQUEST,
                "What was sent is no form with a file. Choose a file below and send it.".to_owned(),
            ),
            Self::NoFile => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "No file was sent. Choose one below.".to_owned(),
            ),
            Self::NoFindings => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "The findings could not be read. Send the file again and choose how you want them."
                    .to_owned(),
            ),
        };
        (status, said)
    }
}

/// Reads a request whole.
pub(super) async fn receive(request: Request) -> Result<Received, Refusal> {
    let headers = request.headers();
    let text = |name: header::HeaderName| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let content_type = text(header::CONTENT_TYPE);
    let said = text(header::CONTENT_LENGTH).parse::<usize>().unwrap_or(0);
    if said > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let body = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), MOST_BYTES))
        .await
        .map_err(|_| Refusal::TooSlow)?
        .map_err(|_| Refusal::TooLarge)?;
    let parts = upload::parts(&content_type, &body).map_err(|_| Refusal::NoForm)?;
    let field = |name: &str| parts.iter().find(|part| part.name == name);
    let format = field("format")
        .and_then(|part| std::str::from_utf8(&part.bytes).ok())
        .map_or(Format::Page, Format::of);
    if let Some(findings) = field("findings") {
        return serde_json::from_slice(&findings.bytes)
            .map(|findings| Received::Findings(findings, format))
            .map_err(|_| Refusal::NoFindings);
    }
    let files: Vec<CheckFile> = parts
        .iter()
        .filter(|part| part.name == "file")
        .filter_map(|part| {
            let name = part.file_name.as_deref()?;
            // A form without a chosen file sends a nameless, empty one.
            (!name.is_empty()).then(|| CheckFile::new(name, part.bytes.to_vec()))
        })
        .collect();
    if files.is_empty() {
        return Err(Refusal::NoFile);
    }
    Ok(Received::Files(files, format))
}
