//! The sources of a record, and which facts each supports.

use std::collections::HashMap;

use askama::{Template, filters::HtmlSafe};
use indigo_model::{Value, changes::row_id, pointer};

use crate::layout::SOURCES;

/// A mark behind a fact: which source says so.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    /// The source's number on the page; `None` when it is not in the list of sources.
    number: Option<usize>,
    /// Its id in the record.
    id: String,
}

/// The marks behind a fact or a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/marks.html")]
pub(crate) struct Marks {
    marks: Vec<Mark>,
}

/// The template escapes every part.
impl HtmlSafe for Marks {}

/// What a source supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Support {
    /// Where on the page.
    pub(crate) href: String,
    /// What it is called.
    pub(crate) title: String,
    /// How many rows of it, where it is a list.
    pub(crate) rows: usize,
}

/// The sources of one record, with what was found to cite them so far.
#[derive(Debug, Default)]
pub(crate) struct SourceBook {
    places: HashMap<String, usize>,
    supports: Vec<Vec<Support>>,
}

impl SourceBook {
    /// The sources in a record's public data.
    pub(crate) fn of(data: &Value) -> Self {
        let mut book = Self::default();
        for (place, row) in pointer::rows(data, SOURCES).enumerate() {
            if let Some(id) = row_id(row) {
                book.places.entry(id.to_owned()).or_insert(place);
            }
            book.supports.push(Vec::new());
        }
        book
    }

    /// The marks for the text of a `source_ids`; notes down what they support.
    pub(crate) fn cite(&mut self, ids: &str, href: &str, title: &str, is_row: bool) -> Marks {
        let mut marks: Vec<Mark> = Vec::new();
        for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            if marks.iter().any(|mark| mark.id == id) {
                continue;
            }
            let place = self.places.get(id).copied();
            if let Some(place) = place {
                self.note(place, href, title, is_row);
            }
            marks.push(Mark {
                number: place.map(|place| place + 1),
                id: id.to_owned(),
            });
        }
        Marks { marks }
    }

    /// The marks for the text of a `source_ids`, noting nothing down: for what repeats a fact that
    /// stands elsewhere on the page.
    pub(crate) fn marks(&self, ids: &str) -> Marks {
        let mut marks: Vec<Mark> = Vec::new();
        for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            if marks.iter().all(|mark| mark.id != id) {
                marks.push(Mark {
                    number: self.places.get(id).map(|place| place + 1),
                    id: id.to_owned(),
                });
            }
        }
        Marks { marks }
    }

    /// What the source at a place supports.
    pub(crate) fn supports(&self, place: usize) -> &[Support] {
        self.supports.get(place).map_or(&[], Vec::as_slice)
    }

    fn note(&mut self, place: usize, href: &str, title: &str, is_row: bool) {
        let supports = &mut self.supports[place];
        let rows = usize::from(is_row);
        let known = supports
            .iter_mut()
            .find(|known| known.href == href && known.title == title);
        match known {
            Some(known) => known.rows += rows,
            None => supports.push(Support {
                href: href.to_owned(),
                title: title.to_owned(),
                rows,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn facts_and_rows_cite_sources() {
        let data = json!({"sources": [{"id": "s1"}, {"id": "s2"}, {}]});
        let mut book = SourceBook::of(&data);
        let marks = book.cite("s2, s9,,s2", "#dates", "Dates", false);
        let told: Vec<_> = marks
            .marks
            .iter()
            .map(|m| (m.number, m.id.as_str()))
            .collect();
        assert_eq!(told, [(Some(2), "s2"), (None, "s9")]);
        book.cite("s2", "#results", "Results", true);
        book.cite("s2", "#results", "Results", true);
        let told: Vec<_> = book
            .supports(1)
            .iter()
            .map(|s| (s.title.as_str(), s.rows))
            .collect();
        assert_eq!(told, [("Dates", 0), ("Results", 2)]);
        assert!(book.supports(0).is_empty());
        assert!(book.supports(9).is_empty());
    }
}
