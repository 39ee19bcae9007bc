//! What the standard asks for and nobody has entered, what matters most first.

use indigo_registry::Completeness;

use super::{
    Page,
    block::{Block, Special},
};
use crate::{
    facts::{Piece, Shown, references::anchor},
    frame::dictionary_href,
    words::{count, sentence_case},
};

/// The id of the section.
const ANCHOR: &str = "on-missing";

/// What is missing; `edit_href` is where to say what is known. Suggestions without an account are
/// for values that everybody sees, since another answer would tell what is kept back.
pub(super) fn special(
    page: &Page<'_>,
    completeness: &Completeness,
    edit_href: Option<&str>,
) -> Option<Special> {
    let mut blocks = Vec::new();
    for share in &completeness.shares {
        let missing: Vec<Shown> = completeness
            .missing
            .iter()
            .filter(|missing| missing.priority == share.priority)
            .map(|missing| one(page, &missing.pointer, &missing.title, edit_href))
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
            format!("{} of {} filled", count(share.filled), count(share.asked)),
        ));
        blocks.push(Block::Inline(missing));
    }
    if blocks.is_empty() {
        return None;
    }
    if edit_href.is_some() {
        blocks.insert(
            0,
            Block::Words(
                "Do you know any of it? Choose it to propose what it should say; you need an account for that.".to_owned(),
            ),
        );
    }
    Some(Special {
        anchor: ANCHOR,
        title: "What is missing".to_owned(),
        marks: Default::default(),
        blocks,
    })
}

/// Something missing, linked to where it can be said, or to what it means.
fn one(page: &Page<'_>, at: &str, title: &str, edit_href: Option<&str>) -> Shown {
    let title = sentence_case(title);
    Shown::one(Piece::Link {
        href: match edit_href {
            Some(edit) if page.one.field(at).is_some() => {
                let field = at.strip_suffix("/value").unwrap_or(at);
                format!("{edit}#f.{}", anchor(field))
            }
            Some(edit) => edit.to_owned(),
            None => format!("{}#{}", dictionary_href(page.one), anchor(at)),
        },
        text: title,
    })
}
