//! The places of a record that match, cut to what can be read at a glance.

mod cut;
mod matching;

use crate::{Asked, Document, Text, Weight, words::Word};

use matching::Stemming;

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
        let mut stemming = Stemming::of(self);
        let mut candidates: Vec<Candidate<'_>> = record
            .texts
            .iter()
            .filter(|text| text.weight != Weight::Name)
            .filter_map(|text| self.candidate(text, &mut stemming))
            .collect();
        // Nobody reads an address: it is shown only where nothing else says why this was found.
        if candidates.iter().any(|one| !is_address(&one.text.text)) {
            candidates.retain(|one| !is_address(&one.text.text));
        }
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

/// Whether a text is nothing but the address of a page.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let begins = |beginning: &str| {
        text.get(..beginning.len())
            .is_some_and(|begun| begun.eq_ignore_ascii_case(beginning))
    };
    ["http://", "https://", "www."].into_iter().any(begins) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests;
