//! A deal in the making whose expected launch is past.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    dates::{end_of_quarter, surely_before},
};

pub(super) const CHECK: Check = Check {
    code: "launch_date_past",
    title: "Expected launch that is past",
    why: "A deal that is still being made and was to launch before today was launched, delayed or given up, and the record says none of it. A deal that launched this week is a false alarm.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["pipeline"],
    switchable: true,
    passes: Example::new(
        "pipeline",
        r#"{"state_development": {"state": {"value": "Launched"}}, "dates": {"expected_launch_date": {"value": "Q1 - 2022"}}}"#,
    ),
    fails: Example::new(
        "pipeline",
        r#"{"state_development": {"state": {"value": "Current"}}, "dates": {"expected_launch_date": {"value": "Q1 - 2022"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const LAUNCH: &str = "/dates/expected_launch_date/value";
    const STATE: &str = "/state_development/state/value";
    if subject.text(STATE).is_some_and(|state| state != "Current") {
        return;
    }
    let Some(said) = subject.text(LAUNCH) else {
        return;
    };
    if end_of_quarter(said).is_some_and(|end| surely_before(end, subject.today)) {
        findings.add(
            Finding::at(
                LAUNCH,
                format!("The deal was expected to launch in {said} and is still being made."),
                "Enter when it is expected now, or change its state to Launched or Abandoned.",
            )
            .with([STATE])
            .value(said)
            .priority(
                subject
                    .standard
                    .field(LAUNCH)
                    .and_then(|field| field.priority),
            ),
        );
    }
}
