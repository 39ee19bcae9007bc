//! Values as they stand in fields, and whether there is anything.

use indigo_model::Value;

use crate::changed::plain;

/// A value as it stands in a field: lines end as everywhere but on the web, blanks around are gone.
pub(super) fn text_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(value) => tidy(&plain(value)),
    }
}

/// What came from a field, the same way.
pub(super) fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// Whether a thing says anything beside who may see it.
pub(super) fn has_content(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(rows) => !rows.is_empty(),
        Value::Object(object) => object.iter().any(|(key, value)| {
            !["status", "sandboxes"].contains(&key.as_str()) && has_content(value)
        }),
        _ => true,
    }
}

/// The parts of a value that names several.
pub(super) fn parts<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    text.split(separator)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}
