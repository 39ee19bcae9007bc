//! The goals of sustainable development by number.

use super::{Piece, Shown};

/// The short names of the seventeen goals.
const GOALS: [&str; 17] = [
    "No poverty",
    "Zero hunger",
    "Good health and well-being",
    "Quality education",
    "Gender equality",
    "Clean water and sanitation",
    "Affordable and clean energy",
    "Decent work and economic growth",
    "Industry, innovation and infrastructure",
    "Reduced inequalities",
    "Sustainable cities and communities",
    "Responsible consumption and production",
    "Climate action",
    "Life below water",
    "Life on land",
    "Peace, justice and strong institutions",
    "Partnerships for the goals",
];

/// A goal with its name: `3 Good health and well-being`; as it came when it is no goal.
pub(crate) fn goal(text: &str) -> String {
    let text = text.trim();
    text.parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|place| GOALS.get(place))
        .map_or_else(|| text.to_owned(), |name| format!("{text} {name}"))
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
