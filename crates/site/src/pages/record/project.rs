//! What only contracts have: a sentence, key figures, parties, money, outcomes, payments, places.
//!
//! All that is here reads fields by name. Other types have files of their own beside this one; a
//! type without any has a page laid out from its schema alone.

mod capital;
mod chart_parties;
mod chart_payments;
mod chart_places;
mod chart_results;
mod chart_timeline;
mod charts;
mod figures;
mod metric;
mod money;
mod outcomes;
mod parties;
mod payments;
mod places;
mod plans;
mod sentence;
mod timeline;
mod verification;

use indigo_charts::Drawing;
use indigo_insight::Likeness;
use indigo_registry::Entry;

use super::{Page, block::Special, documents, view::Figure};
use crate::facts::sources::SourceBook;

pub(super) use metric::{Score, score};
pub(super) use money::{paid, paid_or_unsaid};

/// The record type that this is about.
const PROJECT: &str = "project";

/// What makes contracts alike.
const LIKENESS: Likeness<'static> = Likeness {
    facets: &["sector", "country", "region", "sdg"],
    parties: &["payers", "investors", "providers", "intermediaries"],
    sizes: &["cap_usd", "users_target"],
    dates: &["start"],
};

/// A sentence made from the facts of a contract.
pub(super) fn sentence(page: &Page<'_>) -> Option<String> {
    (page.one.id == PROJECT)
        .then(|| sentence::sentence(page))
        .flatten()
}

/// The key figures of a contract; nothing for other types.
pub(super) fn figures(page: &Page<'_>, entry: &Entry) -> Option<Vec<Figure>> {
    (page.one.id == PROJECT).then(|| figures::figures(page, entry))
}

/// The sections made for readers of a contract; nothing for other types.
pub(super) fn specials(page: &Page<'_>, book: &SourceBook) -> Option<Vec<Special>> {
    (page.one.id == PROJECT).then(|| {
        [
            parties::special(page, book),
            outcomes::special(page, book),
            money::special(page, book),
            payments::special(page),
            timeline::special(page, book),
            places::special(page, book),
            documents::special(page),
        ]
        .into_iter()
        .flatten()
        .collect()
    })
}

/// The charts of a contract; nothing for other types.
pub(super) fn drawings(page: &Page<'_>) -> Vec<Drawing> {
    if page.one.id == PROJECT {
        charts::drawings(page)
    } else {
        Vec::new()
    }
}

/// What makes records of the type alike; nothing for other types.
pub(super) fn likeness(page: &Page<'_>) -> Option<Likeness<'static>> {
    (page.one.id == PROJECT).then_some(LIKENESS)
}
