//! Something that is said to have happened and lies ahead.

use indigo_model::{PartialDate, pointer};

use crate::{
    Aspect, Cell, Check, Example, Finding, Findings, Severity, Subject, Test, dates::surely_before,
};

pub(super) const CHECK: Check = Check {
    code: "actual_date_in_future",
    title: "Actual date in the future",
    why: "An actual end, a transaction or a page that was read cannot lie ahead of today. The planned date probably went into the wrong field. A record from a time zone ahead may be a day early, which is too small to matter.",
    severity: Severity::Error,
    aspect: Aspect::Accurate,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"dates": {"actual_completion_date": {"value": "2020"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"actual_completion_date": {"value": "2098"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if !has_happened(cell) {
            continue;
        }
        let Some(date) = PartialDate::parse(text.trim()) else {
            continue;
        };
        if surely_before(subject.today, date) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" is {}, which lies ahead.",
                        cell.title(),
                        date.in_words()
                    ),
                    "Move it to the field for the planned date, or correct it.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// Whether a date tells of what has happened.
fn has_happened(cell: &Cell<'_>) -> bool {
    let by_key = |key: &String| key == "date" || key.ends_with("_date");
    if !cell.field.leaf.is_date() && !cell.field.keys.iter().any(by_key) {
        return false;
    }
    let list = cell.row.map(|(list, _)| list.pointer.as_str());
    let keys = &cell.field.keys;
    let named = keys.iter().any(|key| {
        key.starts_with("actual_") || key == "accessed_date" || key == "publication_date"
    });
    named
        || list == Some("/transactions")
        || list == Some("/outcome_payments")
            && keys.iter().any(|key| key == "start_date")
            && pointer::text(cell.root, "/type/value") == Some("Actual")
        || list == Some("/results") && keys.iter().any(|key| key == "start_date")
}
