//! A date that no calendar has.

use indigo_model::PartialDate;

use super::date_malformed::dates;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "date_impossible",
    title: "Date that no calendar has",
    why: "2018-13 or 2019-02-30 is a slip of the hand that the pattern of the standard lets through. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"results": [{"period": {"start_date": {"value": "2018-12"}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"results": [{"period": {"start_date": {"value": "2018-13"}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in dates(subject) {
        if is_impossible(text) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" holds {}, which is no day or month of the calendar.",
                        cell.title(),
                        text.trim()
                    ),
                    "Enter the right date, or only as much of it as is known.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// Whether a text has the shape of a date and is none.
pub(super) fn is_impossible(text: &str) -> bool {
    let text = text.trim();
    let shape: Vec<usize> = text.split('-').map(str::len).collect();
    matches!(shape[..], [4, 2] | [4, 2, 2])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
        && PartialDate::parse(text).is_none()
}
