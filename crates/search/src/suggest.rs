//! What somebody may want to type who has begun: names, sectors, countries, and words.

use std::collections::HashSet;

use crate::{Reading, fold, words::words};

/// The most names looked at for one beginning.
const LOOKED_AT: usize = 4_000;

/// The most words among the suggestions that are no names.
const WORDS: usize = 3;

/// A name that can be suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub text: String,
    /// The smaller, the sooner it is suggested among names that begin alike.
    pub kind: u8,
    /// The id of the record that it is the name of, when it is one's.
    pub id: Option<String>,
}

/// All names, by the beginnings of their words.
#[derive(Debug, Default)]
pub struct Suggestions {
    names: Vec<Named>,
    folded: Vec<Box<str>>,
    /// Which name, and where a word of it begins; in order of what stands there.
    begins: Vec<(u32, u16)>,
}

impl Suggestions {
    /// Names to suggest from.
    #[must_use]
    pub fn new(names: Vec<Named>) -> Self {
        let folded: Vec<Box<str>> = names
            .iter()
            .map(|name| {
                let all: Vec<String> = words(&name.text)
                    .into_iter()
                    .map(|one| one.folded)
                    .collect();
                all.join(" ").into_boxed_str()
            })
            .collect();
        let mut begins = Vec::new();
        for (name, text) in folded.iter().enumerate() {
            let Ok(name) = u32::try_from(name) else { break };
            if !text.is_empty() {
                begins.push((name, 0));
            }
            for (blank, _) in text.match_indices(' ') {
                if let Ok(at) = u16::try_from(blank + 1) {
                    begins.push((name, at));
                }
            }
        }
        begins.sort_by(|a, b| at(&folded, *a).cmp(at(&folded, *b)).then(a.cmp(b)));
        Self {
            names,
            folded,
            begins,
        }
    }

    /// The names of which a word begins as typed, and words that records hold, best first.
    #[must_use]
    pub fn suggest(&self, begun: &str, reading: &Reading, limit: usize) -> Vec<Named> {
        let typed: Vec<String> = words(begun).into_iter().map(|one| one.folded).collect();
        let typed = typed.join(" ");
        if typed.is_empty() {
            return Vec::new();
        }
        let from = self
            .begins
            .partition_point(|one| at(&self.folded, *one) < typed.as_str());
        let mut found: Vec<(bool, u8, usize, u32)> = self.begins[from..]
            .iter()
            .take_while(|one| at(&self.folded, **one).starts_with(&typed))
            .take(LOOKED_AT)
            .map(|(name, place)| {
                let of = &self.names[*name as usize];
                (
                    *place > 0,
                    of.kind,
                    self.folded[*name as usize].len(),
                    *name,
                )
            })
            .collect();
        found.sort_unstable();
        let mut seen = HashSet::new();
        let mut names: Vec<Named> = Vec::new();
        for (_, _, _, name) in found {
            if names.len() == limit {
                break;
            }
            if seen.insert(&self.folded[name as usize]) {
                names.push(self.names[name as usize].clone());
            }
        }
        let room = limit.saturating_sub(names.len()).max(WORDS.min(limit));
        let words: Vec<Named> = completed(begun, &typed, reading, room)
            .into_iter()
            .filter(|text| !seen.contains(&fold(text).into_boxed_str()))
            .map(|text| Named {
                text,
                kind: u8::MAX,
                id: None,
            })
            .collect();
        names.truncate(limit.saturating_sub(words.len()));
        names.extend(words);
        names
    }
}

fn at(folded: &[Box<str>], (name, place): (u32, u16)) -> &str {
    &folded[name as usize][usize::from(place)..]
}

/// What was typed with its last word completed, the commonest first.
fn completed(begun: &str, typed: &str, reading: &Reading, most: usize) -> Vec<String> {
    let last = typed.rsplit(' ').next().unwrap_or_default();
    if last.chars().count() < 2 || begun.ends_with(char::is_whitespace) {
        return Vec::new();
    }
    let before = &typed[..typed.len() - last.len()];
    let mut found: Vec<(&str, u32)> = reading
        .vocabulary
        .beginning_with(last)
        .filter(|(word, _)| *word != last && word.chars().all(char::is_alphabetic))
        .collect();
    found.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    found
        .into_iter()
        .take(most)
        .map(|(word, _)| format!("{before}{word}"))
        .collect()
}
