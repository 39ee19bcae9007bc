//! What is wrong with an address, gathered, and which name was meant.

use super::super::{fault::ApiFault, finding::Finding};

/// How many faults are told of.
const MOST: usize = 20;
/// How many names are offered in place of one that there is not.
const NAMES: usize = 3;

/// The faults of an address.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Finding>);

impl Faults {
    /// A parameter has a fault.
    pub(super) fn add(&mut self, parameter: &str, code: &str, message: impl Into<String>) {
        self.0.push(Finding::of_parameter(parameter, code, message));
    }

    /// A name that there is not, with those that may have been meant.
    pub(super) fn unknown(
        &mut self,
        parameter: &str,
        code: &str,
        message: impl Into<String>,
        meant: Vec<String>,
    ) {
        let mut message: String = message.into();
        if !meant.is_empty() {
            message = format!("{message} Did you mean {}?", meant.join(" or "));
        }
        self.0
            .push(Finding::of_parameter(parameter, code, message).meaning(meant));
    }

    pub(super) fn finish(mut self) -> Result<(), ApiFault> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.truncate(MOST);
        Err(ApiFault::Misasked(self.0))
    }
}

/// The names most like `asked`: those that end in it first, then those with the fewest letters that
/// differ.
pub(super) fn nearest<'a>(asked: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    nearest_ranked(asked, names.map(|name| (0, name)))
}

/// The same; of names that are equally like it, those of the lower rank first.
pub(super) fn nearest_ranked<'a>(
    asked: &str,
    names: impl Iterator<Item = (usize, &'a str)>,
) -> Vec<String> {
    let asked: String = asked.to_lowercase().chars().take(120).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let last = asked.rsplit('.').next().unwrap_or_default();
    let mut found: Vec<(usize, usize, usize, &str)> = names
        .filter_map(|(rank, name)| {
            let lower = name.to_lowercase();
            let whole = distance(&asked, &lower);
            let end = lower.rsplit('.').next().unwrap_or_default();
            let of_end = distance(last, end) + 1;
            let of_words = (lower.contains(&asked) || lower.ends_with(last)).then_some(1);
            let best = of_words.into_iter().chain([whole, of_end]).min()?;
            (best <= asked.chars().count() / 3 + 1).then_some((best, rank, whole, name))
        })
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .take(NAMES)
        .map(|(.., name)| name.to_owned())
        .collect()
}

/// How many letters have to be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, of_a) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, of_b) in b.iter().enumerate() {
            let changed = corner + usize::from(of_a != *of_b);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_letters_that_differ() {
        for (a, b, expected) in [
            ("", "", 0),
            ("a", "", 1),
            ("kitten", "sitting", 3),
            ("ä", "a", 1),
        ] {
            assert_eq!(distance(a, b), expected);
        }
    }

    #[test]
    fn offers_what_was_meant() {
        let names = ["stage_development", "dates.notes", "notes"];
        let near = |asked| nearest(asked, names.into_iter());
        assert_eq!(near("stage_developement"), ["stage_development"]);
        assert_eq!(near("note"), ["notes", "dates.notes"]);
        assert!(near("zzzz").is_empty());
    }
}
