//! Documents about a record, each linked where it has an address.

use indigo_model::{Value, pointer};

use super::{
    Page,
    block::{Block, Special},
};
use crate::{
    facts::{Piece, Shown, text},
    layout::SOURCES,
    url::web_address,
    words::counted,
};

/// The id of the section.
const ANCHOR: &str = "on-documents";
/// The list of documents.
const DOCUMENTS: &str = "/documents";

/// The documents of a record, and how many sources its facts have.
pub(super) fn special(page: &Page<'_>) -> Option<Special> {
    let documents: Vec<Shown> = pointer::rows(page.data, DOCUMENTS)
        .filter_map(link)
        .collect();
    if documents.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::List(documents)];
    let sources = pointer::rows(page.data, SOURCES).count();
    if sources > 0 {
        blocks.push(Block::List(vec![Shown::one(Piece::Link {
            href: "#sources".to_owned(),
            text: format!(
                "{}, each with the facts that it supports",
                counted(sources, "source", "sources")
            ),
        })]));
    }
    Some(Special {
        anchor: ANCHOR,
        title: "Documents".to_owned(),
        marks: Default::default(),
        blocks,
    })
}

/// A document by its title, linked when it has an address.
pub(super) fn link(row: &Value) -> Option<Shown> {
    let title = pointer::text(row, "/title/value");
    let address = pointer::text(row, "/url/value");
    match (title, address.and_then(web_address)) {
        (title, Some(href)) => Some(Shown::one(Piece::Away {
            href: href.to_owned(),
            text: title.unwrap_or(href).to_owned(),
        })),
        (Some(title), None) => text::of(title),
        // An address that cannot be linked is shown, not lost.
        (None, None) => text::of(address?),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_web_addresses_are_linked() {
        let row =
            |title: &str, url: &str| json!({"title": {"value": title}, "url": {"value": url}});
        assert_eq!(
            link(&row("A report", "https://a.org/x")).unwrap().pieces,
            [Piece::Away {
                href: "https://a.org/x".into(),
                text: "A report".into()
            }]
        );
        assert_eq!(
            link(&row("", "javascript:alert(1)")).unwrap().pieces,
            [Piece::Text("javascript:alert(1)".into())]
        );
        assert_eq!(link(&json!({})), None);
    }
}
