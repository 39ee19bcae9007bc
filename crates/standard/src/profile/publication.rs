//! What the public may see of a record, and which files it is in.

use serde::Deserialize;

/// What the public may see of a record of this type, and what is joined to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Publication {
    /// Pointers set to null in every public record (besides `/status`).
    pub always_null: Vec<String>,
    /// Pointers of keys that the schema no longer knows, where null stands for those who read them.
    pub former_keys: Vec<String>,
    /// The root status stays in the public data (`PUBLIC`) instead of null.
    pub keep_root_status: bool,
    /// The public data carry the record's id at the root.
    pub id_in_data: bool,
    /// Rows of these lists keep `status`, `sandboxes` and `source_ids` when published.
    pub keep_row_keys: Vec<String>,
    /// References that the schema does not mark.
    pub references: Vec<RowReference>,
    /// Rows get the names of the records that they refer to, under `<type>_names`.
    pub names: bool,
    /// A list of the records referred to, under this key, with these paths of each.
    pub joined: Option<Joined>,
    /// Rows whose fund is joined.
    pub fund_rows: Option<FundRows>,
    /// Blocks and rows with status SANDBOX are shown to holders of the sandbox password.
    pub sandboxes: bool,
    /// Old values and what they are called now.
    pub replacements: Vec<Replacement>,
    /// A value of which only the leading phrase is published.
    pub stage_phrases: Option<StagePhrases>,
    /// Groups in which `agnostic: YES` makes every flag YES.
    pub agnostic: Vec<String>,
    /// Flags in the API body: key → record type of which a public record refers to this one.
    pub flags: indexmap::IndexMap<String, String>,
}

/// The list of records referred to that is added to a record.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Joined {
    /// The type of the records: `organisation`.
    #[serde(rename = "type")]
    pub record_type: String,
    /// The key of the list: `organisations`.
    pub key: String,
    /// Which values of each, as paths such as `name/value`; null where it has none.
    pub paths: Vec<String>,
}

/// Rows that hold the id of a fund (or another record) and get some of its values.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FundRows {
    /// The list: `/outcome_funds`.
    pub list: String,
    /// Where a row holds the id: `id`.
    pub key: String,
    /// The type referred to: `fund`.
    #[serde(rename = "type")]
    pub record_type: String,
    /// Which values are joined under the type's name.
    pub paths: Vec<String>,
}

/// A reference that the schema does not mark with `references-model`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowReference {
    /// The list.
    pub list: String,
    /// The pointer in a row.
    pub field: String,
    /// The type referred to.
    #[serde(rename = "type")]
    pub record_type: String,
}

/// Old values and what they are called now; exact match.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Replacement {
    /// Where.
    pub pointer: String,
    /// The old values.
    pub from: Vec<String>,
    /// The value now.
    pub to: String,
}

/// A value of which only the leading phrase is published.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StagePhrases {
    /// Where.
    pub pointer: String,
    /// The phrases that may lead.
    pub phrases: Vec<String>,
}

/// Which files the type is in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Downloads {
    /// The archive of CSV files at the old address that the type is in: `all` or `pipeline`.
    pub bundle: Option<String>,
    /// Whether the type is in the SQLite file.
    pub sqlite: bool,
    /// Whether the type has a list download of its own.
    pub list: bool,
    /// Columns left out of the list download: fields whose pointer contains one of these.
    pub list_omits: Vec<String>,
    /// Columns added at the end of the list download.
    pub list_extra: Vec<ExtraColumn>,
}

/// A column of a list download that gathers values from rows.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExtraColumn {
    /// The header.
    pub title: String,
    /// The list whose rows are gathered (`/organisations` is the joined list).
    pub list: String,
    /// Where a row holds the value: `/location_country/value`.
    pub field: String,
}
