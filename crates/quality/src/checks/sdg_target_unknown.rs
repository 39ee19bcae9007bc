//! A target that there is not.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    facts::is_sdg_target,
    goals::{GoalField, code, codes, goal_field},
};

pub(super) const CHECK: Check = Check {
    code: "sdg_target_unknown",
    title: "SDG target that there is not",
    why: "Targets have codes such as 4.1 or 4.a; a goal's number alone is no target, and words after the code keep programs from joining it. There are no false alarms.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_metrics": [{"primary_sdg_target": {"value": "4.1"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_metrics": [{"primary_sdg_target": {"value": "12"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let wrong = match goal_field(cell) {
            Some(GoalField::PrimaryTarget) if is_sdg_target(code(text)) => {
                let rest = text.trim() != code(text);
                rest.then(|| ("there are words beside the code".to_owned(), format!("Enter \"{}\" alone.", code(text))))
            }
            Some(GoalField::PrimaryTarget | GoalField::SecondaryTargets) => codes(text)
                .into_iter()
                .find(|code| !is_sdg_target(code))
                .map(|code| {
                    (
                        format!("\"{code}\" is no target"),
                        "Enter the code of a target, such as 4.1 or 4.a, with commas between several.".to_owned(),
                    )
                }),
            _ => None,
        };
        if let Some((what, mend)) = wrong {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("In \"{}\" {what}.", cell.title()),
                    mend,
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}
