//! How to cite a record: as APA writes it, as BibTeX and as RIS, as of a day and with an address that
//! keeps showing that day.

use indigo_model::PartialDate;

use super::block::{Block, Special};
use crate::facts::sources::Marks;

/// The id of the section.
const ANCHOR: &str = "on-cite";

/// What a citation says.
pub(super) struct Citation<'a> {
    /// The id of the record.
    pub(super) id: &'a str,
    /// What it is called.
    pub(super) name: &'a str,
    /// What records of the type are called: Project.
    pub(super) kind: &'a str,
    /// The day that it is cited as of: 2026-11-24.
    pub(super) day: &'a str,
    /// The address of the record on that day.
    pub(super) address: &'a str,
}

/// What the data are called as a whole.
const TITLE: &str = "INDIGO: International Network for Data on Impact and Government Outcomes";

impl Citation<'_> {
    fn date(&self) -> Option<PartialDate> {
        PartialDate::parse(self.day)
    }

    fn year(&self) -> &str {
        self.day.get(..4).unwrap_or(self.day)
    }

    /// As the seventh edition of the APA's manual has a page of a data set.
    pub(super) fn apa(&self) -> String {
        let day = self
            .date()
            .map_or_else(|| self.day.to_owned(), |day| day.in_words());
        format!(
            "{name} ({id}) [{kind} record, as public on {day}]. ({year}). In {TITLE}. {address}",
            name = self.name,
            id = self.id,
            kind = self.kind,
            year = self.year(),
            address = self.address,
        )
    }

    /// As an entry of a BibTeX file.
    pub(super) fn bibtex(&self) -> String {
        let key: String = self
            .id
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() {
                    letter
                } else {
                    '-'
                }
            })
            .collect();
        format!(
            "@misc{{{key}-{day},\n  title = {{{{{name}}}}},\n  howpublished = {{{TITLE}, {kind} record {id}}},\n  year = {{{year}}},\n  url = {{{address}}},\n  urldate = {{{day}}},\n  note = {{As public on {day}}}\n}}\n",
            name = in_tex(self.name),
            kind = in_tex(self.kind),
            id = in_tex(self.id),
            year = self.year(),
            day = self.day,
            address = self.address,
        )
    }

    /// As a reference of an RIS file.
    pub(super) fn ris(&self) -> String {
        let line = |tag: &str, value: &str| {
            let value: String = value
                .chars()
                .map(|letter| if letter.is_control() { ' ' } else { letter })
                .collect();
            format!("{tag}  - {}\n", value.trim())
        };
        let day = self.day.replace('-', "/");
        [
            line("TY", "DATA"),
            line("TI", self.name),
            line("T2", TITLE),
            line("AN", self.id),
            line("M3", &format!("{} record", self.kind)),
            line("PY", self.year()),
            line("DA", &day),
            line("Y2", &day),
            line("UR", self.address),
            line("N1", &format!("As public on {}", self.day)),
            line("ER", ""),
        ]
        .concat()
    }
}

/// A text inside braces of BibTeX.
fn in_tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '{' => escaped.push_str("\\{"),
            '}' => escaped.push_str("\\}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

pub(super) fn special(citation: &Citation<'_>) -> Special {
    Special {
        anchor: ANCHOR,
        title: "Cite this".to_owned(),
        marks: Marks::default(),
        blocks: vec![
            Block::Words(citation.apa()),
            Block::Hint(
                "The address keeps showing the record as it was public on that day.".to_owned(),
            ),
            Block::Copy("BibTeX".to_owned(), citation.bibtex()),
            Block::Copy("RIS".to_owned(), citation.ris()),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITATION: Citation<'static> = Citation {
        id: "INDIGO-POJ-0198",
        name: "Chances & {hope}\n100%",
        kind: "Project",
        day: "2026-11-24",
        address: "https://indigo.example.org/projects/INDIGO-POJ-0198?as_of=2026-11-24",
    };

    #[test]
    fn a_citation_says_what_when_and_where() {
        let apa = CITATION.apa();
        assert!(apa.contains(
            "(INDIGO-POJ-0198) [Project record, as public on 24 November 2026]. (2026)."
        ));
        assert!(apa.ends_with("?as_of=2026-11-24"));
    }

    #[test]
    fn names_cannot_break_out_of_a_citation() {
        let bibtex = CITATION.bibtex();
        assert!(
            bibtex.contains("title = {{Chances \\& \\{hope\\} 100\\%}},\n"),
            "{bibtex}"
        );
        assert!(bibtex.starts_with("@misc{INDIGO-POJ-0198-2026-11-24,\n"));
        let ris = CITATION.ris();
        assert!(ris.starts_with("TY  - DATA\nTI  - Chances & {hope} 100%\n"));
        assert!(ris.ends_with("ER  - \n"), "{ris}");
        assert_eq!(ris.lines().count(), 11);
    }
}
