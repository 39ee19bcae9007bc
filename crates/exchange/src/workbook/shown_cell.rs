//! What stands in the cell of a value: the measure of whether somebody changed it.

use std::borrow::Cow;

use indigo_model::{Value, changes::same_text};
use indigo_publish::cell;

use super::text;

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry<'a> {
    Blank,
    Text(Cow<'a, str>),
    Number(f64),
    Bool(bool),
}

impl<'a> Entry<'a> {
    /// For a value of a record. Texts are texts, whatever they begin with.
    pub(super) fn of(value: Option<&'a Value>) -> Self {
        match value {
            None | Some(Value::Null) => Self::Blank,
            Some(Value::Bool(value)) => Self::Bool(*value),
            Some(Value::Number(number)) => {
                match number.as_f64().filter(|number| number.is_finite()) {
                    Some(number) => Self::Number(number),
                    None => Self::Text(number.to_string().into()),
                }
            }
            Some(Value::String(text)) => Self::text(Cow::Borrowed(text)),
            Some(other) => Self::text(Cow::Owned(cell::text(Some(other)))),
        }
    }

    /// For a text, or what stands in its place when it is too long.
    pub(super) fn text(text: Cow<'a, str>) -> Self {
        if text.is_empty() {
            return Self::Blank;
        }
        match text::instead(&text) {
            Some(instead) => Self::Text(instead.into()),
            None => Self::Text(text),
        }
    }
}

/// Whether what a cell says is what would be written for the value, however it is kept.
pub(super) fn is_same(said: Option<&Value>, stored: Option<&Value>) -> bool {
    let said = said.filter(|value| !value.is_null());
    match Entry::of(stored) {
        Entry::Blank => said.is_none(),
        Entry::Text(text) => said.is_some_and(|said| same_text(&cell::text(Some(said)), &text)),
        Entry::Bool(value) => said == Some(&Value::Bool(value)),
        Entry::Number(number) => match said {
            Some(Value::Number(said)) => said.as_f64() == Some(number),
            Some(Value::String(said)) => *said == cell::text(stored),
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_same_however_it_is_kept() {
        let long = "x".repeat(40_000);
        let instead = text::instead(&long).unwrap();
        for (said, stored) in [
            (json!(null), json!(null)),
            (json!(null), json!("")),
            (json!("a\nb"), json!("a\r\nb")),
            (json!(2500.5), serde_json::from_str("2500.50").unwrap()),
            (json!("2020"), json!(2020)),
            (json!(12), json!("12")),
            (json!(instead), json!(long)),
            (json!(true), json!(true)),
            (json!("['a']"), json!(["a"])),
        ] {
            assert!(is_same(Some(&said), Some(&stored)), "{said} {stored}");
        }
        for (said, stored) in [
            (json!(null), json!(0)),
            (json!(0), json!(null)),
            (json!(12.5), json!("12.50")),
            (json!("a "), json!("a")),
            (json!(true), json!("YES")),
        ] {
            assert!(!is_same(Some(&said), Some(&stored)), "{said} {stored}");
        }
    }
}
