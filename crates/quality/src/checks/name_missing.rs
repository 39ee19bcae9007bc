//! A record without a name.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "name_missing",
    title: "Record without a name",
    why: "Lists, links and searches show records by their name. In public data the name may be withheld, which is hardly ever meant.",
    severity: Severity::Error,
    aspect: Aspect::Useful,
    types: &[],
    switchable: false,
    passes: Example::new("organisation", r#"{"name": {"value": "Open Doors"}}"#),
    fails: Example::new(
        "organisation",
        r#"{"name": {"value": " "}, "website": {"value": "https://example.org"}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let at = &subject.standard.profile.name_pointer;
    if subject.text(at).is_none() {
        findings.add(
            Finding::at(
                at,
                format!(
                    "The {} has no name.",
                    subject.standard.profile.words.one.replace('_', " ")
                ),
                "Enter its name.",
            )
            .priority(Some(1)),
        );
    }
}
