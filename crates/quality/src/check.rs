//! What a check is: its words, how serious it is, what it looks at, and the function that looks.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{DataSetFindings, Findings, Outline, Subject};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; may well be right.
    Hint,
    /// Probably wrong, or breaks the standard without breaking anything else.
    Warning,
    /// Wrong: a reader or a program is misled.
    Error,
}

/// Which of the three questions a check answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// Is it what the standard asks for?
    Valid,
    /// Does it agree with itself and with the world?
    Accurate,
    /// Does it say enough to be of use?
    Useful,
}

impl Severity {
    /// The word for it: `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Aspect {
    /// The word for it: `valid`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Accurate => "accurate",
            Self::Useful => "useful",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A small record, or a few, that shows what a check does; checked by a test.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The type of the record; for checks of a data set, of all records in it.
    pub record_type: &'static str,
    /// JSON: the data of the record, or for checks of a data set an object of id to data.
    pub data: &'static str,
    /// JSON: type to id to data of the other records known; empty when none are.
    pub others: &'static str,
}

impl Example {
    /// An example that needs no other record.
    #[must_use]
    pub const fn new(record_type: &'static str, data: &'static str) -> Self {
        Self {
            record_type,
            data,
            others: "",
        }
    }

    /// The same with other records that are known.
    #[must_use]
    pub const fn among(self, others: &'static str) -> Self {
        Self { others, ..self }
    }
}

/// The function of a check.
#[derive(Debug, Clone, Copy)]
pub enum Test {
    /// Looks at one record.
    Record(fn(&Subject<'_>, &mut Findings)),
    /// Compares the records of a data set.
    DataSet(fn(&[Outline], &mut DataSetFindings)),
}

/// One check.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// The fixed name that scripts count by; never changed, never used again.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Why it is there, and when it may be mistaken.
    pub why: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// Which question it answers.
    pub aspect: Aspect,
    /// The record types it looks at; none named means all.
    pub types: &'static [&'static str],
    /// Whether an operator may switch it off.
    pub switchable: bool,
    /// A record in which it finds nothing.
    pub passes: Example,
    /// A record in which it finds something.
    pub fails: Example,
    /// The function.
    pub test: Test,
}

impl Check {
    /// Whether it looks at records of a type.
    #[must_use]
    pub fn looks_at(&self, record_type: &str) -> bool {
        self.types.is_empty() || self.types.contains(&record_type)
    }
}
