//! A value of a codelist with other capitals or blanks.

use indigo_standard::Codelist;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "codelist_spelling",
    title: "Codelist value with other capitals or blanks",
    why: "\"Implementation \" and \"Implementation\" look the same and are counted apart. What is meant is plain, so this is a warning; there are no false alarms.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"stage_development": {"value": "Implementation"}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"stage_development": {"value": "implementation "}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let Some(list) = &cell.field.leaf.codelist else {
            continue;
        };
        if list.contains(text) {
            continue;
        }
        if let Some(meant) = alike(list, text) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("\"{}\" holds \"{text}\", which differs from the list's \"{meant}\" in capitals or blanks.", cell.title()),
                    format!("Enter \"{meant}\"."),
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// The value of a list that a text is but for capitals and blanks.
pub(super) fn alike<'l>(list: &'l Codelist, text: &str) -> Option<&'l str> {
    let folded = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let wanted = folded(text);
    list.values
        .keys()
        .map(String::as_str)
        .find(|value| folded(value) == wanted)
}
