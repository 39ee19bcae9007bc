//! The few public facts of a record that lists, filters, sorting and headline figures use.

mod build;
mod world;

use indexmap::IndexMap;
use indigo_quality::Grades;
use serde::{Deserialize, Serialize};

pub(crate) use build::build;

/// What a list shows of a public record; built from its public data only.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The record's name; the id stands in where it has none.
    pub name: String,
    /// Filter name → the record's values for it, in order, each once.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub facets: IndexMap<String, Vec<String>>,
    /// Value name → text as stored (numbers in their exact text).
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, String>,
    /// Count name → how many public rows.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub counts: IndexMap<String, u64>,
    /// Party name → ids named in public rows, in order, each once.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub parties: IndexMap<String, Vec<String>>,
    /// Number name → value.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub numbers: IndexMap<String, f64>,
    /// Places of public rows that have coordinates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<CardPlace>,
    /// How good the data are, from which day on; only where a filter asks for it.
    #[serde(default, skip_serializing_if = "Grades::is_empty")]
    pub grades: Grades,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CardPlace {
    /// What it is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its country, as it stands in the row.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Latitude in degrees, north positive.
    pub lat: f64,
    /// Longitude in degrees, east positive.
    pub lng: f64,
}
