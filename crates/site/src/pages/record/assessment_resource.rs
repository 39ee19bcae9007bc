//! What a reader of a measuring tool asks: what it answers, when to use it, what it needs, what it
//! gives, what it costs, who leads it, where it is.

use indigo_insight::Likeness;

use super::{
    Page,
    block::{Block, Fact, Special},
};

/// The record type that this is about.
const ASSESSMENT_RESOURCE: &str = "assessment_resource";

/// What makes tools alike.
const LIKENESS: Likeness<'static> = Likeness {
    facets: &[
        "impact_goal",
        "type",
        "time_frame",
        "output_format",
        "sourcing",
        "method",
        "scale",
    ],
    parties: &[],
    sizes: &[],
    dates: &[],
};

/// The questions and where the answers are.
const QUESTIONS: [(&str, &str); 12] = [
    ("What it is for", "/purpose"),
    ("What is in it", "/content"),
    ("What kind of thing it is", "/type"),
    ("Goals that it looks at", "/impact_goal"),
    ("When to use it", "/time_frame"),
    ("At which scale", "/scale"),
    ("What it needs: methods", "/method"),
    ("What it gives", "/output_format"),
    ("How to get it, and whether it is paid for", "/sourcing"),
    ("Who uses it", "/who"),
    ("Who leads it", "/leader"),
    ("Where it is", "/link"),
];

/// The sections made for readers of a measuring tool; nothing for other types.
pub(super) fn specials(page: &Page<'_>) -> Option<Vec<Special>> {
    (page.one.id == ASSESSMENT_RESOURCE).then(|| {
        let facts: Vec<Fact> = QUESTIONS
            .iter()
            .map(|(label, at)| Fact::plain(*label, page.fact(at)))
            .collect();
        vec![Special {
            anchor: "on-use",
            title: "What it does for you".to_owned(),
            marks: Default::default(),
            blocks: vec![
                Block::Facts(facts),
                Block::Hint(
                    "“Agnostic” means that a tool fits any choice. What it costs and how well it is proven is not part of the data."
                        .to_owned(),
                ),
            ],
        }]
    })
}

/// What makes records of the type alike; nothing for other types.
pub(super) fn likeness(page: &Page<'_>) -> Option<Likeness<'static>> {
    (page.one.id == ASSESSMENT_RESOURCE).then_some(LIKENESS)
}
