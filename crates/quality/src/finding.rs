//! What a check says of a record.

use serde::{Deserialize, Serialize};

use crate::{Aspect, Check, Severity};

/// One thing that is wrong, missing or doubtful, with its place and a way to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Code of the check.
    pub check: String,
    /// How much it matters.
    pub severity: Severity,
    /// Valid, accurate or useful.
    pub aspect: Aspect,
    /// JSON pointer of the value; empty for the record as a whole.
    pub pointer: String,
    /// JSON pointers of other values that it was compared with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// What is wrong, in a plain sentence.
    pub message: String,
    /// What to do, in a plain sentence.
    pub mend: String,
    /// Priority of the field where the standard gives one (1 is needed first).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// The value as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl Finding {
    /// A finding at a place; the check, its severity and aspect are filled in by [`Findings`].
    #[must_use]
    pub fn at(
        pointer: impl Into<String>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self {
            check: String::new(),
            severity: Severity::Hint,
            aspect: Aspect::Valid,
            pointer: pointer.into(),
            others: Vec::new(),
            message: message.into(),
            mend: mend.into(),
            priority: None,
            value: None,
        }
    }

    /// With the places of the values that it was compared with.
    #[must_use]
    pub fn with<P: Into<String>>(mut self, others: impl IntoIterator<Item = P>) -> Self {
        self.others.extend(others.into_iter().map(Into::into));
        self
    }

    /// With the value as text.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers give numbers, dates and texts as they have them"
    )]
    pub fn value(mut self, value: impl ToString) -> Self {
        self.value = Some(value.to_string());
        self
    }

    /// With the priority of the field.
    #[must_use]
    pub fn priority(mut self, priority: Option<u8>) -> Self {
        self.priority = priority;
        self
    }

    /// The headers of a table of findings.
    pub const COLUMNS: [&'static str; 9] = [
        "severity",
        "check",
        "aspect",
        "pointer",
        "value",
        "message",
        "mend",
        "priority",
        "compared_with",
    ];

    /// The cells of a row in a table of findings, in the order of [`Self::COLUMNS`].
    #[must_use]
    pub fn cells(&self) -> [String; 9] {
        [
            self.severity.to_string(),
            self.check.clone(),
            self.aspect.to_string(),
            self.pointer.clone(),
            self.value.clone().unwrap_or_default(),
            self.message.clone(),
            self.mend.clone(),
            self.priority
                .map(|priority| priority.to_string())
                .unwrap_or_default(),
            self.others.join(" "),
        ]
    }

    pub(crate) fn of(mut self, check: &Check) -> Self {
        check.code.clone_into(&mut self.check);
        self.severity = check.severity;
        self.aspect = check.aspect;
        self
    }
}

/// Where a check puts what it finds.
#[derive(Debug)]
pub struct Findings {
    check: &'static Check,
    found: Vec<Finding>,
}

impl Findings {
    pub(crate) fn new(check: &'static Check) -> Self {
        Self {
            check,
            found: Vec::new(),
        }
    }

    pub(crate) fn turn_to(&mut self, check: &'static Check) {
        self.check = check;
    }

    /// Takes a finding of the check that is running.
    pub fn add(&mut self, finding: Finding) {
        self.found.push(finding.of(self.check));
    }

    pub(crate) fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}
