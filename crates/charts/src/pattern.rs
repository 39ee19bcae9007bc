//! Patterns: what tells series apart for those who do not see the colours.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How many colours and patterns there are before they begin again.
pub(crate) const COUNT: usize = 7;

/// In the place of a series: the first colour with the stripes of the second, for what is not final.
pub(crate) const STRIPED_FIRST: usize = usize::MAX;
/// The number that it has.
const STRIPED_FIRST_NUMBER: usize = COUNT + 1;

/// The number of the colour and pattern of a series, counted from 0.
pub(crate) fn number(series: usize) -> usize {
    if series == STRIPED_FIRST {
        STRIPED_FIRST_NUMBER
    } else {
        series % COUNT + 1
    }
}

/// The stripes of each pattern in a tile of 8 by 8; the first series is plain.
const STRIPES: [&str; COUNT] = [
    "",
    "M-1 1L1-1M0 8L8 0M7 9L9 7",
    "M2 2h.01M6 6h.01",
    "M-1 7L1 9M0 0L8 8M7-1L9 1",
    "M4 0V8",
    "M0 4H8",
    "M0 4H8M4 0V8",
];

/// The definitions of the patterns that a sheet uses.
pub(crate) fn definitions(id: &str, used: &BTreeSet<usize>) -> String {
    if used.is_empty() {
        return String::new();
    }
    let mut out = String::from("<defs>");
    for &number in used {
        let (colour, stripes) = if number == STRIPED_FIRST_NUMBER {
            (1, STRIPES[1])
        } else {
            (number, STRIPES.get(number - 1).copied().unwrap_or(""))
        };
        let class = if number == 3 {
            "chart-dots"
        } else {
            "chart-stripes"
        };
        let _ = write!(
            out,
            r#"<pattern id="{id}-p{number}" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="chart-{colour}" width="8" height="8"/><path class="{class}" d="{stripes}"/></pattern>"#
        );
    }
    out.push_str("</defs>");
    out
}
