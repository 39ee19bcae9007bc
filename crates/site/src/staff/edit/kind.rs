//! What kind of value a field takes, as far as a form goes.

use indigo_standard::{Field, TypeStandard, ValueType, values::is_currency};

use crate::layout::SOURCES;

/// What kind of value a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Who may see a thing.
    Status,
    /// Sandboxes, for those who may see them.
    Sandboxes,
    /// One row of a list of the same record.
    Row(String),
    /// Several rows of a list of the same record, with what stands between them.
    Rows(String, String),
    /// A record of a type.
    Record(String),
    /// Several records of a type, with what stands between them.
    Records(String, String),
    /// One of the goals of sustainable development.
    Goal,
    /// Several of them.
    Goals,
    /// A value of a codelist.
    Code,
    Date,
    Number,
    Currency,
    /// A short text.
    Line,
    /// A text of any length.
    Text,
}

/// Keys of fields that hold a few words.
const SHORT: [&str; 24] = [
    "name",
    "title",
    "url",
    "link",
    "website",
    "email",
    "twitter",
    "linkedin",
    "postcode",
    "identifier",
    "ocid",
    "grant_id",
    "job_title",
    "code",
    "location_name",
    "source_language",
    "english",
    "primary",
    "archive_url",
    "internal_url",
    "primary_sdg_target",
    "secondary_sdg_targets",
    "adminstrative_geography_name",
    "adminstrative_geography_code",
];

/// What kind of value a field takes; `list` is where its row is.
pub(super) fn kind_of(one: &TypeStandard, list: Option<&str>, field: &Field) -> Kind {
    let leaf = &field.leaf;
    if field.is_status() {
        return Kind::Status;
    }
    if field.is_sandboxes() {
        return Kind::Sandboxes;
    }
    if let Some(rows) = &leaf.rows {
        return match &rows.separator {
            Some(separator) => Kind::Rows(rows.list.clone(), separator.clone()),
            None => Kind::Row(rows.list.clone()),
        };
    }
    if field.is_source_ids() && one.list(SOURCES).is_some() {
        return Kind::Rows(SOURCES.to_owned(), ",".to_owned());
    }
    if let Some(records) = &leaf.references {
        return match &records.separator {
            Some(separator) => Kind::Records(records.record_type.clone(), separator.clone()),
            None => Kind::Record(records.record_type.clone()),
        };
    }
    let unmarked = one.profile.publication.references.iter().find(|reference| {
        list == Some(reference.list.as_str()) && reference.field == field.pointer
    });
    if let Some(reference) = unmarked {
        return Kind::Record(reference.record_type.clone());
    }
    if leaf.codelist.is_some() {
        return Kind::Code;
    }
    if leaf.is_date() {
        return Kind::Date;
    }
    if leaf.value_type == ValueType::Number {
        return Kind::Number;
    }
    if is_currency(field) {
        return Kind::Currency;
    }
    let key = own_key(field);
    match key {
        "primary_sdg_goal" => Kind::Goal,
        "secondary_sdg_goals" => Kind::Goals,
        _ if SHORT.contains(&key) => Kind::Line,
        _ => Kind::Text,
    }
}

/// The key that says what a field is: the last one that is not `value`.
pub(super) fn own_key(field: &Field) -> &str {
    field
        .keys
        .iter()
        .rev()
        .map(String::as_str)
        .find(|key| *key != "value")
        .unwrap_or_default()
}
