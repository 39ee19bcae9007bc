//! The places of a record that match, cut to what can be read at a glance.

use std::collections::HashSet;

use crate::{
    Asked, Document, Text, Weight,
    asked::Unit,
    words::{Stems, Word, words},
};

/// How many letters of a text are shown before the first match.
const BEFORE: usize = 60;

/// How many letters are shown in all.
const SHOWN: usize = 220;

/// A place of a record that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub label: String,
    /// Its text in pieces, each with whether it matches.
    pub text: Vec<(String, bool)>,
    /// Where it is on the record's page.
    pub anchor: Option<String>,
}

/// A text that matches.
struct Candidate<'a> {
    text: &'a Text,
    /// Which units match, as bits.
    units: u32,
    /// How many units are matched by the words themselves, not by what means the same.
    own: usize,
    /// The parts that match, in bytes.
    marks: Vec<(usize, usize)>,
}

impl Asked {
    /// The best places of a record that match, at most `most`, best first. The name is left out,
    /// as it is always shown.
    #[must_use]
    pub fn passages(&self, record: &Document, most: usize) -> Vec<Passage> {
        let mut stemming = Stemming {
            stems: Stems::default(),
            begins: self.begins(),
        };
        let mut candidates: Vec<Candidate<'_>> = record
            .texts
            .iter()
            .filter(|text| text.weight != Weight::Name)
            .filter_map(|text| self.candidate(text, &mut stemming))
            .collect();
        let mut covered = 0;
        let mut found = Vec::new();
        while found.len() < most && !candidates.is_empty() {
            let rank = |one: &Candidate<'_>| {
                let new = (one.units & !covered).count_ones();
                (
                    new,
                    one.units.count_ones(),
                    one.own,
                    std::cmp::Reverse(one.text.weight),
                )
            };
            let mut best = 0;
            for at in 1..candidates.len() {
                if rank(&candidates[at]) > rank(&candidates[best]) {
                    best = at;
                }
            }
            let one = candidates.remove(best);
            // A further place has to say something new, or as much as the first.
            if !found.is_empty() && one.units & !covered == 0 && one.units != covered {
                break;
            }
            covered |= one.units;
            candidates.retain(|other| other.text.text != one.text.text);
            found.push(one.passage());
        }
        found
    }

    /// The first letters of every stem that is looked for.
    fn begins(&self) -> HashSet<[Option<char>; 2]> {
        let synonyms = self
            .units
            .iter()
            .flat_map(|unit| unit.synonyms.iter().flatten());
        let own = self.units.iter().flat_map(|unit| &unit.stems);
        own.chain(synonyms)
            .map(|stem| first_letters(stem))
            .collect()
    }

    fn candidate<'a>(&self, text: &'a Text, stemming: &mut Stemming) -> Option<Candidate<'a>> {
        let found: Vec<(Word, String)> = stemming.words(&text.text);
        let also: Vec<(Word, String)> = stemming.words(&text.also);
        let mut one = Candidate {
            text,
            units: 0,
            own: 0,
            marks: Vec::new(),
        };
        for (place, unit) in self.units.iter().enumerate() {
            let (is_own, marks) = unit.marks(&found);
            if !marks.is_empty() {
                one.units |= 1 << place;
                one.own += usize::from(is_own);
                one.marks.extend(marks);
            } else if !unit.marks(&also).1.is_empty() && !text.text.is_empty() {
                // A country that is found by another of its names is marked as a whole.
                one.units |= 1 << place;
                one.marks.push((0, text.text.len()));
            }
        }
        one.marks.sort_unstable();
        (one.units != 0).then_some(one)
    }
}

/// Finds the stems of words that may match; finding that of every word takes long.
struct Stemming {
    stems: Stems,
    /// The first letters of all stems that match.
    begins: HashSet<[Option<char>; 2]>,
}

impl Stemming {
    fn words(&mut self, text: &str) -> Vec<(Word, String)> {
        words(text)
            .into_iter()
            .map(|word| {
                let stem = if self.begins.contains(&first_letters(&word.folded)) {
                    self.stems.stem(&word.folded)
                } else {
                    String::new()
                };
                (word, stem)
            })
            .collect()
    }
}

/// A stem begins as its word does.
fn first_letters(word: &str) -> [Option<char>; 2] {
    let mut letters = word.chars();
    [letters.next(), letters.next()]
}

impl Unit {
    /// The parts of a text that match, and whether by the words themselves.
    fn marks(&self, text: &[(Word, String)]) -> (bool, Vec<(usize, usize)>) {
        let mut marks = Vec::new();
        if self.is_phrase || self.stems.len() == 1 {
            side_by_side(&self.stems, text, &mut marks);
        } else {
            let all = |stem: &String| text.iter().any(|(_, known)| known == stem);
            if self.stems.iter().all(all) {
                for stem in &self.stems {
                    side_by_side(std::slice::from_ref(stem), text, &mut marks);
                }
            }
        }
        if self.is_begun
            && let Some(begun) = self.words.first()
        {
            for (word, _) in text
                .iter()
                .filter(|(word, _)| word.folded.starts_with(begun))
            {
                marks.push((word.from, word.to));
            }
        }
        let is_own = !marks.is_empty();
        if !is_own {
            for synonym in &self.synonyms {
                side_by_side(synonym, text, &mut marks);
            }
        }
        (is_own, marks)
    }
}

fn side_by_side(stems: &[String], text: &[(Word, String)], marks: &mut Vec<(usize, usize)>) {
    if stems.is_empty() {
        return;
    }
    for here in text.windows(stems.len()) {
        if here
            .iter()
            .zip(stems)
            .all(|((_, known), stem)| known == stem)
            && let (Some((first, _)), Some((last, _))) = (here.first(), here.last())
        {
            marks.push((first.from, last.to));
        }
    }
}

impl Candidate<'_> {
    /// The text around the matches.
    fn passage(&self) -> Passage {
        let text = self.text.text.as_str();
        let first = self.marks.first().map_or(0, |(from, _)| *from);
        let is_short = text.chars().count() <= SHOWN;
        let from = if is_short {
            0
        } else {
            back(text, first, BEFORE)
        };
        let to = if is_short {
            text.len()
        } else {
            forth(text, from, SHOWN)
        };
        let mut pieces: Vec<(String, bool)> = Vec::new();
        if from > 0 {
            pieces.push(("… ".to_owned(), false));
        }
        let mut at = from;
        for (begin, end) in &self.marks {
            let (begin, end) = ((*begin).max(at), (*end).min(to));
            if begin >= end {
                continue;
            }
            push(&mut pieces, &text[at..begin], false);
            push(&mut pieces, &text[begin..end], true);
            at = end;
        }
        push(&mut pieces, &text[at..to], false);
        if to < text.len() {
            pieces.push((" …".to_owned(), false));
        }
        Passage {
            label: self.text.label.clone(),
            text: pieces,
            anchor: self.text.anchor.clone(),
        }
    }
}

/// Puts a piece at the end; blanks and line ends become one blank.
fn push(pieces: &mut Vec<(String, bool)>, piece: &str, is_match: bool) {
    if piece.is_empty() {
        return;
    }
    let mut tidy = String::with_capacity(piece.len());
    for letter in piece.chars() {
        if !letter.is_whitespace() {
            tidy.push(letter);
        } else if !tidy.ends_with(' ') {
            tidy.push(' ');
        }
    }
    match pieces.last_mut() {
        Some((last, of)) if *of == is_match => last.push_str(&tidy),
        _ => pieces.push((tidy, is_match)),
    }
}

/// The beginning of a word about `letters` before a place.
fn back(text: &str, place: usize, letters: usize) -> usize {
    let before = &text[..place];
    let Some((from, _)) = before.char_indices().rev().nth(letters) else {
        return 0;
    };
    before[from..]
        .find(char::is_whitespace)
        .map_or(place, |blank| from + blank + 1)
        .min(place)
}

/// The end of a word about `letters` after a place.
fn forth(text: &str, place: usize, letters: usize) -> usize {
    let after = &text[place..];
    let Some((end, _)) = after.char_indices().nth(letters) else {
        return text.len();
    };
    after[..end]
        .rfind(char::is_whitespace)
        .filter(|blank| *blank > 0)
        .map_or(place + end, |blank| place + blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(texts: &[(Weight, &str, &str, &str)]) -> Document {
        Document {
            texts: texts
                .iter()
                .map(|(weight, label, text, also)| Text {
                    weight: *weight,
                    label: (*label).to_owned(),
                    text: (*text).to_owned(),
                    also: (*also).to_owned(),
                    anchor: None,
                })
                .collect(),
            ..Document::default()
        }
    }

    fn shown(typed: &str, record: &Document) -> Vec<String> {
        Asked::read(typed)
            .passages(record, 3)
            .into_iter()
            .map(|one| {
                let text: String = one
                    .text
                    .iter()
                    .map(|(piece, is_match)| {
                        if *is_match {
                            format!("[{piece}]")
                        } else {
                            piece.clone()
                        }
                    })
                    .collect();
                format!("{}: {text}", one.label)
            })
            .collect()
    }

    #[test]
    fn the_best_places_are_shown_with_what_matches() {
        let record = record(&[
            (Weight::Name, "Name", "Homes for the homeless", ""),
            (Weight::Class, "Sector", "Homelessness", ""),
            (Weight::Place, "Country", "United Kingdom", "GB UK Britain"),
            (Weight::Metric, "Metric 1", "Nights in stable  homes", ""),
            (Weight::Free, "Notes", "Cafés and rough\nsleeping", ""),
        ]);
        assert_eq!(
            shown("homeless", &record),
            [
                "Sector: [Homelessness]",
                "Notes: Cafés and [rough sleeping]"
            ]
        );
        assert_eq!(
            shown("uk stable nights", &record),
            [
                "Metric 1: [Nights] in [stable] homes",
                "Country: [United Kingdom]"
            ]
        );
        assert_eq!(shown("caf", &record), ["Notes: [Cafés] and rough sleeping"]);
        assert!(shown("zebra", &record).is_empty());
    }

    #[test]
    fn a_long_text_is_cut_at_words() {
        let long = format!("{} needle {}", "straw ".repeat(80), "ümläut ".repeat(80));
        let record = record(&[(Weight::Free, "Notes", &long, "")]);
        let found = shown("needle", &record).remove(0);
        assert!(found.starts_with("Notes: … straw "), "{found}");
        assert!(found.ends_with("ümläut …"), "{found}");
        assert!(found.contains(" [needle] "), "{found}");
        assert!(found.chars().count() < SHOWN + 20, "{found}");
    }
}
