//! Where a page ended, as a word that is given back for the next one.
//!
//! It names the last record and what it was sorted by, not a number of records: what is added or
//! taken away meanwhile neither doubles nor skips anything else.

use std::cmp::Ordering;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

/// The longest word that is looked at.
const LONGEST: usize = 4_000;
/// How much of a text is looked at to sort by, so that a word of it is never longer than that.
const TEXT_BYTES: usize = 300;

/// What a record is sorted by; what has nothing comes last.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Key {
    /// Nothing is known.
    Missing,
    /// A number or a day.
    Number(f64),
    /// The beginning of a text.
    Text(String),
}

impl Key {
    /// A text as something to sort by: of a long one the beginning alone. Who has the same
    /// beginning stands in the order of ids.
    pub(super) fn of_text(text: &str) -> Self {
        let end = text.floor_char_boundary(TEXT_BYTES);
        Self::Text(text[..end].to_owned())
    }

    /// The order, from the least or from the most; what is missing comes last in both.
    pub(super) fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Missing, Self::Missing) => return Ordering::Equal,
            (Self::Missing, _) => return Ordering::Greater,
            (_, Self::Missing) => return Ordering::Less,
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if descending { order.reverse() } else { order }
    }
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cursor {
    /// Of which selection and order it is.
    pub(super) mark: String,
    pub(super) key: Key,
    pub(super) id: String,
    /// How many records came before, for orders that have no key.
    pub(super) place: usize,
}

impl Cursor {
    pub(super) fn word(&self) -> String {
        let key = match &self.key {
            Key::Missing => Value::Null,
            Key::Number(number) => json!(number),
            Key::Text(text) => json!(text),
        };
        let value = json!([self.mark, key, self.id, self.place]);
        BASE64URL_NOPAD.encode(value.to_string().as_bytes())
    }

    /// Reads a word; nothing when it is none of ours.
    pub(super) fn read(word: &str) -> Option<Self> {
        if word.len() > LONGEST {
            return None;
        }
        let bytes = BASE64URL_NOPAD.decode(word.as_bytes()).ok()?;
        let (mark, key, id, place): (String, Value, String, usize) =
            serde_json::from_slice(&bytes).ok()?;
        let key = match key {
            Value::Null => Key::Missing,
            Value::Number(number) => Key::Number(number.as_f64().filter(|n| n.is_finite())?),
            Value::String(text) => Key::Text(text),
            _ => return None,
        };
        Some(Self {
            mark,
            key,
            id,
            place,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_says_all_of_it() {
        for key in [Key::Missing, Key::Number(-2.5), Key::Text("é".to_owned())] {
            let cursor = Cursor {
                mark: "m".to_owned(),
                key,
                id: "A-1".to_owned(),
                place: 7,
            };
            assert_eq!(Cursor::read(&cursor.word()), Some(cursor));
        }
        for odd in ["", "x", "AAAA", "W10", "bnVsbA"] {
            assert_eq!(Cursor::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_word_of_a_long_text_is_not_too_long_to_be_read() {
        for text in ["x", "é", "\u{1}", "\"", "𝄞"].map(|letter| letter.repeat(5_000)) {
            let cursor = Cursor {
                mark: "m".repeat(12),
                key: Key::of_text(&text),
                id: "A".repeat(200),
                place: usize::MAX,
            };
            assert_eq!(Cursor::read(&cursor.word()), Some(cursor));
        }
        let (one, other) = ("x".repeat(300) + "a", "x".repeat(300) + "b");
        assert_eq!(Key::of_text(&one), Key::of_text(&other));
    }

    #[test]
    fn what_is_missing_comes_last() {
        let (one, two) = (Key::Number(1.0), Key::Number(2.0));
        assert_eq!(one.compare(&two, false), Ordering::Less);
        assert_eq!(one.compare(&two, true), Ordering::Greater);
        for descending in [false, true] {
            assert_eq!(Key::Missing.compare(&one, descending), Ordering::Greater);
        }
    }
}
