//! Links to share a record and to take it away.

use indigo_model::RecordKey;

use super::{
    Page,
    block::{Block, Special},
};
use crate::{
    facts::{Piece, Shown},
    frame::{dictionary_href, on_day, record_href},
    staff::upload::upload_href,
};

/// The id of the section.
const ANCHOR: &str = "on-files";

pub(super) fn special(page: &Page<'_>, key: &RecordKey, takes_changes: bool) -> Special {
    let path = record_href(page.one, &page.record.id);
    let link = |href: String, text: &str, more: &str| {
        let mut pieces = vec![Piece::Link {
            href,
            text: text.to_owned(),
        }];
        if !more.is_empty() {
            pieces.push(Piece::Aside(more.to_owned()));
        }
        Shown::of(pieces)
    };
    let mut links = Vec::new();
    // Files are made of what is public now.
    if page.reading.day.is_none() {
        links.push(link(
            format!("{path}/workbook.xlsx"),
            "As a workbook to correct",
            "all public facts in the form that people send in",
        ));
        if takes_changes {
            links.push(link(
                upload_href(key),
                "Send a corrected workbook back",
                "with an account",
            ));
        }
        links.push(link(
            format!(
                "/app/api1/{}/{}",
                crate::url::encode(&key.record_type),
                crate::url::encode(&key.id)
            ),
            "This record as JSON",
            "as the first INDIGO system gives it",
        ));
    }
    links.push(link(
        on_day(
            &format!(
                "/api/v2/records/{}/{}?view=public",
                crate::url::encode(&key.record_type),
                crate::url::encode(&key.id)
            ),
            page.reading.day,
        ),
        "This record from the API",
        "with its sources",
    ));
    links.push(link(
        on_day(&path, page.reading.day),
        "Link to share",
        "the address of this page",
    ));
    links.push(link(dictionary_href(page.one), "What each field means", ""));
    Special {
        anchor: ANCHOR,
        title: "Take it away".to_owned(),
        marks: Default::default(),
        blocks: vec![Block::List(links)],
    }
}
