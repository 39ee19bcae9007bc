//! The sources of a record, each with what it supports.

use indigo_model::{Value, changes::row_id, pointer};

use super::Page;
use crate::{
    facts::{Piece, Shown, dates, references, sources::SourceBook, text},
    layout::SOURCES,
    url::web_address,
    words::counted,
};

/// A source.
pub(super) struct SourceView {
    pub(super) number: usize,
    pub(super) id: Option<String>,
    /// The id of an element by its id in the record.
    pub(super) anchor: Option<String>,
    /// Its name, linked to its address when there is one.
    pub(super) name: Shown,
    /// Label and value of what else is known.
    pub(super) facts: Vec<(&'static str, Shown)>,
    /// What cites it.
    pub(super) supports: Shown,
    pub(super) is_cited: bool,
}

/// What else is said of a source: label, where, and whether it is a date.
const FACTS: [(&str, &str, bool); 7] = [
    ("Type", "/type/value", false),
    ("Published by", "/publishing_organisation_ids/value", false),
    ("Published", "/publication_date/value", true),
    ("Read on", "/accessed_date/value", true),
    ("Archived copy", "/archive_url/value", false),
    ("Internal copy", "/internal_url/value", false),
    ("Note", "/notes", false),
];

pub(super) fn sources(page: &Page<'_>, book: &SourceBook) -> Vec<SourceView> {
    let mut anchors = references::row_anchors(page.data, SOURCES);
    pointer::rows(page.data, SOURCES)
        .enumerate()
        .map(|(place, row)| {
            let anchor = anchors.get_mut(place).map(std::mem::take);
            source(page, book, place, anchor, row)
        })
        .collect()
}

fn source(
    page: &Page<'_>,
    book: &SourceBook,
    place: usize,
    anchor: Option<String>,
    row: &Value,
) -> SourceView {
    let standard = page.reading.site.standard();
    let facts = FACTS
        .iter()
        .filter_map(|(label, at, is_date)| {
            let value = pointer::get(row, at)?;
            let shown = match value.as_str() {
                _ if *is_date => dates::shown(value, false),
                Some(ids) if references::are_ids(standard, ids) => page.reading.records(ids, None),
                _ => text::shown(value),
            }?;
            Some((*label, shown))
        })
        .collect();
    let supports = supports(book, place);
    SourceView {
        number: place + 1,
        // A source without an id has only its number.
        anchor: anchor.filter(|anchor| *anchor != format!("sources.{}", place + 1)),
        id: row_id(row).map(str::to_owned),
        name: name(row),
        facts,
        is_cited: !supports.pieces.is_empty(),
        supports,
    }
}

fn name(row: &Value) -> Shown {
    let address = pointer::text(row, "/url/value");
    let name = pointer::text(row, "/name/value");
    let text = name.or(address).unwrap_or("Source without a name");
    match address.and_then(web_address) {
        Some(href) => Shown::one(Piece::Away {
            href: href.to_owned(),
            text: text.to_owned(),
        }),
        None => match address {
            // An address that cannot be linked is shown, not lost.
            Some(address) if name.is_some() => Shown::of(vec![
                Piece::Text(text.to_owned()),
                Piece::Aside(address.to_owned()),
            ]),
            _ => Shown::one(Piece::Text(text.to_owned())),
        },
    }
}

fn supports(book: &SourceBook, place: usize) -> Shown {
    let mut pieces = Vec::new();
    for support in book.supports(place) {
        if !pieces.is_empty() {
            pieces.push(Piece::Text(", ".to_owned()));
        }
        pieces.push(Piece::Link {
            href: support.href.clone(),
            text: support.title.clone(),
        });
        if support.rows > 0 {
            let rows = counted(support.rows, "row", "rows");
            pieces.push(Piece::Text(format!(" ({rows})")));
        }
    }
    Shown::of(pieces)
}
