//! Several ids where a field holds one.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    references::{is_id, references},
};

pub(super) const CHECK: Check = Check {
    code: "several_ids_in_one_cell",
    title: "Several ids in one cell",
    why: "A field for one organisation that holds \"INDIGO-ORG-0171,INDIGO-ORG-1061\" names neither for a program: the payment appears with no payer. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"outcome_payments": [{"payer_organisation_id": {"value": "INDIGO-ORG-0171"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_payments": [{"payer_organisation_id": {"value": "INDIGO-ORG-0171,INDIGO-ORG-1061"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for reference in references(subject) {
        if reference.separator.is_none() && several(reference.text) > 1 {
            let cell = reference.cell;
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("\"{}\" holds one id, and {} stand there.", cell.title(), several(reference.text)),
                    "Keep one id here and add a row for each of the others; where an amount is shared, share it between the rows.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// How many ids a text holds.
pub(super) fn several(text: &str) -> usize {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
        .filter(|part| is_id(part))
        .count()
}
