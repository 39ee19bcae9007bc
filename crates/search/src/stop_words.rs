//! Words that say nothing about a record: they do not have to match.

/// In order, so that they can be looked up by halves.
const STOP_WORDS: [&str; 60] = [
    "a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can",
    "did", "do", "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is",
    "it", "its", "me", "my", "of", "on", "or", "our", "show", "so", "that", "the", "their", "them",
    "there", "these", "they", "this", "those", "to", "was", "we", "were", "what", "when", "where",
    "which", "who", "why", "will", "with", "you",
];

/// Whether a folded word is one of them.
pub(crate) fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_in_order() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("the"));
        assert!(!is_stop_word("us"), "a country");
    }
}
