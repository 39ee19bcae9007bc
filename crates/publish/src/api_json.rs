//! JSON in the exact bytes of the old API, so that scripts which compare bodies see no change.
//!
//! Separators `", "` and `": "`; ASCII only; keys of every object by their length in UTF-8 bytes,
//! then by their bytes; numbers as [`number_text`] has them.

mod number;

use std::fmt::Write;

use indigo_model::{Object, Value};

pub use number::number_text;

/// A value as JSON text.
///
/// ```
/// let value = serde_json::json!({"name": {"value": "Café"}, "id": 1.50, "no": null});
/// assert_eq!(
///     indigo_publish::api_json::text(&value),
///     r#"{"id": 1.5, "no": null, "name": {"value": "Caf\u00e9"}}"#
/// );
/// ```
#[must_use]
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

/// Writes a value as JSON text at the end of `out`.
pub fn write(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&number_text(number)),
        Value::String(text) => write_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write(out, item);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (index, (key, value)) in in_key_order(object).into_iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_string(out, key);
                out.push_str(": ");
                write(out, value);
            }
            out.push('}');
        }
    }
}

/// Writes a text as a JSON string at the end of `out`.
pub fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(letter),
            _ => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
}

/// The entries of an object in the old storage's order: short keys first, then by bytes.
pub(crate) fn in_key_order(object: &Object) -> Vec<(&String, &Value)> {
    let mut entries: Vec<_> = object.iter().collect();
    entries.sort_by(|(a, _), (b, _)| by_length_then_bytes(a, b));
    entries
}

pub(crate) fn by_length_then_bytes(a: &str, b: &str) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_ordered_by_length_then_bytes() {
        let value = json!({"key": {"B": 1, "zz": 2, "é": 3, "a": 4, "Zz": 5, "": 6, "aaa": 7}});
        assert_eq!(
            text(&value),
            r#"{"key": {"": 6, "B": 1, "a": 4, "Zz": 5, "zz": 2, "\u00e9": 3, "aaa": 7}}"#
        );
    }

    #[test]
    fn texts_are_ascii_with_surrogate_pairs() {
        let value = json!("\"\\/<>&\u{8}\u{c}\n\r\t\u{1}~\u{7f}é\u{2028}😀");
        assert_eq!(
            text(&value),
            r#""\"\\/<>&\b\f\n\r\t\u0001~\u007f\u00e9\u2028\ud83d\ude00""#
        );
    }

    #[test]
    fn structure_has_one_blank_after_comma_and_colon() {
        let value = json!([{}, [], null, true, false, {"a": [1, {"b": "c"}]}]);
        assert_eq!(
            text(&value),
            r#"[{}, [], null, true, false, {"a": [1, {"b": "c"}]}]"#
        );
    }
}
