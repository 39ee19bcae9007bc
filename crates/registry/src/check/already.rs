//! What is found in the published record by itself, so that no file is blamed for it.
//!
//! A file holds a part of a record and is laid over the rest. What a check finds in the rest, and
//! finds there without the file too, is not the file's.

use std::collections::HashMap;

use indigo_quality::Finding;

use super::CheckFinding;

/// The findings of published records, each with how often it is there.
#[derive(Debug, Default)]
pub(super) struct Already(HashMap<Said, usize>);

/// What a finding says, wherever the row stands that it speaks of.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Said {
    record: String,
    check: String,
    pointer: String,
    value: Option<String>,
    message: String,
}

impl Already {
    /// Takes in what was found in the published record `record`.
    pub(super) fn add(&mut self, record: &str, finding: Finding) {
        let said = Said {
            record: record.to_owned(),
            pointer: without_rows(&finding.pointer),
            check: finding.check,
            value: finding.value,
            message: finding.message,
        };
        *self.0.entry(said).or_default() += 1;
    }

    /// Whether a finding in a value that no file holds is one of these; each counts once.
    pub(super) fn takes(&mut self, record: &str, finding: &CheckFinding) -> bool {
        if finding.place.file.is_some() || self.0.is_empty() {
            return false;
        }
        let said = Said {
            record: record.to_owned(),
            check: finding.code.clone(),
            pointer: without_rows(finding.place.pointer.as_deref().unwrap_or_default()),
            value: finding.value.clone(),
            message: finding.message.clone(),
        };
        match self.0.get_mut(&said) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

/// A pointer without the numbers of rows, which a file may have moved.
fn without_rows(pointer: &str) -> String {
    let is_row = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = pointer
        .split('/')
        .map(|part| if is_row(part) { "*" } else { part })
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::without_rows;

    #[test]
    fn rows_lose_their_numbers() {
        for (pointer, said) in [
            ("", ""),
            ("/name/value", "/name/value"),
            ("/investments/12/id", "/investments/*/id"),
            ("/a1/0", "/a1/*"),
        ] {
            assert_eq!(without_rows(pointer), said);
        }
    }
}
