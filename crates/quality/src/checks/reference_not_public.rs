//! A public record that names one that is not public.

use indigo_model::Status;

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, View,
    references::references,
};

pub(super) const CHECK: Check = Check {
    code: "reference_not_public",
    title: "Public record that names one that is not public",
    why: "The public sees the id of the other record and no name, and learns that there is something withheld. This may be wanted for a while. It is said to staff only.",
    severity: Severity::Warning,
    aspect: Aspect::Useful,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"status": "PUBLIC", "investments": [{"status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-0001"}}]}"#,
    )
    .among(r#"{"organisation": {"INDIGO-ORG-0001": {"status": "PUBLIC"}}}"#),
    fails: Example::new(
        "project",
        r#"{"status": "PUBLIC", "investments": [{"status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-0001"}}]}"#,
    )
    .among(r#"{"organisation": {"INDIGO-ORG-0001": {"status": "PRIVATE"}}}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.view == View::Public || !subject.is_public() {
        return;
    }
    for reference in references(subject) {
        let cell = reference.cell;
        let hidden_row = cell.row.is_some_and(|(list, _)| {
            list.has_status && Status::read(cell.root.get("status")) != Status::Public
        });
        if hidden_row {
            continue;
        }
        for id in reference.ids() {
            let known = subject.world.record(reference.record_type, id);
            if known.is_some_and(|known| !known.public) {
                findings.add(
                    Finding::at(
                        cell.pointer(),
                        format!("The record is public and names {id}, which is not."),
                        "Make the other record public, or withhold this row.",
                    )
                    .value(id)
                    .priority(cell.field.priority),
                );
            }
        }
    }
}
