//! A date in a field for which the standard asks no pattern, written so that no program reads it.

use indigo_model::PartialDate;

use crate::{Aspect, Cell, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "date_in_words",
    title: "Date that programs cannot read",
    why: "\"27th January 2025\" and \"2023/07\" cannot be sorted or compared. The standard does not say how these dates are written, such as the day on which a source was read, so it is a hint.",
    severity: Severity::Hint,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"sources": [{"accessed_date": {"value": "2025-01-27"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"sources": [{"accessed_date": {"value": "27th January 2025"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if is_date(cell) && PartialDate::parse(text.trim()).is_none() {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" holds \"{}\", which programs cannot read as a date.",
                        cell.title(),
                        cell.shown()
                    ),
                    "Enter as much as is known: YYYY, YYYY-MM or YYYY-MM-DD.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// Whether a field without a pattern holds a date, by its key.
fn is_date(cell: &Cell<'_>) -> bool {
    let key = cell.field.keys.iter().rev().find(|key| *key != "value");
    !cell.field.leaf.is_date()
        && cell.field.leaf.codelist.is_none()
        && key.is_some_and(|key| {
            key == "date"
                || key.ends_with("_date")
                || matches!(key.as_str(), "period_start" | "period_end")
        })
}
