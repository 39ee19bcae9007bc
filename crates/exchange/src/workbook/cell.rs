//! Names of cells: `C5` is column 3 of row 5.

use std::fmt;

/// The last row and column that a sheet has.
pub(super) const LAST_ROW: u32 = 1_048_576;
/// The last column that a sheet has.
pub(super) const LAST_COLUMN: u32 = 16_384;

/// A cell of a sheet; rows and columns are counted from 1. In the order of a sheet's XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CellName {
    pub(super) row: u32,
    pub(super) column: u32,
}

impl CellName {
    pub(super) fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads `C5`; `None` for anything else and for cells that no sheet has.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|letter: char| letter.is_ascii_digit())?;
        let column = column_of(&text[..digits])?;
        let row = row_of(&text[digits..])?;
        Some(Self { row, column })
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", letters(self.column), self.row)
    }
}

/// The number of a row, when a sheet has it.
pub(super) fn row_of(digits: &str) -> Option<u32> {
    let row: u32 = digits.parse().ok()?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && (1..=LAST_ROW).contains(&row)).then_some(row)
}

/// The number of the column with these letters.
pub(super) fn column_of(letters: &str) -> Option<u32> {
    let short = (1..=3).contains(&letters.len());
    if !short || !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| {
        column * 26 + u32::from(letter - b'A') + 1
    });
    (column <= LAST_COLUMN).then_some(column)
}

/// The letters of a column.
pub(super) fn letters(mut column: u32) -> String {
    let mut found = Vec::new();
    while column > 0 {
        let letter = u8::try_from((column - 1) % 26).unwrap_or_default();
        found.push(char::from(b'A' + letter));
        column = (column - 1) / 26;
    }
    found.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells() {
        for (text, row, column) in [
            ("A1", 1, 1),
            ("C5", 5, 3),
            ("AA10", 10, 27),
            ("XFD1048576", LAST_ROW, LAST_COLUMN),
        ] {
            let cell = CellName::parse(text).unwrap();
            assert_eq!(cell, CellName::new(row, column));
            assert_eq!(cell.to_string(), text);
        }
        for text in [
            "",
            "A",
            "5",
            "a1",
            "A0",
            "XFE1",
            "A1048577",
            "A1B",
            "A+1",
            "Á1",
            "A99999999999",
        ] {
            assert_eq!(CellName::parse(text), None, "{text}");
        }
    }
}
