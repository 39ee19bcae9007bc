//! A number below nothing where nothing is the least.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts};

pub(super) const CHECK: Check = Check {
    code: "negative_number",
    title: "Negative amount or number",
    why: "Amounts, counts and durations are not below nothing. A correction of an earlier payment may rightly be, and is a false alarm; coordinates and returns are left alone.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_payments": [{"money": {"amount": {"value": 5000}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_payments": [{"money": {"amount": {"value": -5000}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for cell in subject.cells() {
        let free = cell.field.keys.iter().any(|key| {
            matches!(key.as_str(), "lat_lng" | "internal_rate_of_return") || key.contains("return")
        });
        let Some(number) = amounts::number(cell.value).filter(|number| *number < 0.0 && !free)
        else {
            continue;
        };
        findings.add(
            Finding::at(
                cell.pointer(),
                format!(
                    "\"{}\" is {}, below nothing.",
                    cell.title(),
                    amounts::in_words(number)
                ),
                "Take the minus sign away, or say in the notes what it corrects.",
            )
            .value(cell.shown())
            .priority(cell.field.priority),
        );
    }
}
