//! What the landscape reads of a project's card.

use indigo_publish::Card;

/// What investors committed in US dollars, and whether it is one figure or the least of a range.
pub(crate) fn capital(card: &Card) -> Option<(f64, bool)> {
    let number = |name: &str| card.numbers.get(name).copied();
    match number("capital_exact_usd") {
        Some(exact) => Some((exact, true)),
        None => Some((number("capital_min_usd")?, false)),
    }
}

/// How many people the service reached, else how many it was to reach, and which it is.
pub(crate) fn users(card: &Card) -> Option<(f64, bool)> {
    let number = |name: &str| card.numbers.get(name).copied();
    match number("users_actual") {
        Some(actual) => Some((actual, true)),
        None => Some((number("users_target")?, false)),
    }
}

/// The values of a filter.
pub(crate) fn facet(card: &Card, name: &str) -> Vec<String> {
    card.facets.get(name).cloned().unwrap_or_default()
}

/// The SDG goals named as primary or as secondary; some cells hold several with commas between.
pub(crate) fn goals(card: &Card) -> Vec<String> {
    let primary = card.facets.get("sdg").into_iter().flatten();
    let secondary = card.values.get("sdg_secondary");
    let mut goals: Vec<String> = Vec::new();
    for part in primary.chain(secondary).flat_map(|cell| cell.split(',')) {
        let part = part.trim();
        let is_goal = !part.starts_with('0')
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part
                .parse::<u8>()
                .is_ok_and(|goal| (1..=17).contains(&goal));
        if is_goal && !goals.iter().any(|known| known == part) {
            goals.push(part.to_owned());
        }
    }
    goals
}

/// The ids of those who have a role, each once.
pub(crate) fn parties(card: &Card, role: &str) -> Vec<String> {
    card.parties.get(role).cloned().unwrap_or_default()
}
