//! One thing that is wrong with a request, with its place in it.

use serde::Serialize;

/// How much of the name of a parameter is repeated: more than the longest name of a field with an
/// operator has.
const LONGEST: usize = 300;

/// One thing that is wrong with a request; it keeps the request from being done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// Always `error`: a request with one is not done.
    severity: &'static str,
    /// A fixed name for programs.
    code: String,
    /// JSON pointer into the body that was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    /// The parameter of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// The header.
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'static str>,
    /// What is wrong and what to do.
    message: String,
    /// Names that there are, in place of one that there is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    meant: Vec<String>,
}

impl Finding {
    fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            severity: "error",
            code: code.to_owned(),
            pointer: None,
            parameter: None,
            header: None,
            message: message.into(),
            meant: Vec::new(),
        }
    }

    /// About a value of the body.
    pub(super) fn at(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self {
            pointer: Some(pointer.into()),
            ..Self::new(code, message)
        }
    }

    /// About a parameter of the address.
    pub(super) fn of_parameter(name: &str, code: &str, message: impl Into<String>) -> Self {
        Self {
            parameter: Some(name.chars().take(LONGEST).collect()),
            ..Self::new(code, message)
        }
    }

    /// With the names that may have been meant.
    pub(super) fn meaning(mut self, meant: Vec<String>) -> Self {
        self.meant = meant;
        self
    }

    /// About a header.
    pub(super) fn of_header(name: &'static str, code: &str, message: impl Into<String>) -> Self {
        Self {
            header: Some(name),
            ..Self::new(code, message)
        }
    }
}
