//! A deal that was given up, without a word why.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "abandoned_without_reason",
    title: "Abandoned without a reason",
    why: "Why deals fail is what others can learn from them. The reason may be confidential; it can be entered and withheld.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &["pipeline"],
    switchable: true,
    passes: Example::new(
        "pipeline",
        r#"{"state_development": {"state": {"value": "Abandoned"}, "reason_abandoned": {"value": "No payer was found"}}}"#,
    ),
    fails: Example::new(
        "pipeline",
        r#"{"state_development": {"state": {"value": "Abandoned"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const REASON: &str = "/state_development/reason_abandoned/value";
    let abandoned = subject.text("/state_development/state/value") == Some("Abandoned");
    if abandoned && subject.text(REASON).is_none() {
        findings.add(
            Finding::at(
                REASON,
                "The deal was abandoned, and no reason is given.",
                "Enter the reason in a sentence.",
            )
            .with(["/state_development/state/value"])
            .priority(
                subject
                    .standard
                    .field(REASON)
                    .and_then(|field| field.priority),
            ),
        );
    }
}
