//! A project that should have ended and is said to be going on.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    dates::{date_at, surely_before},
};

pub(super) const CHECK: Check = Check {
    code: "stage_past_end",
    title: "Still going on after its anticipated end",
    why: "The stage says that the project goes on, and the end that was foreseen is past: either the project was prolonged, or nobody has looked at the record since. A prolonged project needs its new end.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project", "fund"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"stage_development": {"value": "Complete"}, "dates": {"anticipated_end_date_of_service_provision": {"value": "2020-03"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"stage_development": {"value": "Implementation"}, "dates": {"anticipated_end_date_of_service_provision": {"value": "2020-03"}}}"#,
    ),
    test: Test::Record(run),
};

const ENDS: [&str; 3] = [
    "/dates/anticipated_completion_date/value",
    "/dates/anticipated_end_date_of_service_provision/value",
    "/dates/anticipated_end_date/value",
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const STAGE: &str = "/stage_development/value";
    let Some(stage @ ("Implementation" | "Contracted" | "Active")) = subject.text(STAGE) else {
        return;
    };
    // With an end of the service and a later completion, the later one counts.
    let end = ENDS
        .iter()
        .filter_map(|at| Some((date_at(subject.data, at)?, *at)))
        .max_by_key(|(date, _)| (date.year, date.month.unwrap_or(12)));
    let Some((end, at)) = end else { return };
    if surely_before(end, subject.today) {
        findings.add(
            Finding::at(
                STAGE,
                format!(
                    "The stage is \"{stage}\", and the end was foreseen for {}.",
                    end.in_words()
                ),
                "Bring the stage up to date, or enter the new end.",
            )
            .with([at])
            .value(stage)
            .priority(
                subject
                    .standard
                    .field(STAGE)
                    .and_then(|field| field.priority),
            ),
        );
    }
}
