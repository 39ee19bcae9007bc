//! A source that names nothing.

use indigo_model::pointer;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "source_empty",
    title: "Source without a name or an address",
    why: "A source should let a reader find it again. One with an id alone does not. There are no false alarms.",
    severity: Severity::Warning,
    aspect: Aspect::Useful,
    types: &["project", "pipeline", "organisation"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"sources": [{"id": "source1", "name": {"value": "Final evaluation, 2021"}}]}"#,
    ),
    fails: Example::new("project", r#"{"sources": [{"id": "source1"}]}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, row) in subject.rows("/sources").iter().enumerate() {
        let says = [
            "/name/value",
            "/url/value",
            "/archive_url/value",
            "/internal_url/value",
            "/notes",
        ]
        .iter()
        .any(|at| pointer::text(row, at).is_some());
        if row.is_object() && !says {
            findings.add(Finding::at(
                format!("/sources/{index}"),
                format!("Source {} has neither a name nor an address.", index + 1),
                "Enter its name, its address, or how it was learned.",
            ));
        }
    }
}
