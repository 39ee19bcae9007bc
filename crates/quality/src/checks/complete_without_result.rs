//! A complete project of which no result is told.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "complete_without_result",
    title: "Complete without any result",
    why: "What came of a project is what others want to learn from it. Results may be confidential for good; a note can say so. In public data they may be withheld.",
    severity: Severity::Warning,
    aspect: Aspect::Useful,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"stage_development": {"value": "Complete"}, "results": [{"outcomes_achieved": {"value": "96"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"stage_development": {"value": "Complete"}, "results": []}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if is_complete(subject) && subject.rows("/results").is_empty() {
        findings.add(
            Finding::at(
                "/results",
                "The project is complete, and no result is given.",
                "Add a row for each metric with what was achieved, or say in the notes why there is none.",
            )
            .with(["/stage_development/value"])
            .priority(subject.standard.list("/results").and_then(|list| list.fields.first()?.priority)),
        );
    }
}

/// Whether the stage says that the project is over.
pub(crate) fn is_complete(subject: &Subject<'_>) -> bool {
    subject
        .text("/stage_development/value")
        .is_some_and(|stage| matches!(stage, "Complete" | "Completed"))
}
