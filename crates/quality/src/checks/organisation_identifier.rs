//! An identifier of an organisation that no list gave out.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, facts::is_org_id_list,
};

pub(super) const CHECK: Check = Check {
    code: "organisation_identifier",
    title: "Organisation identifier without a known list",
    why: "An identifier such as GB-CHC-1044940 names the register that gave it out, so that the organisation can be found in other data. An id of our own says nothing new. Lists that are newer than our copy of org-id.guide give false alarms.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &["organisation"],
    switchable: true,
    passes: Example::new(
        "organisation",
        r#"{"org-ids": {"primary": {"value": "GB-CHC-1044940"}}}"#,
    ),
    fails: Example::new(
        "organisation",
        r#"{"org-ids": {"primary": {"value": "INDIGO-ORG-0170"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let holds = cell.field.pointer == "/org-ids/primary/value"
            || cell
                .row
                .is_some_and(|(list, _)| list.pointer == "/org-ids/secondary")
                && cell.field.pointer == "/organisation_id/value";
        if holds && !is_of_list(text.trim()) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("\"{}\" is not an identifier of a list that org-id.guide knows.", text.trim()),
                    "Enter the code of the list, \"-\", and the organisation's number there, such as GB-CHC-1044940.",
                )
                .value(cell.shown()),
            );
        }
    }
}

/// Whether a text is the code of a list, a dash, and something.
fn is_of_list(text: &str) -> bool {
    text.match_indices('-')
        .any(|(at, _)| is_org_id_list(&text[..at]) && text.len() > at + 1)
}
