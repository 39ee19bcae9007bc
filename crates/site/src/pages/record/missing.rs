//! What the standard asks for and nobody has entered, what matters most first.

use indigo_registry::Completeness;

use super::{
    Page,
    block::{Block, Special},
};
use crate::{
    facts::{Piece, Shown},
    words::{count, sentence_case},
};

/// The id of the section.
const ANCHOR: &str = "on-missing";

/// What is missing; `suggest_href` is where to send what is known.
pub(super) fn special(
    page: &Page<'_>,
    completeness: &Completeness,
    suggest_href: Option<&str>,
) -> Option<Special> {
    let mut blocks = Vec::new();
    for share in &completeness.shares {
        let missing: Vec<Shown> = completeness
            .missing
            .iter()
            .filter(|missing| missing.priority == share.priority)
            .map(|missing| one(page, &missing.pointer, &missing.title, suggest_href))
            .collect();
        // What the standard gives no priority is said beside the facts themselves.
        let Some(priority) = share.priority.filter(|_| !missing.is_empty()) else {
            continue;
        };
        blocks.push(Block::Heading(
            match priority {
                1 => "Asked for first".to_owned(),
                2 => "Asked for next".to_owned(),
                _ => "Asked for where it is known".to_owned(),
            },
            format!(
                "{} of {} filled",
                count(share.filled),
                count(share.asked)
            ),
        ));
        blocks.push(Block::Inline(missing));
    }
    if blocks.is_empty() {
        return None;
    }
    if suggest_href.is_some() {
        blocks.insert(
            0,
            Block::Words("Do you know any of it? Choose it to say so; no account is needed.".to_owned()),
        );
    }
    Some(Special {
        anchor: ANCHOR,
        title: "What is missing".to_owned(),
        marks: Default::default(),
        blocks,
    })
}

/// Something missing, linked to where it can be suggested.
fn one(page: &Page<'_>, at: &str, title: &str, suggest_href: Option<&str>) -> Shown {
    let title = sentence_case(title);
    let Some(suggest) = suggest_href else {
        return Shown::one(Piece::Text(title));
    };
    // A list or a range has no single place to suggest a value for; its section has.
    let place = if page.one.field(at).is_some() {
        format!("?place={}", crate::url::encode(at))
    } else {
        let first = at.trim_start_matches('/').split('/').next().unwrap_or_default();
        format!("?in={}", crate::url::encode(first))
    };
    Shown::one(Piece::Link {
        href: format!("{suggest}{place}"),
        text: title,
    })
}
