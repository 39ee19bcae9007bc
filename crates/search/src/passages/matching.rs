//! Which parts of a text match.

use std::collections::HashSet;

use crate::{
    Asked,
    asked::Unit,
    words::{Stems, Word, words},
};

impl Asked {
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
}

/// Finds the stems of words that may match; finding that of every word takes long.
pub(super) struct Stemming {
    stems: Stems,
    /// The first letters of all stems that match.
    begins: HashSet<[Option<char>; 2]>,
}

impl Stemming {
    pub(super) fn of(asked: &Asked) -> Self {
        Self {
            stems: Stems::default(),
            begins: asked.begins(),
        }
    }

    pub(super) fn words(&mut self, text: &str) -> Vec<(Word, String)> {
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
    pub(super) fn marks(&self, text: &[(Word, String)]) -> (bool, Vec<(usize, usize)>) {
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
