//! A look at JSON before it is read: how deep it goes, and whether a member stands there twice.
//!
//! The reader would take the last of two members in silence; whoever sent both meant something
//! else.

use std::collections::HashSet;

use super::finding::Finding;

/// How deep values may lie in each other. (Records of the standard are less than ten deep.)
const DEEPEST: usize = 32;

/// Names that the reader of numbers keeps for itself.
const RESERVED: &str = "$serde_json::private::";

/// What an open object or list is at.
enum Open {
    Object {
        keys: HashSet<String>,
        key: String,
        wants_key: bool,
    },
    List {
        index: usize,
    },
}

/// The first thing that is wrong; whether it is JSON at all is for the reader to say.
pub(super) fn fault(text: &str) -> Option<Finding> {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                if open.len() >= DEEPEST {
                    return Some(Finding::at(
                        pointer(&open),
                        "too_deep",
                        format!("Values lie more than {DEEPEST} deep in each other."),
                    ));
                }
                open.push(if byte == b'{' {
                    Open::Object {
                        keys: HashSet::new(),
                        key: String::new(),
                        wants_key: true,
                    }
                } else {
                    Open::List { index: 0 }
                });
            }
            b'}' | b']' => {
                open.pop();
            }
            b',' => match open.last_mut() {
                Some(Open::Object { wants_key, .. }) => *wants_key = true,
                Some(Open::List { index }) => *index += 1,
                None => {}
            },
            b'"' => {
                let end = end_of_text(bytes, at);
                if let Some(Open::Object {
                    keys,
                    key,
                    wants_key: wants_key @ true,
                }) = open.last_mut()
                {
                    *wants_key = false;
                    // What is no text is no JSON, which the reader says.
                    *key = serde_json::from_str(text.get(at..end)?).ok()?;
                    let is_reserved = key.starts_with(RESERVED);
                    if is_reserved || !keys.insert(key.clone()) {
                        let (code, said) = if is_reserved {
                            ("member_reserved", "This name cannot be used.")
                        } else {
                            ("member_twice", "This member stands there twice.")
                        };
                        return Some(Finding::at(pointer(&open), code, said));
                    }
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the text that begins at a quotation mark ends: after its last one.
fn end_of_text(bytes: &[u8], begins: usize) -> usize {
    let mut at = begins + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn pointer(open: &[Open]) -> String {
    open.iter()
        .map(|open| match open {
            Open::Object { key, .. } => format!("/{}", escaped(key)),
            Open::List { index } => format!("/{index}"),
        })
        .collect()
}

/// A key as it stands in a JSON pointer.
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        fault(text).map(|finding| {
            let finding = serde_json::to_value(finding).unwrap();
            format!(
                "{} {}",
                finding["code"].as_str().unwrap(),
                finding["pointer"].as_str().unwrap()
            )
        })
    }

    #[test]
    fn what_stands_twice_or_too_deep_is_found() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        let zeros = "/0".repeat(DEEPEST);
        for (text, expected) in [
            (
                r#"{"a": 1, "b": {"a": 1}, "c": [{"a": 1}, {"a": 2}]}"#.to_owned(),
                None,
            ),
            (
                r#"{"a": 1, "\u0061": 2}"#.to_owned(),
                Some("member_twice /a".to_owned()),
            ),
            (
                r#"{"x": [1, {"b/c": 1, "b/c": 2}]}"#.to_owned(),
                Some("member_twice /x/1/b~1c".to_owned()),
            ),
            (r#"{"a": "{\"a\": [", "b": "\\"}"#.to_owned(), None),
            (
                r#"{"$serde_json::private::Number": "1"}"#.to_owned(),
                Some("member_reserved /$serde_json::private::Number".to_owned()),
            ),
            (deep(DEEPEST), None),
            (deep(DEEPEST + 1), Some(format!("too_deep {zeros}"))),
            ("[".repeat(100_000), Some(format!("too_deep {zeros}"))),
            (r#"{"a"#.to_owned(), None),
            (r#"{"\"#.to_owned(), None),
            ("]}]}".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(found(&text), expected, "{text:.60}");
        }
    }
}
