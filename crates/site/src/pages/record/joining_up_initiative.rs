//! What a reader of a joining-up initiative asks: which lever, who takes part, how it was judged.

use indigo_model::pointer;

use super::{
    Page,
    block::{Block, Fact, Special},
    documents::link,
};
use crate::facts::{Shown, text};

/// The record type that this is about.
const JOINING_UP_INITIATIVE: &str = "joining_up_initiative";

/// Single facts: label and place.
const FACTS: [(&str, &str); 4] = [
    ("Lever", "/lever"),
    ("How it is governed", "/governance_model"),
    ("How money or support is given out", "/allocation_process"),
    ("Began", "/dates"),
];

/// Evaluations: title and list.
const EVALUATIONS: [(&str, &str); 2] = [
    ("How it was judged", "/headline_evaluation"),
    ("Other evaluations", "/other_evaluation_materials"),
];

/// The sections made for readers of an initiative; nothing for other types.
pub(super) fn specials(page: &Page<'_>) -> Option<Vec<Special>> {
    (page.one.id == JOINING_UP_INITIATIVE).then(|| {
        let mut facts: Vec<Fact> = FACTS
            .iter()
            .map(|(label, at)| Fact::plain(*label, page.fact(at)))
            .collect();
        let said = |list: &str, at: &str| -> Option<Shown> {
            let values: Vec<&str> = pointer::rows(page.data, list)
                .filter_map(|row| pointer::text(row, at))
                .collect();
            text::of(&values.join("; "))
        };
        facts.push(Fact::plain(
            "Departments",
            said("/departments", "/title/value"),
        ));
        facts.push(Fact::plain("Sectors", said("/policy_sector", "/value")));
        let mut blocks = vec![Block::Facts(facts)];
        for (title, list) in EVALUATIONS {
            let links: Vec<Shown> = pointer::rows(page.data, list).filter_map(link).collect();
            if !links.is_empty() {
                blocks.push(Block::Heading(title.to_owned(), String::new()));
                blocks.push(Block::List(links));
            }
        }
        vec![Special {
            anchor: "on-initiative",
            title: "The initiative".to_owned(),
            marks: Default::default(),
            blocks,
        }]
    })
}
