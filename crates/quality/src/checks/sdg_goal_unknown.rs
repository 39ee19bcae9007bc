//! A goal that there is not, or several where one belongs.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    goals::{GoalField, codes, goal_field, is_goal},
};

pub(super) const CHECK: Check = Check {
    code: "sdg_goal_unknown",
    title: "SDG goal that is not one of the 17",
    why: "Goals are the numbers 1 to 17, and the primary goal is one of them. A comma list in the field for the primary goal counts for no goal at all. Words after the number are taken.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"purpose_and_classifications": {"primary_sdg_goal": {"value": "3"}, "secondary_sdg_goals": {"value": "1,4"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"purpose_and_classifications": {"primary_sdg_goal": {"value": "1,4,10"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let field = goal_field(cell);
        if !matches!(
            field,
            Some(GoalField::PrimaryGoal | GoalField::SecondaryGoals)
        ) {
            continue;
        }
        let codes = codes(text);
        let (message, mend) = if let Some(code) = codes.iter().find(|code| !is_goal(code)) {
            // "GOAL 3: Good health, and well-being" has a comma in its words.
            if codes.first().is_some_and(|first| is_goal(first))
                && !code.contains(|sign: char| sign.is_ascii_digit())
            {
                continue;
            }
            (
                format!("\"{code}\" is not one of the 17 goals."),
                "Enter the number of the goal, 1 to 17; targets such as 8.5 have a field of their own.".to_owned(),
            )
        } else if field == Some(GoalField::PrimaryGoal) && codes.len() > 1 {
            (
                format!("{} goals stand where one belongs.", codes.len()),
                format!(
                    "Keep the one that matters most, and move the others ({}) to the secondary goals.",
                    codes[1..].join(",")
                ),
            )
        } else {
            continue;
        };
        findings.add(
            Finding::at(cell.pointer(), message, mend)
                .value(cell.shown())
                .priority(cell.field.priority),
        );
    }
}
