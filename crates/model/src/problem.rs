//! What is wrong with something that a person sent, and where.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; nothing was lost or changed.
    Note,
    /// Breaks the standard; the value is kept as it came.
    Warning,
    /// Cannot be taken; the whole import is refused.
    Error,
}

/// Where a problem is, as precisely as the reader could tell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// File name (inside an archive: `archive.zip/projects.csv`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Cell of the sheet, such as `C5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Row of a table, as a spreadsheet numbers it: the header is row 1, and a cell with line ends
    /// in it is still one row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Line of a text file, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Identifier of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// JSON pointer inside the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(file) = &self.file {
            parts.push(file.clone());
        }
        if let Some(sheet) = &self.sheet {
            parts.push(format!("sheet \"{sheet}\""));
        }
        if let Some(cell) = &self.cell {
            parts.push(format!("cell {cell}"));
        }
        if let Some(row) = self.row {
            parts.push(format!("row {row}"));
        }
        if let Some(line) = self.line {
            parts.push(format!("line {line}"));
        }
        if let Some(column) = &self.column {
            parts.push(format!("column \"{column}\""));
        }
        if let Some(record) = &self.record {
            parts.push(record.clone());
        }
        if let Some(pointer) = &self.pointer {
            parts.push(pointer.clone());
        }
        f.write_str(&parts.join(", "))
    }
}

/// One problem: a code that scripts can count, a plain sentence, and the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// A short fixed name such as `currency_not_iso_4217`.
    pub code: String,
    /// What is wrong and what to do, in one or two sentences.
    pub message: String,
    /// Where.
    pub place: Place,
}

impl Problem {
    /// A problem of any severity.
    pub fn new(severity: Severity, code: &str, message: impl Into<String>, place: Place) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            message: message.into(),
            place,
        }
    }

    /// A problem for which the whole import is refused.
    pub fn error(code: &str, message: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Error, code, message, place)
    }

    /// A problem with a value that is kept as it came.
    pub fn warning(code: &str, message: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Warning, code, message, place)
    }

    /// Something worth knowing.
    pub fn note(code: &str, message: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Note, code, message, place)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = self.place.to_string();
        if place.is_empty() {
            write!(f, "{word}: {} [{}]", self.message, self.code)
        } else {
            write!(f, "{word}: {place}: {} [{}]", self.message, self.code)
        }
    }
}
