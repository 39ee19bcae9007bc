//! What stands in a cell of a table.

use std::borrow::Cow;

use indigo_model::Value;
use indigo_publish::cell;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'v> {
    /// Nothing: the value is missing, null, or an empty text.
    Missing,
    /// A text.
    Text(Cow<'v, str>),
    /// A number, and how it is written.
    Number(f64, String),
}

impl<'v> Cell<'v> {
    /// The cell of a value.
    #[must_use]
    pub fn of(value: Option<&'v Value>) -> Self {
        match value {
            None | Some(Value::Null) => Self::Missing,
            Some(Value::String(text)) if text.is_empty() => Self::Missing,
            Some(Value::String(text)) => Self::Text(Cow::Borrowed(text)),
            Some(value) => {
                let text = cell::text(Some(value));
                match value.as_f64().filter(|number| number.is_finite()) {
                    Some(number) => Self::Number(number, text),
                    None => Self::Text(text.into()),
                }
            }
        }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> String {
        self.as_text().to_owned()
    }

    /// What it says, borrowed.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::Missing => "",
            Self::Text(text) => text,
            Self::Number(_, text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_empty_text_is_as_good_as_none() {
        assert!(Cell::of(None).is_missing());
        assert!(Cell::of(Some(&json!(""))).is_missing());
        assert!(Cell::of(Some(&Value::Null)).is_missing());
        assert_eq!(
            Cell::of(Some(&json!(2500.5))),
            Cell::Number(2500.5, "2500.5".to_owned())
        );
        assert_eq!(Cell::of(Some(&json!(true))).text(), "True");
        assert_eq!(Cell::of(Some(&json!("12"))), Cell::Text("12".into()));
    }
}
