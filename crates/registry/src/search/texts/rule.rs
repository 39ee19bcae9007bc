//! How the texts of a field are taken, by what the standard says of it and the keys that lead to it.

use indigo_search::Weight;
use indigo_standard::{Field, TypeStandard};

use super::titles::label;

/// Parts of keys that tell of places.
const PLACES: [&str; 8] = [
    "location",
    "country",
    "countries",
    "region",
    "address",
    "postcode",
    "city",
    "jurisdiction",
];

/// Parts of keys that tell of other names and identifiers.
const IDENTIFIERS: [&str; 4] = ["alternative_name", "identifier", "org-id", "acronym"];

/// Parts of keys that tell of what is counted.
const METRICS: [&str; 2] = ["metric", "result"];

/// Parts of keys that tell of documents and where something is from.
const SOURCES: [&str; 4] = ["source", "document", "url", "website"];

/// How the texts of a field are taken.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) label: String,
    pub(super) weight: Weight,
    pub(super) is_country: bool,
    pub(super) is_goal: bool,
}

pub(super) fn rule(one: &TypeStandard, field: &Field, pointer: &str, classes: &[String]) -> Rule {
    let is_country = field.leaf.is_country();
    Rule {
        label: label(field),
        weight: if pointer == one.profile.name_pointer {
            Weight::Name
        } else if is_country {
            Weight::Place
        } else if classes.iter().any(|class| class == pointer) {
            Weight::Class
        } else if field.leaf.references.is_some() {
            Weight::Party
        } else {
            weight_of(pointer)
        },
        is_country,
        is_goal: pointer.contains("sdg_goal"),
    }
}

/// The weight of a text by the keys that lead to it.
pub(super) fn weight_of(pointer: &str) -> Weight {
    let has = |parts: &[&str]| parts.iter().any(|part| pointer.contains(part));
    if has(&IDENTIFIERS) {
        Weight::Identifier
    } else if has(&SOURCES) {
        Weight::Source
    } else if has(&PLACES) {
        Weight::Place
    } else if pointer.contains("_names/") {
        Weight::Party
    } else if has(&METRICS) {
        Weight::Metric
    } else {
        Weight::Free
    }
}
