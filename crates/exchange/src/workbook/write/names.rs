//! Names of sheets: at most 31 letters, without some, each once.

use std::collections::HashSet;

use crate::workbook::recognise::STAMP_SHEET;

/// How many letters the name of a sheet may have.
const LONGEST: usize = 31;

/// The names that are given, in small letters.
pub(super) struct SheetNames(HashSet<String>);

impl SheetNames {
    /// With the names that are not for records; spreadsheet programs keep "History" to themselves.
    pub(super) fn new() -> Self {
        let taken = [
            STAMP_SHEET,
            super::options::SHEET,
            super::guidance::SHEET,
            "History",
        ];
        Self(taken.iter().map(|name| name.to_lowercase()).collect())
    }

    /// A name made from a title.
    pub(super) fn give(&mut self, title: &str) -> String {
        let mut plain: String = title
            .chars()
            .map(|letter| match letter {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
                letter if letter.is_control() => ' ',
                letter => letter,
            })
            .collect();
        plain = plain.trim().trim_matches('\'').to_owned();
        if plain.is_empty() {
            "Sheet".clone_into(&mut plain);
        }
        let mut name = cut(&plain, LONGEST);
        let mut number = 2;
        while !self.0.insert(name.to_lowercase()) {
            let ending = format!(" {number}");
            name = cut(&plain, LONGEST - ending.len()) + &ending;
            number += 1;
        }
        name
    }
}

/// The start of a text, at most so many UTF-16 units, not ending in a blank or quote.
fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= most
        })
        .collect();
    kept.trim_end_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_plain_and_given_once() {
        let mut names = SheetNames::new();
        assert_eq!(names.give("Sources"), "Sources");
        assert_eq!(names.give("sources"), "sources 2");
        assert_eq!(names.give("Org-ids / Secondary"), "Org-ids   Secondary");
        assert_eq!(names.give("History"), "History 2");
        assert_eq!(names.give("[]"), "Sheet");
        let long = "Purpose and classifications of the service";
        assert_eq!(names.give(long), "Purpose and classifications of");
        assert_eq!(names.give(long), "Purpose and classifications o 2");
    }
}
