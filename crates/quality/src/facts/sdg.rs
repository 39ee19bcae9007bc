//! The targets of the Sustainable Development Goals.

use std::{collections::HashSet, sync::LazyLock};

static TARGETS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    super::rows(include_str!("../../data/sdg-targets.csv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

/// Whether a code such as `4.1` or `4.a` is that of a target.
#[must_use]
pub fn is_sdg_target(code: &str) -> bool {
    TARGETS.contains(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_169_targets() {
        assert_eq!(TARGETS.len(), 169);
        assert!(is_sdg_target("4.a") && is_sdg_target("17.19") && !is_sdg_target("4.d"));
    }
}
