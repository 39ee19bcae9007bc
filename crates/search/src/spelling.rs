//! What may have been meant by a word that no record holds.

use crate::vocabulary::Vocabulary;

/// The shortest word that is mended.
const SHORTEST: usize = 4;

/// From how many letters on two mistakes are forgiven.
const LONG: usize = 8;

/// The nearest word that records hold: by mistakes, then one that begins alike, then by how many
/// records hold it, then by the alphabet.
pub(crate) fn nearest(vocabulary: &Vocabulary, word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < SHORTEST {
        return None;
    }
    let most = if letters.len() < LONG { 1 } else { 2 };
    let mut scratch = Scratch::default();
    vocabulary
        .iter()
        .filter(|(candidate, _)| candidate.chars().any(char::is_alphabetic))
        .filter_map(|(candidate, count)| {
            let mistakes = scratch.mistakes(&letters, candidate, most)?;
            let begins_alike = candidate.chars().next() == letters.first().copied();
            Some((mistakes, !begins_alike, std::cmp::Reverse(count), candidate))
        })
        .min()
        .map(|(_, _, _, candidate)| candidate.to_owned())
}

/// Rows of the table of distances, kept from word to word.
#[derive(Default)]
struct Scratch {
    other: Vec<char>,
    rows: [Vec<usize>; 3],
}

impl Scratch {
    /// How many letters were left out, put in, changed or swapped with the next; `None` when more
    /// than `most`.
    fn mistakes(&mut self, letters: &[char], other: &str, most: usize) -> Option<usize> {
        if other.len() > (letters.len() + most) * 4 || other.len() + most < letters.len() {
            return None;
        }
        self.other.clear();
        self.other.extend(other.chars());
        let width = self.other.len();
        if width.abs_diff(letters.len()) > most {
            return None;
        }
        let [before, last, now] = &mut self.rows;
        last.clear();
        last.extend(0..=width);
        before.clone_from(last);
        for (row, letter) in letters.iter().enumerate() {
            now.clear();
            now.push(row + 1);
            for (column, candidate) in self.other.iter().enumerate() {
                let mut cost = (last[column] + usize::from(letter != candidate))
                    .min(last[column + 1] + 1)
                    .min(now[column] + 1);
                if row > 0
                    && column > 0
                    && *letter == self.other[column - 1]
                    && letters[row - 1] == *candidate
                {
                    cost = cost.min(before[column - 1] + 1);
                }
                now.push(cost);
            }
            if now.iter().min().is_some_and(|least| *least > most) {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, now);
        }
        Some(last[width]).filter(|mistakes| *mistakes <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_counted() {
        let mut scratch = Scratch::default();
        for (a, b, wanted) in [
            ("homeless", "homeless", Some(0)),
            ("homeles", "homeless", Some(1)),
            ("hoemless", "homeless", Some(1)),
            ("homlesness", "homelessness", Some(2)),
            ("prison", "prisom", Some(1)),
            ("home", "homeless", None),
            ("abcd", "badc", Some(2)),
            ("abcdef", "fedcba", None),
        ] {
            let letters: Vec<char> = a.chars().collect();
            assert_eq!(scratch.mistakes(&letters, b, 2), wanted, "{a} {b}");
        }
    }
}
