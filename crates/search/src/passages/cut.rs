//! A text cut to what is around its matches.

use super::{Candidate, Passage};

/// How many letters of a text are shown before the first match.
const BEFORE: usize = 60;

/// How many letters are shown in all.
pub(super) const SHOWN: usize = 220;

impl Candidate<'_> {
    /// The text around the matches.
    pub(super) fn passage(&self) -> Passage {
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
