//! A value as the cell of a CSV file, as the old downloads write it.

use indigo_model::Value;

use crate::api_json::{in_key_order, number_text};

/// The text of a cell: nothing for null and missing, numbers as in the API, `True` and `False`;
/// an object or a list (only where data break the schema) as Python would print it.
///
/// ```
/// use indigo_publish::cell;
/// assert_eq!(cell::text(None), "");
/// assert_eq!(cell::text(Some(&serde_json::json!(2500.50))), "2500.5");
/// assert_eq!(cell::text(Some(&serde_json::json!({"a": ["it's", null]}))), r#"{'a': ["it's", None]}"#);
/// ```
#[must_use]
pub fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => {
            let mut out = String::new();
            print(&mut out, other);
            out
        }
    }
}

fn print(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("None"),
        Value::Bool(true) => out.push_str("True"),
        Value::Bool(false) => out.push_str("False"),
        Value::Number(number) => out.push_str(&number_text(number)),
        Value::String(text) => print_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                print(out, item);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (index, (key, value)) in in_key_order(object).into_iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                print_string(out, key);
                out.push_str(": ");
                print(out, value);
            }
            out.push('}');
        }
    }
}

/// Single quotes, unless the text has some and no double quotes.
fn print_string(out: &mut String, text: &str) {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    out.push(quote);
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if letter == quote => {
                out.push('\\');
                out.push(letter);
            }
            _ if is_printable(letter) => out.push(letter),
            _ => out.push_str(&match u32::from(letter) {
                code @ 0..=0xff => format!("\\x{code:02x}"),
                code @ 0x100..=0xffff => format!("\\u{code:04x}"),
                code => format!("\\U{code:08x}"),
            }),
        }
    }
    out.push(quote);
}

/// Whether Python prints a character as it is: no control, format, private, unassigned or
/// separating character but the blank.
fn is_printable(letter: char) -> bool {
    if letter.is_ascii() {
        return (' '..='~').contains(&letter);
    }
    // Rust's own debug form draws the same line, once a first letter takes the place in which
    // combining characters are escaped too.
    let mut text = String::from("a");
    text.push(letter);
    !text.escape_debug().skip(1).any(|shown| shown == '\\')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn plain_values() {
        assert_eq!(text(Some(&Value::Null)), "");
        assert_eq!(text(Some(&json!(""))), "");
        assert_eq!(text(Some(&json!(" a\n\"b\" "))), " a\n\"b\" ");
        assert_eq!(text(Some(&json!(0))), "0");
        assert_eq!(text(Some(&json!(1e-7))), "1e-07");
        assert_eq!(text(Some(&json!(true))), "True");
        assert_eq!(text(Some(&json!(false))), "False");
    }

    #[test]
    fn broken_values_are_printed_like_python() {
        for (value, expected) in [
            (json!({}), "{}"),
            (json!([]), "[]"),
            (
                json!({"value": null, "b": true, "a": 1.0}),
                "{'a': 1.0, 'b': True, 'value': None}",
            ),
            (json!(["plain"]), "['plain']"),
            (json!(["it's"]), r#"["it's"]"#),
            (json!(["say \"so\""]), r#"['say "so"']"#),
            (json!(["it's \"so\""]), r#"['it\'s "so"']"#),
            (json!(["back\\slash\n\r\t"]), r"['back\\slash\n\r\t']"),
            (json!(["\u{0}\u{7f}\u{a0}\u{ad}"]), r"['\x00\x7f\xa0\xad']"),
            (
                json!(["\u{2028}\u{fffe}\u{e000}"]),
                r"['\u2028\ufffe\ue000']",
            ),
            (
                json!(["\u{e0001}é😀e\u{301}"]),
                "['\\U000e0001é😀e\u{301}']",
            ),
        ] {
            assert_eq!(text(Some(&value)), expected);
        }
    }
}
