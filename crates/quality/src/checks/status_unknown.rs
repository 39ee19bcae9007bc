//! A status that is not one of the words for it.

use indigo_model::Status;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, View};

pub(super) const CHECK: Check = Check {
    code: "status_unknown",
    title: "Status that is none",
    why: "Whatever is not marked PUBLIC, PRIVATE, DISPUTED or SANDBOX is withheld from the public, also when a slip of the hand made the word. Capitals and blanks do not matter. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"status": "PUBLIC", "stage_development": {"value": "Complete", "status": "private"}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"status": "PUBLIC", "stage_development": {"value": "Complete", "status": "PUBLISHED"}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.view == View::Public {
        return;
    }
    for cell in subject.cells() {
        let is_status = cell.field.keys.last().is_some_and(|key| key == "status");
        if is_status && Status::read(Some(cell.value)) == Status::Unknown {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" is no status, so the public does not see what it marks.",
                        cell.shown()
                    ),
                    "Choose PUBLIC, PRIVATE or DISPUTED.",
                )
                .value(cell.shown()),
            );
        }
    }
}
