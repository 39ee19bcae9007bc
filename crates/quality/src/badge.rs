//! A simple grade for a record, with its reasons in words.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Aspect, Completeness, Finding, Severity};

/// From which share of the first fields on a record counts as well filled.
const WELL_FILLED_PER_CENT: usize = 60;
/// Below which share a record says too little.
const THIN_PER_CENT: usize = 25;
/// The same where the standard has no priorities and asks for everything alike.
const WITHOUT_PRIORITIES_PER_CENT: usize = 40;
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
    /// All grades, the best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Usable, Self::NeedsWork];

    /// The word for it in addresses: `needs_work`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NeedsWork => "needs_work",
            Self::Usable => "usable",
            Self::Good => "good",
        }
    }

    /// The grade of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.word() == word)
    }

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
            let places: BTreeSet<(&str, String)> = findings
                .iter()
                .filter(|finding| finding.severity == severity && aspect.contains(&finding.aspect))
                .map(|finding| (finding.check.as_str(), place(&finding.pointer)))
                .collect();
            places.len()
        };
        let facts = [Aspect::Valid, Aspect::Accurate];
        let errors = count(Severity::Error, &facts);
        let nameless = count(Severity::Error, &[Aspect::Useful]) > 0;
        let contradictions = count(Severity::Warning, &[Aspect::Accurate]);
        let form = count(Severity::Warning, &[Aspect::Valid]);
        let gaps = count(Severity::Warning, &[Aspect::Useful]);
        let first = completeness.first();
        // Where the standard has no priorities, nobody can say that too little is said.
        let thin = first.priority.is_some() && first.per_cent() < THIN_PER_CENT;
        let enough = match first.priority {
            Some(_) => WELL_FILLED_PER_CENT,
            None => WITHOUT_PRIORITIES_PER_CENT,
        };

        let mut reasons = Vec::new();
        if nameless {
            reasons.push("It has no name.".to_owned());
        }
        if first.asked > 0 {
            reasons.push(format!(
                "{} of {} fields {} are filled.",
                first.filled,
                first.asked,
                if first.priority.is_some() {
                    "that are asked for first"
                } else {
                    "that every record can have"
                }
            ));
        }
        say(
            &mut reasons,
            errors,
            "kind of value is wrong",
            "kinds of values are wrong",
        );
        say(
            &mut reasons,
            contradictions,
            "kind of value is doubtful or contradicts another",
            "kinds of values are doubtful or contradict others",
        );
        say(
            &mut reasons,
            form,
            "kind of value is not written as the standard asks",
            "kinds of values are not written as the standard asks",
        );
        say(
            &mut reasons,
            gaps,
            "gap makes it less useful",
            "gaps make it less useful",
        );

        let grade = if nameless || errors >= MANY_ERRORS || thin {
            Grade::NeedsWork
        } else if errors == 0 && contradictions == 0 && gaps == 0 && first.per_cent() >= enough {
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

/// A pointer without the numbers of rows: the same fault in a hundred rows is one reason.
fn place(pointer: &str) -> String {
    pointer
        .split('/')
        .map(|key| {
            if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()) {
                "*"
            } else {
                key
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}

fn say(reasons: &mut Vec<String>, count: usize, one: &str, many: &str) {
    match count {
        0 => {}
        1 => reasons.push(format!("1 {one}.")),
        _ => reasons.push(format!("{count} {many}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Missing, Share};

    fn finding(check: &str, severity: Severity, aspect: Aspect, pointer: &str) -> Finding {
        let mut finding = Finding::at(pointer, "Something is wrong.", "Mend it.");
        finding.check = check.to_owned();
        finding.severity = severity;
        finding.aspect = aspect;
        finding
    }

    fn filled(filled: usize, asked: usize) -> Completeness {
        Completeness {
            shares: vec![Share {
                priority: Some(1),
                filled,
                asked,
            }],
            missing: Vec::<Missing>::new(),
        }
    }

    #[test]
    fn grades_follow_what_is_filled_and_what_is_wrong() {
        let error = |at: &str| finding("not_a_number", Severity::Error, Aspect::Valid, at);
        let many: Vec<Finding> = (0..200)
            .map(|row| error(&format!("/outcome_payments/{row}/money/amount/value")))
            .collect();
        let several: Vec<Finding> = (0..5)
            .map(|key| error(&format!("/key{key}x/value")))
            .collect();
        let hint = [finding(
            "blanks_around",
            Severity::Hint,
            Aspect::Valid,
            "/name/value",
        )];
        for (completeness, findings, grade) in [
            (filled(9, 10), &[][..], Grade::Good),
            (filled(9, 10), &hint[..], Grade::Good),
            (filled(5, 10), &[][..], Grade::Usable),
            (filled(9, 10), &many[..], Grade::Usable),
            (filled(9, 10), &several[..], Grade::NeedsWork),
            (filled(1, 10), &[][..], Grade::NeedsWork),
        ] {
            let badge = Badge::of(&completeness, findings);
            assert_eq!(badge.grade, grade, "{badge:?}");
            assert!(!badge.reasons.is_empty());
        }
    }
}
