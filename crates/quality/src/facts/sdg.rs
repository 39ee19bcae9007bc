//! The targets of the Sustainable Development Goals.

use indigo_standard::reference::sdg_target;

/// Whether a code such as `4.1` or `4.a` is that of a target.
#[must_use]
pub fn is_sdg_target(code: &str) -> bool {
    sdg_target(code).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_known_by_their_codes() {
        assert!(is_sdg_target("4.a") && is_sdg_target("17.19") && !is_sdg_target("4.d"));
    }
}
