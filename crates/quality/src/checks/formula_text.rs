//! The text of a spreadsheet formula, or of its error, in place of its result.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "formula_text",
    title: "Spreadsheet formula instead of its result",
    why: "A formula such as =U33 refers to cells that are not here, and a spreadsheet that opens the file again may run it. Text that really begins with an equals sign does not occur in these fields.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"outcome_payment_commitments": [{"maximum_potential_outcome_payment": {"amount": {"value": 250000}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_payment_commitments": [{"maximum_potential_outcome_payment": {"amount": {"value": "=D41-D36"}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if is_formula(text) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" holds \"{}\", which a spreadsheet should have worked out.",
                        cell.title(),
                        cell.shown()
                    ),
                    "Enter the result. In the spreadsheet, copy the cell and paste it as a value.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// Whether a text is a formula or what a spreadsheet shows when one fails.
pub(super) fn is_formula(text: &str) -> bool {
    const FAILED: [&str; 7] = [
        "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!",
    ];
    let text = text.trim();
    FAILED.contains(&text)
        || text
            .strip_prefix('=')
            .is_some_and(|rest| !rest.trim().is_empty())
}
