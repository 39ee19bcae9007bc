//! Dates of things that follow one another, the wrong way round.

use indigo_model::Value;

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    dates::{date_at, surely_before},
};

pub(super) const CHECK: Check = Check {
    code: "dates_out_of_order",
    title: "Dates out of order",
    why: "A source cannot be read before it is published, a service does not go on after the project is complete, and a fund does not launch before it asks for interest. Undated pages that are dated later are a false alarm. Services do start before contracts are signed, so that is not looked at.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"sources": [{"publication_date": {"value": "2019"}, "accessed_date": {"value": "2019-07"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"sources": [{"publication_date": {"value": "2020"}, "accessed_date": {"value": "2019-07"}}]}"#,
    ),
    test: Test::Record(run),
};

/// What comes first and what follows, with words for both.
const ORDER: [(&str, &str, &str, &str); 2] = [
    (
        "/dates/actual_end_date_of_service_provision/value",
        "/dates/actual_completion_date/value",
        "the end of the service",
        "the completion of the project",
    ),
    (
        "/dates/expression_of_interest/value",
        "/dates/launch_date/value",
        "the call for interest",
        "the launch",
    ),
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (first, next, one, other) in ORDER {
        compare(subject.data, "", (first, next), (one, other), findings);
    }
    for (index, row) in subject.rows("/sources").iter().enumerate() {
        compare(
            row,
            &format!("/sources/{index}"),
            ("/publication_date/value", "/accessed_date/value"),
            ("the publication", "the day it was read"),
            findings,
        );
    }
}

fn compare(
    root: &Value,
    base: &str,
    (first, next): (&str, &str),
    (one, other): (&str, &str),
    findings: &mut Findings,
) {
    let (Some(earlier), Some(later)) = (date_at(root, first), date_at(root, next)) else {
        return;
    };
    if surely_before(later, earlier) {
        findings.add(
            Finding::at(
                format!("{base}{next}"),
                format!(
                    "{} is {}, before {one}, {}.",
                    capital(other),
                    later.in_words(),
                    earlier.in_words()
                ),
                "Correct the date that is wrong.",
            )
            .with([format!("{base}{first}")])
            .value(later),
        );
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
