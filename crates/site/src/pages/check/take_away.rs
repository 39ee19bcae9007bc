//! Findings as a file: CSV, XLSX or JSON.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use indigo_registry::{CheckFinding, CheckReport, ReadError, findings_csv, findings_xlsx};

use crate::{answer::Built, error::SiteError};

/// How the result is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Page,
    Csv,
    Xlsx,
    Json,
}

impl Format {
    /// The format of a word; anything else is a page.
    pub(super) fn of(word: &str) -> Self {
        match word.trim() {
            "csv" => Self::Csv,
            "xlsx" => Self::Xlsx,
            "json" => Self::Json,
            _ => Self::Page,
        }
    }
}

/// The whole report as JSON, or its findings as a table.
pub(super) fn report(report: &CheckReport, format: Format) -> Built {
    match format {
        Format::Json | Format::Page => given(
            "application/json",
            "check.json",
            json(&report)?.into_bytes(),
        ),
        Format::Csv | Format::Xlsx => findings(&report.findings, format),
    }
}

/// Findings alone.
pub(super) fn findings(findings: &[CheckFinding], format: Format) -> Built {
    match format {
        Format::Csv => given(
            "text/csv; charset=utf-8",
            "findings.csv",
            findings_csv(findings).into_bytes(),
        ),
        Format::Xlsx => given(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "findings.xlsx",
            findings_xlsx(findings)
                .map_err(|error| SiteError::Read(ReadError::Check(error.to_string())))?,
        ),
        Format::Json | Format::Page => given(
            "application/json",
            "findings.json",
            json(&findings)?.into_bytes(),
        ),
    }
}

fn json(value: &impl serde::Serialize) -> Result<String, SiteError> {
    serde_json::to_string_pretty(value)
        .map_err(|error| SiteError::Read(ReadError::Check(error.to_string())))
}

fn given(content_type: &'static str, name: &str, bytes: Vec<u8>) -> Built {
    let response: Response = (
        [
            (header::CONTENT_TYPE, content_type.to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ),
        ],
        bytes,
    )
        .into_response();
    Ok(response)
}
