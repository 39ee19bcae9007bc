//! What a reader of a deal in the making asks: what is sought, of whom, for whom, when, how far.

use indigo_insight::Likeness;
use indigo_model::pointer;

use super::{
    Page,
    block::{Block, Fact, Special},
    documents,
};
use crate::facts::{Piece, Shown};

/// The record type that this is about.
const PIPELINE: &str = "pipeline";

/// What makes deals alike.
const LIKENESS: Likeness<'static> = Likeness {
    facets: &["sector", "country", "instrument"],
    parties: &["payers", "investors", "providers", "intermediaries"],
    sizes: &["cap_usd", "users_target"],
    dates: &[],
};

/// What each question is answered by.
const QUESTIONS: [(&str, &[(&str, &str)]); 4] = [
    (
        "How far it is",
        &[
            ("State", "/state_development/state"),
            ("Stage", "/stage_development/stage"),
            ("Why it was given up", "/state_development/reason_abandoned"),
            ("Expected launch", "/dates/expected_launch_date"),
            ("Time to develop it", "/dates/expected_development_time"),
            ("Expected length", "/dates/expected_length"),
            ("Design began", "/dates/design_process_began"),
            ("What stands in the way", "/misc3/key_challenges_launch"),
        ],
    ),
    (
        "What is sought",
        &[
            ("Instrument", "/misc1/type_instrument_project"),
            (
                "Most that could be paid for outcomes",
                "/overall_project_finance/maximum_potential_outcome_payment_v2",
            ),
            (
                "Kinds of finance proposed",
                "/misc7/proposed_financing_instruments",
            ),
            (
                "Grant or help for the design",
                "/technical_assistance_grant_development",
            ),
            (
                "Why pay for outcomes",
                "/misc2/rationale_outcomes_based_financing",
            ),
        ],
    ),
    (
        "For whom",
        &[
            ("Sector", "/purpose_and_classifications/policy_sector"),
            ("Challenge", "/purpose_and_classifications/social_challenge"),
            (
                "What is to be done",
                "/purpose_and_classifications/intervention",
            ),
            (
                "Who is to be reached",
                "/service_and_beneficiaries/target_population",
            ),
            (
                "How many",
                "/service_and_beneficiaries/targeted_number_service_users_or_beneficiaries_total",
            ),
        ],
    ),
    (
        "Part of the government",
        &[
            ("Its role", "/misc4/role_domestic_government"),
            (
                "How providers are found",
                "/misc5/service_providers_identified_selected",
            ),
        ],
    ),
];

/// Who is to take part: title and list.
const PARTIES: [(&str, &str); 4] = [
    ("To pay", "/outcome_payment_commitments"),
    ("To invest", "/investments"),
    ("To deliver", "/service_provisions"),
    ("To help", "/intermediary_services"),
];

/// The sections made for readers of a deal; nothing for other types.
pub(super) fn specials(page: &Page<'_>) -> Option<Vec<Special>> {
    (page.one.id == PIPELINE).then(|| {
        let mut blocks = Vec::new();
        for (title, asked) in QUESTIONS {
            let facts: Vec<Fact> = asked
                .iter()
                .filter_map(|(label, at)| Some(Fact::plain(*label, Some(page.fact(at)?))))
                .collect();
            if !facts.is_empty() {
                blocks.push(Block::Heading(title.to_owned(), String::new()));
                blocks.push(Block::Facts(facts));
            }
        }
        let parties: Vec<Fact> = PARTIES
            .iter()
            .filter_map(|(label, list)| Some(Fact::plain(*label, Some(who(page, list)?))))
            .collect();
        if !parties.is_empty() {
            blocks.push(Block::Heading("By whom".to_owned(), String::new()));
            blocks.push(Block::Facts(parties));
        }
        if blocks.is_empty() {
            return Vec::new();
        }
        let mut specials = vec![Special {
            anchor: "on-deal",
            title: "The deal".to_owned(),
            marks: Default::default(),
            blocks,
        }];
        specials.extend(documents::special(page));
        specials
    })
}

/// What makes records of the type alike; nothing for other types.
pub(super) fn likeness(page: &Page<'_>) -> Option<Likeness<'static>> {
    (page.one.id == PIPELINE).then_some(LIKENESS)
}

/// The organisations in the rows of a list.
fn who(page: &Page<'_>, list: &str) -> Option<Shown> {
    let mut pieces = Vec::new();
    for row in pointer::rows(page.data, list) {
        if let Some(shown) = page.cell(list, row, "/organisation_id") {
            if !pieces.is_empty() {
                pieces.push(Piece::Text(", ".to_owned()));
            }
            pieces.extend(shown.pieces);
        }
    }
    (!pieces.is_empty()).then(|| Shown::of(pieces))
}
