//! A file that somebody sent to be checked.

use indigo_exchange::workbook;

/// The longest name that is kept, in letters.
const NAME_LETTERS: usize = 100;

/// A file by its name and bytes.
#[derive(Debug, Clone)]
pub struct CheckFile {
    name: String,
    bytes: Vec<u8>,
}

impl CheckFile {
    /// A file; its name is made harmless: folders are taken off, odd characters become `_`.
    #[must_use]
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: harmless(name),
            bytes,
        }
    }

    /// A file in a folder or an archive; the folders are kept in its name, each made harmless.
    #[must_use]
    pub fn inside(path: &str, bytes: Vec<u8>) -> Self {
        let parts: Vec<String> = path
            .split(['/', '\\'])
            .filter(|part| !part.is_empty())
            .map(harmless)
            .collect();
        Self {
            name: parts.join("/"),
            bytes,
        }
    }

    /// The name as reports show it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name without folders.
    pub(crate) fn base_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether it is to be read as a workbook: by its ending, by what is in it, or because it is
    /// the kind of file that old spreadsheet programs wrote.
    pub(crate) fn is_workbook(&self) -> bool {
        const ENDINGS: [&str; 6] = ["xlsx", "xlsm", "xltx", "xls", "xlsb", "ods"];
        const OLD: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];
        const ZIP: &[u8] = b"PK\x03\x04";
        let ending = self.name.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| {
            ENDINGS
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
        }) || self.bytes.starts_with(&OLD)
            || (self.bytes.starts_with(ZIP) && self.is_packed_workbook(ending))
    }

    /// Whether an archive is a workbook. One that is named as an archive may hold workbooks as they
    /// are, so that only its own directory says what it is.
    fn is_packed_workbook(&self, ending: Option<&str>) -> bool {
        const PART: &[u8] = b"[Content_Types].xml";
        if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
            return workbook::is_package(&self.bytes);
        }
        self.bytes.windows(PART.len()).any(|window| window == PART)
    }
}

fn harmless(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let plain: Vec<char> = base
        .chars()
        .map(|letter| {
            let is_plain = letter.is_alphanumeric() || " ._-()[]+,&".contains(letter);
            if is_plain { letter } else { '_' }
        })
        .collect();
    // The ending says what the file is, so that a long name loses its beginning.
    let from = plain.len().saturating_sub(NAME_LETTERS);
    let name: String = plain[from..].iter().collect();
    let name = name.trim_start_matches('.').trim();
    if name.is_empty() {
        "file".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (name, shown) in [
            ("projects.csv", "projects.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\fakepath\\Form v018.xlsx", "Form v018.xlsx"),
            ("..", "file"),
            ("", "file"),
            ("<b>\u{0}x</b>.csv", "b_.csv"),
            (".hidden", "hidden"),
            ("Zürich (2).jsonl", "Zürich (2).jsonl"),
        ] {
            assert_eq!(CheckFile::new(name, Vec::new()).name(), shown, "{name}");
        }
        let long = "x".repeat(5_000) + ".xlsx";
        let file = CheckFile::new(&long, Vec::new());
        assert_eq!(file.name().len(), NAME_LETTERS);
        assert!(file.is_workbook());
    }
}
