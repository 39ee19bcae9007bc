//! An end that comes before its start.

use crate::{
    Aspect, Cell, Check, Example, Finding, Findings, Severity, Subject, Test,
    dates::{date_at, surely_before},
};
use indigo_model::PartialDate;

pub(super) const CHECK: Check = Check {
    code: "end_before_start",
    title: "End before start",
    why: "A period cannot end before it starts. Dates known in part are compared only as far as they are known, so 2018 to 2018-03 is fine. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Accurate,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"dates": {"start_date_of_service_provision": {"value": "2018"}, "anticipated_end_date_of_service_provision": {"value": "2018-03"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"start_date_of_service_provision": {"value": "2018-10"}, "anticipated_end_date_of_service_provision": {"value": "2018-03"}}}"#,
    ),
    test: Test::Record(run),
};

/// The ends of periods whose keys say so, by the start's.
const PERIODS: [(&str, &str); 2] = [
    ("/start_date/value", "/end_date/value"),
    ("/period_start/value", "/period_end/value"),
];

/// Starts and ends that stand apart.
const PAIRS: [(&str, &str); 8] = [
    (
        "/dates/start_date_of_service_provision/value",
        "/dates/anticipated_end_date_of_service_provision/value",
    ),
    (
        "/dates/start_date_of_service_provision/value",
        "/dates/actual_end_date_of_service_provision/value",
    ),
    (
        "/dates/start_date_of_service_provision/value",
        "/dates/anticipated_completion_date/value",
    ),
    (
        "/dates/start_date_of_service_provision/value",
        "/dates/actual_completion_date/value",
    ),
    (
        "/dates/outcomes_contract_signed/value",
        "/dates/anticipated_completion_date/value",
    ),
    (
        "/dates/outcomes_contract_signed/value",
        "/dates/actual_completion_date/value",
    ),
    (
        "/dates/launch_date/value",
        "/dates/anticipated_end_date/value",
    ),
    ("/dates/launch_date/value", "/dates/actual_end_date/value"),
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let mut said: Vec<&str> = Vec::new();
    for (start, end) in PAIRS {
        // An end before the start of the service and before the signing is one fault.
        if !said.contains(&end) && compare(subject.data, "", start, end, findings) {
            said.push(end);
        }
    }
    for cell in subject.cells() {
        for (start, end) in PERIODS {
            if let Some(base) = cell.field.pointer.strip_suffix(start)
                && is_date(cell)
            {
                let end = format!("{base}{end}");
                compare(cell.root, &cell.base(), &cell.field.pointer, &end, findings);
            }
        }
    }
}

fn is_date(cell: &Cell<'_>) -> bool {
    cell.value
        .as_str()
        .is_some_and(|text| PartialDate::parse(text.trim()).is_some())
}

fn compare(
    root: &indigo_model::Value,
    base: &str,
    start: &str,
    end: &str,
    findings: &mut Findings,
) -> bool {
    let (Some(first), Some(last)) = (date_at(root, start), date_at(root, end)) else {
        return false;
    };
    let wrong = surely_before(last, first);
    if wrong {
        findings.add(
            Finding::at(
                format!("{base}{end}"),
                format!(
                    "The end, {}, is before the start, {}.",
                    last.in_words(),
                    first.in_words()
                ),
                "Correct the date that is wrong; they may have been swapped.",
            )
            .with([format!("{base}{start}")])
            .value(last),
        );
    }
    wrong
}
