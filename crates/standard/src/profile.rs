//! What is particular to a record type: the keyword `indigo` at the root of its schema.
//!
//! Everything has a default, so that a schema file without the keyword is a record type too.

mod detail;
mod filter;
mod list;
mod publication;

use serde::Deserialize;

pub use self::{
    detail::{
        DetailColumn, DetailHead, DetailLatest, DetailOnly, DetailPart, DetailSpec, DetailSum,
        DetailTotal,
    },
    filter::{Bands, FilterSpec, NamedBy},
    list::{ListSpec, NamedIn, NumberColumn, OwnCurrency, PartySpec, PlacesSpec, RowValue},
    publication::{
        Downloads, ExtraColumn, FundRows, Joined, Publication, Replacement, RowReference,
        StagePhrases,
    },
};

/// Names, identifier prefix, publication rules, downloads and list columns of a type.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Profile {
    /// The type's name when it is not the file's.
    #[serde(rename = "type")]
    pub record_type: Option<String>,
    /// How the type and its records are called.
    pub words: Words,
    /// What new identifiers begin with: `INDIGO-POJ-`.
    pub id_prefix: String,
    /// Where a record holds its name.
    pub name_pointer: String,
    /// What the public may see and what is added for it.
    pub publication: Publication,
    /// Which files the type is in.
    pub downloads: Downloads,
    /// What lists show, filter and sort by.
    pub list: ListSpec,
}

/// How the type and its records are called.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Words {
    /// In API bodies: `project`.
    pub one: String,
    /// In API bodies and file names: `projects`.
    pub many: String,
    /// On pages, one: `Project`.
    pub title: String,
    /// On pages, many: `Projects`.
    pub titles: String,
    /// In page addresses: `projects`.
    pub path: String,
    /// The first column of row tables: `Project ID`.
    pub id_column: String,
    /// One sentence for the top of the list page.
    pub lead: String,
}

/// What holds where a schema says nothing else.
fn yes() -> bool {
    true
}

impl Profile {
    /// Fills in what the schema does not say for a type named `id`.
    pub(crate) fn complete(mut self, id: &str) -> Self {
        let spaced = id.replace('_', " ");
        let title = capitalised(&spaced);
        let words = &mut self.words;
        fill(&mut words.one, || id.to_owned());
        fill(&mut words.many, || format!("{id}s"));
        fill(&mut words.title, || title.clone());
        fill(&mut words.titles, || format!("{title}s"));
        let many = words.many.clone();
        fill(&mut words.path, || many.replace('_', "-"));
        fill(&mut words.id_column, || format!("{title} ID"));
        fill(&mut self.id_prefix, || {
            format!("INDIGO-{}-", id.to_uppercase().replace('_', "-"))
        });
        fill(&mut self.name_pointer, || "/name/value".to_owned());
        self
    }
}

fn fill(slot: &mut String, default: impl FnOnce() -> String) {
    if slot.is_empty() {
        *slot = default();
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
