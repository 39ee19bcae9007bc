//! A stage that the dates contradict.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    dates::{date_at, surely_before},
};

pub(super) const CHECK: Check = Check {
    code: "stage_contradicts_dates",
    title: "Stage that the dates contradict",
    why: "A project in implementation with an actual completion in the past, a complete project whose service has not started, or a contracted one whose service is under way: one of the two is out of date. A service that was taken up again is a false alarm.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"stage_development": {"value": "Complete"}, "dates": {"actual_completion_date": {"value": "2020-03"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"stage_development": {"value": "Implementation"}, "dates": {"actual_completion_date": {"value": "2020-03"}}}"#,
    ),
    test: Test::Record(run),
};

const STAGE: &str = "/stage_development/value";
const START: &str = "/dates/start_date_of_service_provision/value";
const DONE: &str = "/dates/actual_completion_date/value";

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(stage) = subject.text(STAGE) else {
        return;
    };
    let start = date_at(subject.data, START);
    let done = date_at(subject.data, DONE);
    let today = subject.today;
    let (at, message) = match stage {
        "Implementation" | "Contracted" if done.is_some_and(|done| surely_before(done, today)) => (
            DONE,
            "the project was completed, as its dates say".to_owned(),
        ),
        "Implementation" | "Complete" | "Service delivery complete"
            if start.is_some_and(|start| surely_before(today, start)) =>
        {
            (
                START,
                "the service has not started, as its dates say".to_owned(),
            )
        }
        "Contracted" if start.is_some_and(|start| surely_before(start, today)) => (
            START,
            "the service has started, as its dates say".to_owned(),
        ),
        _ => return,
    };
    findings.add(
        Finding::at(
            STAGE,
            format!("The stage is \"{stage}\", but {message}."),
            "Bring the stage up to date, or correct the date.",
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
