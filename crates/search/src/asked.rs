//! What was typed, as units that each have to match: words, quoted phrases, words of the field with
//! what means the same.

use std::sync::LazyLock;

use crate::{
    stop_words::is_stop_word,
    synonyms,
    words::{Stems, normal_id, words},
};

/// The most units that are looked at.
const MOST: usize = 12;

/// The shortest beginning of a word that stands for the whole word.
const SHORTEST_PREFIX: usize = 2;

/// What was typed, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub(crate) units: Vec<Unit>,
    /// The whole as an identifier, when it may be one.
    pub(crate) id: Option<String>,
    /// The stems of all words in order, stop words too.
    pub(crate) stems: Vec<String>,
}

/// Something that has to match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The words as typed, folded.
    pub(crate) words: Vec<String>,
    /// Their stems.
    pub(crate) stems: Vec<String>,
    /// The words have to stand side by side.
    pub(crate) is_phrase: bool,
    /// The word may be the beginning of one.
    pub(crate) is_begun: bool,
    /// What means the same, as stems side by side.
    pub(crate) synonyms: Vec<Vec<String>>,
}

/// A phrase of a group of synonyms, as stems.
struct Synonym {
    group: usize,
    stems: Vec<String>,
}

static SYNONYMS: LazyLock<Vec<Synonym>> = LazyLock::new(|| {
    let mut stems = Stems::default();
    let mut found: Vec<Synonym> = synonyms::phrases()
        .map(|(group, phrase)| Synonym {
            group,
            stems: phrase.iter().map(|word| stems.stem(word)).collect(),
        })
        .collect();
    // The longest first, as "development impact bond" holds "impact bond".
    found.sort_by_key(|one| std::cmp::Reverse(one.stems.len()));
    found
});

impl Asked {
    /// Reads what was typed.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let mut stems = Stems::default();
        let mut units = Vec::new();
        let mut all = Vec::new();
        for (place, part) in typed.split(['"', '“', '”']).enumerate() {
            if place % 2 == 1 {
                units.extend(Unit::phrase(part, &mut stems, &mut all));
                continue;
            }
            for chunk in part.split_whitespace() {
                // The parts of an identifier or a number stand side by side.
                if chunk.chars().any(|letter| letter.is_ascii_digit()) {
                    units.extend(Unit::phrase(chunk, &mut stems, &mut all));
                } else {
                    units.extend(words(chunk).into_iter().map(|word| {
                        let stem = stems.stem(&word.folded);
                        all.push(stem.clone());
                        Unit {
                            words: vec![word.folded],
                            stems: vec![stem],
                            ..Unit::default()
                        }
                    }));
                }
            }
        }
        let ends_open = typed.chars().last().is_some_and(char::is_alphanumeric);
        if ends_open
            && let Some(last) = units.last_mut()
            && let [word] = last.words.as_slice()
            && word.chars().count() >= SHORTEST_PREFIX
        {
            last.is_begun = true;
        }
        let mut asked = Self {
            units: with_synonyms(&units),
            id: normal_id(typed),
            stems: all,
        };
        if asked.units.iter().any(|unit| !unit.is_stop_word()) {
            asked.units.retain(|unit| !unit.is_stop_word());
        }
        asked.units.truncate(MOST);
        asked
    }

    /// Whether nothing can be found by it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
}

impl Unit {
    fn phrase(text: &str, stems: &mut Stems, all: &mut Vec<String>) -> Option<Self> {
        let found: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
        if found.is_empty() {
            return None;
        }
        let of: Vec<String> = found.iter().map(|word| stems.stem(word)).collect();
        all.extend(of.iter().cloned());
        Some(Self {
            is_phrase: found.len() > 1,
            words: found,
            stems: of,
            ..Self::default()
        })
    }

    fn is_stop_word(&self) -> bool {
        matches!(self.words.as_slice(), [word] if is_stop_word(word)) && self.synonyms.is_empty()
    }

    /// Its words as typed.
    pub(crate) fn text(&self) -> String {
        let words = self.words.join(" ");
        if self.is_phrase {
            format!("\"{words}\"")
        } else {
            words
        }
    }
}

/// Puts words that are a phrase of the field together, and adds what means the same.
fn with_synonyms(units: &[Unit]) -> Vec<Unit> {
    let mut found = Vec::with_capacity(units.len());
    let mut rest = units;
    'units: while let Some(first) = rest.first() {
        for one in SYNONYMS.iter().filter(|one| one.stems.len() <= rest.len()) {
            let here = &rest[..one.stems.len()];
            let is_it = here
                .iter()
                .zip(&one.stems)
                .all(|(unit, stem)| matches!(unit.stems.as_slice(), [only] if only == stem));
            if !is_it {
                continue;
            }
            let mut unit = Unit {
                words: here.iter().flat_map(|unit| unit.words.clone()).collect(),
                stems: one.stems.clone(),
                is_begun: here.len() == 1 && first.is_begun,
                ..Unit::default()
            };
            for other in SYNONYMS.iter().filter(|other| other.group == one.group) {
                if other.stems != one.stems && !unit.synonyms.contains(&other.stems) {
                    unit.synonyms.push(other.stems.clone());
                }
            }
            found.push(unit);
            rest = &rest[one.stems.len()..];
            continue 'units;
        }
        found.push(first.clone());
        rest = &rest[1..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(typed: &str) -> Vec<String> {
        Asked::read(typed).units.iter().map(Unit::text).collect()
    }

    #[test]
    fn what_is_typed_becomes_units() {
        for (typed, wanted) in [
            ("homes for children", &["homes", "children"][..]),
            ("\"payment plan\" uk", &["\"payment plan\"", "uk"]),
            ("the", &["the"]),
            ("INDIGO-POJ-0198", &["\"indigo poj 0198\""]),
            ("rate-card", &["rate", "card"]),
            ("rough sleeping in London", &["rough sleeping", "london"]),
            ("home* \"less) OR -x", &["home", "\"less or x\""]),
            ("?!*", &[]),
        ] {
            assert_eq!(units(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn only_a_last_word_that_is_open_is_begun() {
        let begun = |typed: &str| {
            Asked::read(typed)
                .units
                .last()
                .is_some_and(|one| one.is_begun)
        };
        assert!(begun("homes fir"));
        assert!(!begun("homes fir "));
        assert!(!begun("homes f"));
        assert!(!begun("\"homes first\""));
    }

    #[test]
    fn words_of_the_field_bring_what_means_the_same() {
        let asked = Asked::read("SIB");
        assert!(
            asked.units[0]
                .synonyms
                .contains(&vec!["impact".to_owned(), "bond".to_owned()])
        );
        let asked = Asked::read("children in care");
        assert_eq!(asked.units.len(), 1, "the stop word is part of the phrase");
        assert!(asked.units[0].synonyms.contains(&vec!["foster".to_owned()]));
    }
}
