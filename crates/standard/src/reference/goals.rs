//! The Sustainable Development Goals and their targets.

use std::{collections::HashMap, sync::LazyLock};

use super::{GOALS, TARGETS, read, said};

/// A goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SdgGoal {
    /// Its number as text: `3`.
    pub code: String,
    /// Its short name.
    pub name: String,
}

/// A target of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SdgTarget {
    /// Its code, with a small letter where it has one: `4.a`.
    pub code: String,
    /// The number of its goal as text.
    pub goal: String,
    /// What is to be reached, in the words of the United Nations.
    pub text: String,
}

static ALL_GOALS: LazyLock<Vec<SdgGoal>> = LazyLock::new(|| {
    read(GOALS, |row| {
        Some(SdgGoal {
            code: said(row, 0)?,
            name: said(row, 1)?,
        })
    })
});

static ALL_TARGETS: LazyLock<Vec<SdgTarget>> = LazyLock::new(|| {
    read(TARGETS, |row| {
        Some(SdgTarget {
            code: said(row, 0)?,
            goal: said(row, 1)?,
            text: said(row, 2)?,
        })
    })
});

static TARGET_BY_CODE: LazyLock<HashMap<&'static str, &'static SdgTarget>> = LazyLock::new(|| {
    ALL_TARGETS
        .iter()
        .map(|one| (one.code.as_str(), one))
        .collect()
});

/// The seventeen goals, in order.
#[must_use]
pub fn sdg_goals() -> &'static [SdgGoal] {
    &ALL_GOALS
}

/// Every target, in order.
#[must_use]
pub fn sdg_targets() -> &'static [SdgTarget] {
    &ALL_TARGETS
}

/// The goal with this number, such as `3`.
#[must_use]
pub fn sdg_goal(code: &str) -> Option<&'static SdgGoal> {
    ALL_GOALS.iter().find(|one| one.code == code)
}

/// The target with this code, such as `4.1` or `4.a`.
#[must_use]
pub fn sdg_target(code: &str) -> Option<&'static SdgTarget> {
    TARGET_BY_CODE.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_and_targets_are_found_by_code() {
        assert_eq!(sdg_goal("3").unwrap().name, "Good health and well-being");
        assert!(sdg_goal("0").is_none() && sdg_goal("18").is_none() && sdg_goal("03").is_none());
        assert!(sdg_target("1.1").unwrap().text.contains("extreme poverty"));
        assert!(sdg_target("4.a").is_some() && sdg_target("17.19").is_some());
        assert!(sdg_target("4.d").is_none() && sdg_target("4.A").is_none());
    }

    #[test]
    fn every_target_belongs_to_a_goal_and_every_goal_has_targets() {
        for target in sdg_targets() {
            assert!(sdg_goal(&target.goal).is_some());
            assert_eq!(target.code.split('.').next(), Some(target.goal.as_str()));
        }
        for goal in sdg_goals() {
            assert!(sdg_targets().iter().any(|target| target.goal == goal.code));
        }
    }
}
