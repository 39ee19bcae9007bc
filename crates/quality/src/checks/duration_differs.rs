//! A duration that its dates contradict.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    amounts::{in_words, number_at},
    dates::{date_at, months_between},
};

/// How many months off a duration may be: months are counted in more than one way.
const TOLERANCE_MONTHS: f64 = 2.0;

pub(super) const CHECK: Check = Check {
    code: "duration_differs",
    title: "Duration that its dates contradict",
    why: "Start and end give the number of months; another number in the field beside them leaves readers with two answers. Years entered as months are the usual reason. Breaks in the service may explain a shorter duration.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"dates": {"start_date_of_service_provision": {"value": "2018-01"}, "anticipated_end_date_of_service_provision": {"value": "2020-12"}, "anticipated_duration_of_service_provision": {"value": 36}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"start_date_of_service_provision": {"value": "2018-01"}, "anticipated_end_date_of_service_provision": {"value": "2020-12"}, "anticipated_duration_of_service_provision": {"value": 3}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const START: &str = "/dates/start_date_of_service_provision/value";
    for word in ["anticipated", "actual"] {
        let end_at = format!("/dates/{word}_end_date_of_service_provision/value");
        let at = format!("/dates/{word}_duration_of_service_provision/value");
        let (Some(start), Some(end), Some(months)) = (
            date_at(subject.data, START),
            date_at(subject.data, &end_at),
            number_at(subject.data, &at),
        ) else {
            continue;
        };
        let (fewest, most) = months_between(start, end);
        let (fewest, most) = (f64::from(fewest), f64::from(most));
        if most < 0.0 || (fewest - TOLERANCE_MONTHS..=most + TOLERANCE_MONTHS).contains(&months) {
            continue;
        }
        findings.add(
            Finding::at(
                &at,
                format!(
                    "From {} to {} it is {} months at most, and the duration says {}.",
                    start.in_words(),
                    end.in_words(),
                    in_words(most),
                    in_words(months)
                ),
                "Enter the duration in months, or correct the dates.",
            )
            .with([START.to_owned(), end_at])
            .value(in_words(months)),
        );
    }
}
