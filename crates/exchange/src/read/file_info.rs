//! What the files of a source were recognised as.

/// A file of a source and what it was recognised as.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FileInfo {
    /// Its name, as problems name it.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// How many rows below the header, or records.
    pub rows: u64,
    /// The columns that the table has in the standard, but not here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing_columns: Vec<String>,
}

/// What a file was recognised as.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FileKind {
    /// One row a record.
    Main {
        /// The record type.
        record_type: String,
    },
    /// One row a record, with the columns of the list download.
    ListDownload {
        /// The record type.
        record_type: String,
    },
    /// One row for each row of a list.
    Rows {
        /// The record type.
        record_type: String,
        /// The list: `/sources`.
        list: String,
    },
    /// Whole records as JSON.
    Records,
    /// Not recognised; a problem says why.
    Unknown,
}
