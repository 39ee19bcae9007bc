//! The states of proposals in words.

/// The states that the queue can be filtered by, with their words.
pub(crate) const STATES: [(&str, &str); 8] = [
    ("open", "waits for a decision"),
    ("changes_asked", "waits for its proposer"),
    ("approved", "accepted"),
    ("partly_approved", "accepted in part"),
    ("rejected", "rejected"),
    ("withdrawn", "taken back"),
    ("superseded", "replaced by another"),
    ("purged", "record erased"),
];

/// A state as people call it.
pub(crate) fn state_in_words(state: &str) -> &'static str {
    STATES
        .iter()
        .find(|(word, _)| *word == state)
        .map_or("closed", |(_, words)| words)
}
