//! A simple grade for a record, with its reasons in words.

use serde::{Deserialize, Serialize};

use crate::{Aspect, Completeness, Finding, Severity};

/// From which share of the first fields on a record counts as well filled.
const WELL_FILLED_PER_CENT: usize = 60;
/// Below which share a record says too little.
const THIN_PER_CENT: usize = 25;
/// From how many errors on a record has to be worked over.
const MANY_ERRORS: usize = 5;

/// How far a record can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Too little is said, or too much of it is wrong.
    NeedsWork,
    /// Usable; something is missing or doubtful.
    Usable,
    /// No error or contradiction was found, and most of what is asked for first is there.
    Good,
}

impl Grade {
    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NeedsWork => "Needs work",
            Self::Usable => "Usable, with gaps",
            Self::Good => "Good",
        }
    }
}

/// A grade with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    /// The grade.
    pub grade: Grade,
    /// Why, in plain sentences; never empty.
    pub reasons: Vec<String>,
}

impl Badge {
    /// Grades a record from how complete it is and what was found in it.
    #[must_use]
    pub fn of(completeness: &Completeness, findings: &[Finding]) -> Self {
        let count = |severity, aspect: &[Aspect]| {
            findings
                .iter()
                .filter(|finding| finding.severity == severity && aspect.contains(&finding.aspect))
                .count()
        };
        let facts = [Aspect::Valid, Aspect::Accurate];
        let errors = count(Severity::Error, &facts);
        let nameless = count(Severity::Error, &[Aspect::Useful]) > 0;
        let contradictions = count(Severity::Warning, &[Aspect::Accurate]);
        let form = count(Severity::Warning, &[Aspect::Valid]);
        let gaps = count(Severity::Warning, &[Aspect::Useful]);
        let first = completeness.first();
        let per_cent = first.per_cent();

        let mut reasons = Vec::new();
        if nameless {
            reasons.push("It has no name.".to_owned());
        }
        if first.asked > 0 {
            reasons.push(format!(
                "{} of {} fields that are asked for first are filled.",
                first.filled, first.asked
            ));
        }
        say(&mut reasons, errors, "value is wrong", "values are wrong");
        say(
            &mut reasons,
            contradictions,
            "value is doubtful or contradicts another",
            "values are doubtful or contradict others",
        );
        say(
            &mut reasons,
            form,
            "value is not written as the standard asks",
            "values are not written as the standard asks",
        );
        say(
            &mut reasons,
            gaps,
            "gap makes it less useful",
            "gaps make it less useful",
        );

        let grade = if nameless || errors >= MANY_ERRORS || per_cent < THIN_PER_CENT {
            Grade::NeedsWork
        } else if errors == 0
            && contradictions == 0
            && gaps == 0
            && per_cent >= WELL_FILLED_PER_CENT
        {
            Grade::Good
        } else {
            Grade::Usable
        };
        if reasons.is_empty() {
            reasons.push("Nothing wrong was found.".to_owned());
        }
        Self { grade, reasons }
    }
}

fn say(reasons: &mut Vec<String>, count: usize, one: &str, many: &str) {
    match count {
        0 => {}
        1 => reasons.push(format!("1 {one}.")),
        _ => reasons.push(format!("{count} {many}.")),
    }
}
