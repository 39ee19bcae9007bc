//! How strongly a result is verified, told from how a metric says that it is.
//!
//! The standard has no list of methods, so words are looked for. The order is that of evidence
//! reviews: an allotted comparison group first, then another comparison group, then the same
//! people before and after, then somebody who looks at records afterwards.

/// How strongly results of a metric are verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Nothing is said, or nothing that is understood.
    NotKnown,
    /// Records are looked at afterwards.
    Check,
    /// The same people, or the same place, before and after.
    BeforeAfter,
    /// People, or times, without the service are looked at too.
    Comparison,
    /// Who got the service was decided by lot.
    Trial,
}

/// Words of a method, strongest first.
const WORDS: [(Strength, &[&str]); 4] = [
    (Strength::Trial, &["randomi", "rct"]),
    (
        Strength::Comparison,
        &[
            "quasi",
            "difference-in-difference",
            "difference in difference",
            "diff-in-diff",
            "comparison group",
            "control group",
            "historical",
            "matched",
        ],
    ),
    (
        Strength::BeforeAfter,
        &[
            "pre-post",
            "pre post",
            "before and after",
            "before-and-after",
        ],
    ),
    (
        Strength::Check,
        &[
            "ex-post", "ex post", "verif", "audit", "validat", "desk", "review",
        ],
    ),
];

impl Strength {
    /// Reads a method.
    pub(super) fn of(method: Option<&str>) -> Self {
        let method = method.unwrap_or_default().to_lowercase();
        WORDS
            .iter()
            .find(|(_, words)| words.iter().any(|word| method.contains(word)))
            .map_or(Self::NotKnown, |(strength, _)| *strength)
    }

    /// In a few words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Trial => "randomised trial",
            Self::Comparison => "comparison with others or earlier times",
            Self::BeforeAfter => "before and after",
            Self::Check => "checked afterwards",
            Self::NotKnown => "not said how",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_of_the_data_are_understood() {
        let of = |text: &str| Strength::of(Some(text));
        assert_eq!(of("Simple Ex-post verification "), Strength::Check);
        assert_eq!(of("Pre-post analysis"), Strength::BeforeAfter);
        assert_eq!(of("Historical comparison"), Strength::Comparison);
        assert_eq!(
            of("Clustered (village-level) randomized controlled trial"),
            Strength::Trial
        );
        assert_eq!(
            of("Independent verification by Deloitte (Desk-based review)"),
            Strength::Check
        );
        assert_eq!(of("by hand"), Strength::NotKnown);
        assert_eq!(Strength::of(None), Strength::NotKnown);
        assert!(Strength::Trial > Strength::Check);
    }
}
