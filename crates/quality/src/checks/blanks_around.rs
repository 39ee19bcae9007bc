//! Blanks, tabs or line ends before or after a value.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

/// Longer texts are prose, where a blank at the end harms nothing.
const LONGEST: usize = 80;

pub(super) const CHECK: Check = Check {
    code: "blanks_around",
    title: "Blanks before or after a value",
    why: "They cannot be seen, and make an id, a name or a code another one for programs. Texts of more than 80 letters are left alone, because there they harm nothing.",
    severity: Severity::Hint,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_funds": [{"id": "INDIGO-FUND-0007"}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_funds": [{"id": "INDIGO-FUND-0007\t"}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if text.trim().len() != text.len() && text.chars().count() <= LONGEST {
            let kind = if text.contains('\t') {
                "a tab"
            } else if text.contains('\n') {
                "a line end"
            } else {
                "a blank"
            };
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("\"{}\" has {kind} before or after its value.", cell.title()),
                    format!("Enter \"{}\".", text.trim()),
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}
