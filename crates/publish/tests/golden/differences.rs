//! Where two JSON texts differ, as rows of the table in `docs/COMPATIBILITY.md`.

use std::fmt;

use indigo_publish::api_json;
use serde_json::Value;

/// The longest value that a row of the table shows whole.
const LONGEST: usize = 100;

/// One place where our body differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    /// The golden file.
    pub(crate) file: String,
    /// JSON pointer in it; the address in the index of answers.
    pub(crate) pointer: String,
    /// The old value as text, cut when it is long.
    pub(crate) was: String,
    /// Ours.
    pub(crate) is: String,
}

impl Difference {
    pub(crate) fn new(file: &str, pointer: &str, was: Option<&Value>, is: Option<&Value>) -> Self {
        Self {
            file: file.to_owned(),
            pointer: pointer.to_owned(),
            was: shown(was),
            is: shown(is),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            pointer,
            was,
            is,
        } = self;
        write!(f, "| `{file}` | `{pointer}` | `{was}` | `{is}` | |")
    }
}

/// The places where two bodies differ.
pub(crate) fn differences(file: &str, was: &str, is: &str) -> Vec<Difference> {
    let mut found = Vec::new();
    let was: Value = serde_json::from_str(was).unwrap();
    let is: Value = serde_json::from_str(is).unwrap();
    walk(file, "", Some(&was), Some(&is), &mut found);
    found
}

fn walk(
    file: &str,
    pointer: &str,
    was: Option<&Value>,
    is: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    let mut step = |key: &str, was: Option<&Value>, is: Option<&Value>| {
        let key = key.replace('~', "~0").replace('/', "~1");
        walk(file, &format!("{pointer}/{key}"), was, is, found);
    };
    match (was, is) {
        (Some(Value::Object(was)), Some(Value::Object(is))) => {
            for (key, value) in was {
                step(key, Some(value), is.get(key));
            }
            for (key, value) in is.iter().filter(|(key, _)| !was.contains_key(*key)) {
                step(key, None, Some(value));
            }
        }
        (Some(Value::Array(was)), Some(Value::Array(is))) => {
            for index in 0..was.len().max(is.len()) {
                step(&index.to_string(), was.get(index), is.get(index));
            }
        }
        (was, is) if was == is => {}
        (was, is) => found.push(Difference::new(file, pointer, was, is)),
    }
}

fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "(nothing)".to_owned();
    };
    let text = api_json::text(value).replace('|', "\\u007c");
    if text.len() <= LONGEST {
        return text;
    }
    // The text is ASCII, so any place is between two letters.
    format!("{}…", &text[..LONGEST])
}
