//! Which names may have been meant by one that there is not.

/// How many names are offered in place of one that there is not.
const NAMES: usize = 3;
/// How much of what was given is compared.
const COMPARED: usize = 120;

/// The names most like `given`: those that hold it or end in it first, then those with the fewest
/// letters that differ.
pub(crate) fn nearest<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    nearest_ranked(given, names.map(|name| (0, name)))
}

/// The same; of names that are equally like it, those of the lower rank first.
pub(crate) fn nearest_ranked<'a>(
    given: &str,
    names: impl Iterator<Item = (usize, &'a str)>,
) -> Vec<String> {
    let given: String = given.to_lowercase().chars().take(COMPARED).collect();
    if given.is_empty() {
        return Vec::new();
    }
    let last = given.rsplit('.').next().unwrap_or_default();
    let mut found: Vec<(usize, usize, usize, &str)> = names
        .filter_map(|(rank, name)| {
            let lower = name.to_lowercase();
            let whole = distance(&given, &lower);
            let end = lower.rsplit('.').next().unwrap_or_default();
            let of_end = distance(last, end) + 1;
            let of_words = (lower.contains(&given) || lower.ends_with(last)).then_some(1);
            let best = of_words.into_iter().chain([whole, of_end]).min()?;
            (best <= most(&given)).then_some((best, rank, whole, name))
        })
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .take(NAMES)
        .map(|(.., name)| name.to_owned())
        .collect()
}

/// The one name of which `given` is a misspelling, going by letters alone; none when too many
/// differ.
pub(crate) fn misspelt<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let letters = given.chars().count();
    names
        .map(|name| (distance(&given, &name.to_lowercase()), name))
        .filter(|(differing, _)| *differing <= most(&given) && *differing < letters)
        .min()
        .map(|(_, name)| name)
}

/// How many letters may differ.
fn most(given: &str) -> usize {
    given.chars().count() / 3 + 1
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
        let near = |given| nearest(given, names.into_iter());
        assert_eq!(near("stage_developement"), ["stage_development"]);
        assert_eq!(near("note"), ["notes", "dates.notes"]);
        assert!(near("zzzz").is_empty());
    }

    #[test]
    fn a_misspelt_name_is_known_by_its_letters() {
        let names = ["sector", "country", "sort"];
        let near = |given| misspelt(given, names.into_iter());
        assert_eq!(near("sectr"), Some("sector"));
        assert_eq!(near("Contry"), Some("country"));
        assert_eq!(near("utm_source"), None);
        assert_eq!(near("x"), None);
    }
}
