//! Text into words: letters without marks, case folded, and the stem of each.

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest word, in letters; what is longer is a web address or an accident, and is cut.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it begins, in bytes.
    pub(crate) from: usize,
    /// Where it ends, in bytes.
    pub(crate) to: usize,
    /// The word, folded.
    pub(crate) folded: String,
}

/// The words of a text in order. An apostrophe ends a word, and the `s` after it is none.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some(&(from, letter)) = letters.peek() {
        if !letter.is_alphanumeric() {
            letters.next();
            continue;
        }
        let mut word = Word {
            from,
            to: from,
            folded: String::new(),
        };
        let mut count = 0;
        while let Some(&(at, letter)) = letters.peek() {
            if !letter.is_alphanumeric() && !is_combining_mark(letter) {
                break;
            }
            if count < LONGEST {
                fold_letter(letter, &mut word.folded);
            }
            count += 1;
            word.to = at + letter.len_utf8();
            letters.next();
        }
        let rest = &text[word.to..];
        let mut after = rest.chars();
        if matches!(after.next(), Some('\'' | '’'))
            && matches!(after.next(), Some('s' | 'S'))
            && !after.next().is_some_and(char::is_alphanumeric)
        {
            letters.next();
            letters.next();
        }
        if !word.folded.is_empty() {
            found.push(word);
        }
    }
    found
}

/// Letters without marks, in small letters.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        fold_letter(letter, &mut folded);
    }
    folded
}

fn fold_letter(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    for letter in letter.to_lowercase().nfkd() {
        match letter {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            mark if is_combining_mark(mark) => {}
            other => out.extend(other.to_lowercase()),
        }
    }
}

/// An identifier as it is compared: letters and digits only, in small letters, numbers without
/// zeros before them. `None` for what is no identifier: it has to have a digit.
pub(crate) fn normal_id(text: &str) -> Option<String> {
    let mut normal = String::new();
    let mut in_number = false;
    let mut has_digit = false;
    let folded = fold(text);
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            has_digit = true;
            let is_leading_zero =
                letter == '0' && !in_number && letters.peek().is_some_and(char::is_ascii_digit);
            if !is_leading_zero {
                normal.push(letter);
                in_number = true;
            }
        } else {
            in_number = false;
            if letter.is_alphanumeric() {
                normal.push(letter);
            }
        }
    }
    (has_digit && normal.len() >= 3).then_some(normal)
}

/// The forms in which somebody may type an identifier: whole, and without its first part
/// (`POJ-198` for `INDIGO-POJ-0198`).
pub(crate) fn id_forms(id: &str) -> Vec<String> {
    let short = id.split_once('-').map(|(_, rest)| rest);
    let short = short.filter(|rest| rest.contains('-'));
    let mut forms: Vec<String> = [Some(id), short]
        .into_iter()
        .flatten()
        .filter_map(normal_id)
        .collect();
    forms.dedup();
    forms
}

/// Finds the stems of words.
pub(crate) struct Stems(TextAnalyzer);

impl Default for Stems {
    fn default() -> Self {
        Self(
            TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(Language::English))
                .build(),
        )
    }
}

impl Stems {
    /// The stem of a folded word.
    pub(crate) fn stem(&mut self, folded: &str) -> String {
        let mut stream = self.0.token_stream(folded);
        match stream.next() {
            Some(token) => token.text.clone(),
            None => folded.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            folded("Café ÉCOLE, children’s (Łódź) 2019-20 l'enfant"),
            [
                "cafe", "ecole", "children", "lodz", "2019", "20", "l", "enfant"
            ]
        );
        assert_eq!(folded("Cafe\u{301} Straße"), ["cafe", "strasse"]);
        assert_eq!(folded(" -- !"), Vec::<String>::new());
        assert_eq!(words(&"a".repeat(500))[0].folded.len(), LONGEST);
    }

    #[test]
    fn places_of_words_are_those_of_the_text() {
        let text = "Où est l’École's?";
        let found: Vec<&str> = words(text)
            .iter()
            .map(|one| &text[one.from..one.to])
            .collect();
        assert_eq!(found, ["Où", "est", "l", "École"]);
    }

    #[test]
    fn identifiers_are_compared_without_zeros_and_signs() {
        for typed in ["INDIGO-POJ-0198", "indigo poj 198", "Indigo-poj-00198"] {
            assert_eq!(normal_id(typed).as_deref(), Some("indigopoj198"), "{typed}");
        }
        assert_eq!(id_forms("INDIGO-POJ-0198"), ["indigopoj198", "poj198"]);
        assert_eq!(
            normal_id("INDIGO-POJ-0100").as_deref(),
            Some("indigopoj100")
        );
        assert_eq!(normal_id("POJ-0").as_deref(), Some("poj0"));
        assert_eq!(normal_id("homeless"), None);
        assert_eq!(normal_id("1"), None);
    }

    #[test]
    fn stems() {
        let mut stems = Stems::default();
        for (word, stem) in [
            ("homelessness", "homeless"),
            ("homeless", "homeless"),
            ("payments", "payment"),
            ("children", "children"),
        ] {
            assert_eq!(stems.stem(word), stem);
        }
    }
}
