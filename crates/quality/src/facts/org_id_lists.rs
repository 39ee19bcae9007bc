//! The lists of organisation identifiers that org-id.guide knows.

use std::{collections::HashSet, sync::LazyLock};

static LISTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    super::rows(include_str!("../../data/org-id-lists.csv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

/// Whether a code such as `GB-CHC` is that of a list of organisation identifiers.
#[must_use]
pub fn is_org_id_list(code: &str) -> bool {
    LISTS.contains(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_lists_are_known() {
        assert!(is_org_id_list("GB-CHC") && is_org_id_list("XI-IATI") && !is_org_id_list("INDIGO"));
    }
}
