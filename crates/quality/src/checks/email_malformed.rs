//! An e-mail address that cannot be one.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "email_malformed",
    title: "E-mail address that looks broken",
    why: "Mail to it would come back. Whether the address is still read is not tried. Addresses with unusual signs are taken, so there are few false alarms.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "organisation",
        r#"{"contact": {"email": {"value": "office@example.org"}}}"#,
    ),
    fails: Example::new(
        "organisation",
        r#"{"contact": {"email": {"value": "office at example.org"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let is_mail = cell.field.keys.iter().any(|key| key == "email");
        if is_mail && !is_address(text.trim()) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("\"{}\" holds no e-mail address.", cell.title()),
                    "Enter one address, such as office@example.org.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !text.contains(char::is_whitespace)
            && !host.contains('@')
            && host.contains('.')
            && host.split('.').all(|label| !label.is_empty())
    })
}
