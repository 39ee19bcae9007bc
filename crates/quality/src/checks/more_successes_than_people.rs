//! More people with a good outcome than people who took part.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    amounts::{in_words, number_at},
};

pub(super) const CHECK: Check = Check {
    code: "more_successes_than_people",
    title: "More successes than people",
    why: "The number with positive outcomes cannot exceed the number engaged. When outcomes were counted instead of people, they belong into the field for outcomes achieved.",
    severity: Severity::Error,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"results": [{"number_engaged_in_impact_bond": {"value": 420}, "number_with_positive_social_outcomes": {"value": 96}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"results": [{"number_engaged_in_impact_bond": {"value": 96}, "number_with_positive_social_outcomes": {"value": 420}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const ENGAGED: &str = "/number_engaged_in_impact_bond/value";
    const POSITIVE: &str = "/number_with_positive_social_outcomes/value";
    for (index, result) in subject.rows("/results").iter().enumerate() {
        let (Some(engaged), Some(positive)) =
            (number_at(result, ENGAGED), number_at(result, POSITIVE))
        else {
            continue;
        };
        if positive > engaged {
            findings.add(
                Finding::at(
                    format!("/results/{index}{POSITIVE}"),
                    format!("{} had positive outcomes, and only {} took part.", in_words(positive), in_words(engaged)),
                    "Correct the number that is wrong, or move a count of outcomes to \"Outcomes achieved\".",
                )
                .with([format!("/results/{index}{ENGAGED}")])
                .value(in_words(positive)),
            );
        }
    }
}
