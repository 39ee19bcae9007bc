//! A target that is not under the goal beside it.

use crate::{
    Aspect, Cell, Check, Example, Finding, Findings, Severity, Subject, Test,
    facts::is_sdg_target,
    goals::{GoalField, code, codes, goal_field, goal_of, is_goal},
};
use indigo_model::pointer;

pub(super) const CHECK: Check = Check {
    code: "sdg_target_elsewhere",
    title: "SDG target that is not under its goal",
    why: "A target belongs to the goal before its point: 8.5 is under goal 8. The primary target should be under the primary goal, and secondary targets under one of the goals named. Secondary targets are looked at only when secondary goals are given.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_metrics": [{"primary_sdg_goal": {"value": "4"}, "primary_sdg_target": {"value": "4.1"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_metrics": [{"primary_sdg_goal": {"value": "8"}, "primary_sdg_target": {"value": "4.1"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let primary = beside(cell, "primary_sdg_goal");
        let secondary = beside(cell, "secondary_sdg_goals");
        let goals: Vec<&str> = match goal_field(cell) {
            Some(GoalField::PrimaryTarget) => codes(primary.1),
            Some(GoalField::SecondaryTargets) if !secondary.1.is_empty() => {
                [codes(primary.1), codes(secondary.1)].concat()
            }
            _ => continue,
        };
        let goals: Vec<&str> = goals.into_iter().filter(|goal| is_goal(goal)).collect();
        let targets = match goal_field(cell) {
            Some(GoalField::PrimaryTarget) => vec![code(text)],
            _ => codes(text),
        };
        let stray = targets
            .into_iter()
            .find(|target| is_sdg_target(target) && !goals.contains(&goal_of(target)));
        if let Some(target) = stray.filter(|_| !goals.is_empty()) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "The target {target} is under goal {}, and the goal given is {}.",
                        goal_of(target),
                        goals.join(", ")
                    ),
                    "Correct the goal or the target.",
                )
                .with([primary.0])
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// Pointer and text of the SDG field with another key beside this one.
fn beside<'a>(cell: &Cell<'a>, key: &str) -> (String, &'a str) {
    let keys = &cell.field.keys;
    let at = keys
        .iter()
        .position(|key| key.contains("_sdg_"))
        .unwrap_or(0);
    let mut path = String::new();
    for (index, own) in keys.iter().enumerate() {
        path.push('/');
        path.push_str(if index == at { key } else { own });
    }
    let text = pointer::text(cell.root, &path).unwrap_or_default();
    (cell.base() + &path, text)
}
