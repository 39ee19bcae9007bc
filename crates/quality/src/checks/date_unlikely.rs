//! A date long before or long after anything that these records are about.

use indigo_model::PartialDate;

use super::date_malformed::dates;
use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, dates::YEARS_AHEAD,
};

/// Outcomes contracts are younger; older dates are of sources at most.
const EARLIEST_YEAR: u16 = 1990;

pub(super) const CHECK: Check = Check {
    code: "date_unlikely",
    title: "Date far from today",
    why: "A year such as 0218 or 2202 is a slip of the hand. An old source may rightly be older than 1990.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"dates": {"start_date_of_service_provision": {"value": "2018-02"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"start_date_of_service_provision": {"value": "0218-02"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let latest = subject.today.year.saturating_add(YEARS_AHEAD);
    for (cell, text) in dates(subject) {
        let Some(date) = PartialDate::parse(text) else {
            continue;
        };
        if !(EARLIEST_YEAR..=latest).contains(&date.year) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("\"{}\" is {text}, a year far from today.", cell.title()),
                    "Check the year.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}
