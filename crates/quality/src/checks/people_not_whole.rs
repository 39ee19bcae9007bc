//! A number of people that is no whole number.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts};

pub(super) const CHECK: Check = Check {
    code: "people_not_whole",
    title: "Number of people that is not whole",
    why: "There are no halves of people: 0.164 is probably a share that belongs into the metric's target. Other units, such as hours, may rightly have decimals.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["project", "pipeline", "fund"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_metrics": [{"targeted_number_of_service_users_or_beneficiaries_total": {"value": 164}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_metrics": [{"targeted_number_of_service_users_or_beneficiaries_total": {"value": 0.164}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const COUNTS: [&str; 6] = [
        "targeted_number_",
        "actual_number_",
        "number_engaged",
        "number_with_positive",
        "number_of_outcome_contracts",
        "number_of_contributing",
    ];
    for cell in subject.cells() {
        let counts = cell
            .field
            .keys
            .iter()
            .any(|key| COUNTS.iter().any(|start| key.starts_with(start)));
        if !counts {
            continue;
        }
        if let Some(number) = amounts::number(cell.value).filter(|number| number.fract() != 0.0) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" is {number}, which is not a whole number.",
                        cell.title()
                    ),
                    "Enter how many they are; a share belongs into the target in words.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}
