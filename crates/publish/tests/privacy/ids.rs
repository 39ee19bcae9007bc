//! Ids that the records made at random name.

/// Ids that records refer to.
pub(crate) const IDS: [&str; 8] = [
    "A-1",
    "A-2",
    " A-1 ",
    "A-3",
    "P-1",
    "P-2",
    "U-1",
    "A-2,P-1, A-3",
];
