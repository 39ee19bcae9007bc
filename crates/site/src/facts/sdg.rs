//! The goals of sustainable development by number.

use indigo_standard::reference::sdg_goal;

use super::{Piece, Shown};

/// A goal with its name: `3 Good health and well-being`; as it came when it is no goal.
pub(crate) fn goal(text: &str) -> String {
    let text = text.trim();
    sdg_goal(text).map_or_else(|| text.to_owned(), |goal| format!("{text} {}", goal.name))
}

/// One goal, or several separated by commas.
pub(crate) fn shown(text: &str) -> Option<Shown> {
    let goals: Vec<String> = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(goal)
        .collect();
    // Names hold commas, so goals are separated by semicolons.
    (!goals.is_empty()).then(|| Shown::one(Piece::Text(goals.join("; "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_named() {
        assert_eq!(goal("3"), "3 Good health and well-being");
        assert_eq!(goal("0"), "0");
        assert_eq!(goal("18"), "18");
        assert_eq!(goal("Goal 3"), "Goal 3");
        assert_eq!(
            shown("1, 17,,x").unwrap().plain(),
            "1 No poverty; 17 Partnerships for the goals; x"
        );
        assert_eq!(shown(" , "), None);
    }
}
