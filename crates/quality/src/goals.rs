//! Goals and targets of the SDGs as records hold them.

use crate::Cell;

/// Which of the four SDG fields a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GoalField {
    PrimaryGoal,
    SecondaryGoals,
    PrimaryTarget,
    SecondaryTargets,
}

/// Which SDG field a cell is, by its key.
pub(crate) fn goal_field(cell: &Cell<'_>) -> Option<GoalField> {
    cell.field.keys.iter().find_map(|key| match key.as_str() {
        "primary_sdg_goal" => Some(GoalField::PrimaryGoal),
        "secondary_sdg_goals" => Some(GoalField::SecondaryGoals),
        "primary_sdg_target" => Some(GoalField::PrimaryTarget),
        "secondary_sdg_targets" => Some(GoalField::SecondaryTargets),
        _ => None,
    })
}

/// The codes in a text: what stands before the first blank of each part; `goal 3: …` gives `3`.
pub(crate) fn codes(text: &str) -> Vec<&str> {
    text.split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(code)
        .filter(|code| !code.is_empty())
        .collect()
}

/// The code that a text begins with.
pub(crate) fn code(text: &str) -> &str {
    let text = text.trim();
    let bare = text
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("goal"))
        .map_or(text, |_| text[4..].trim_start());
    bare.split([' ', ':', '\u{a0}']).next().unwrap_or(bare)
}

/// Whether a code is that of one of the 17 goals.
pub(crate) fn is_goal(code: &str) -> bool {
    code.parse::<u8>()
        .is_ok_and(|goal| (1..=17).contains(&goal))
        && !code.starts_with('0')
}

/// The goal that a target is under.
pub(crate) fn goal_of(target: &str) -> &str {
    target.split('.').next().unwrap_or(target)
}
