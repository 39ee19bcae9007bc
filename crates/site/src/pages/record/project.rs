//! What only contracts have: a sentence, key figures, results against targets, payments by plan.
//!
//! All other types have pages without code of their own; this one reads fields by name.

mod figures;
mod payments;
mod results;
mod sentence;

use indigo_registry::Entry;

use super::{
    Page,
    view::{Digest, Figure},
};

/// The record type that this is about.
const PROJECT: &str = "project";

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

/// Tables that go before the rows of a list.
pub(super) fn digests(page: &Page<'_>, list: &str) -> Vec<Digest> {
    if page.one.id != PROJECT {
        return Vec::new();
    }
    match list {
        "/outcome_metrics" => results::digest(page).into_iter().collect(),
        "/outcome_payments" => payments::digest(page).into_iter().collect(),
        _ => Vec::new(),
    }
}
