//! A percentage that is hardly one.

use indigo_model::Value;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts};

pub(super) const CHECK: Check = Check {
    code: "percentage_unlikely",
    title: "Percentage that is hardly one",
    why: "The greatest loss and the return are percentages: 3000000 is an amount, and 0.5 or 1 is probably a share (50 or 100 per cent). A loss of one per cent and below is rare but possible.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project", "pipeline"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"overall_project_finance": {"maximum_potential_loss": {"value": "100"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"overall_project_finance": {"maximum_potential_loss": {"value": "3000000"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for cell in subject.cells() {
        let key = |wanted: &str| cell.field.keys.iter().any(|key| key == wanted);
        let is_loss = key("maximum_potential_loss");
        if !is_loss && !key("maximum_potential_return") {
            continue;
        }
        let number = match cell.value {
            Value::String(text) if text.trim().ends_with('%') => continue,
            Value::String(text) => text.trim().parse().ok(),
            other => amounts::number(other),
        };
        let Some(number) = number.filter(|number: &f64| number.is_finite()) else {
            continue;
        };
        let what = if number > 100.0 {
            "is more than the whole"
        } else if number > 0.0 && number <= 1.0 {
            "reads as a share, and would be one per cent or less"
        } else {
            continue;
        };
        findings.add(
            Finding::at(
                cell.pointer(),
                format!("\"{}\" is {number}, which {what}.", cell.title()),
                "Enter a percentage between 0 and 100; 50 stands for one half.",
            )
            .value(cell.shown())
            .priority(cell.field.priority),
        );
    }
}
