//! Publication status of a record, a block or a row.

use crate::{Object, Value};

/// What a `status` value says about who may see the thing that carries it.
///
/// Words are compared after trimming and without regard to case; anything that is not one of the
/// known words, or not text, is [`Status::Unknown`] and never public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Everybody may see it.
    Public,
    /// Staff only.
    Private,
    /// Somebody contests it; staff only until settled.
    Disputed,
    /// Only holders of the sandbox password, for the sandboxes named beside it.
    Sandbox,
    /// No status is given (missing, null or blank).
    Missing,
    /// A word that is not in the codelist, or not text at all.
    Unknown,
}

impl Status {
    /// Reads the value of a `status` key; `None` stands for a missing key.
    #[must_use]
    pub fn read(value: Option<&Value>) -> Self {
        match value {
            None | Some(Value::Null) => Self::Missing,
            Some(Value::String(text)) => {
                let word = text.trim();
                if word.is_empty() {
                    Self::Missing
                } else if word.eq_ignore_ascii_case("public") {
                    Self::Public
                } else if word.eq_ignore_ascii_case("private") {
                    Self::Private
                } else if word.eq_ignore_ascii_case("disputed") {
                    Self::Disputed
                } else if word.eq_ignore_ascii_case("sandbox") {
                    Self::Sandbox
                } else {
                    Self::Unknown
                }
            }
            Some(_) => Self::Unknown,
        }
    }

    /// Reads the `status` key of an object.
    #[must_use]
    pub fn of(object: &Object) -> Self {
        Self::read(object.get("status"))
    }
}

/// The sandboxes that an object names in its `sandboxes` key (a comma-separated text).
pub fn sandboxes_of(object: &Object) -> impl Iterator<Item = &str> {
    object
        .get("sandboxes")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}
