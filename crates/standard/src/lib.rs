#![doc = include_str!("../README.md")]

pub mod check;
mod codelist;
mod derive;
mod expand;
mod load;
mod profile;
pub mod reference;
mod tree;
pub mod values;

use indexmap::IndexMap;

pub use codelist::Codelist;
pub use load::StandardError;
pub use profile::{
    Bands, DetailColumn, DetailHead, DetailLatest, DetailOnly, DetailPart, DetailSpec, DetailSum,
    DetailTotal, Downloads, ExtraColumn, FilterSpec, FundRows, Joined, ListSpec, NamedBy, NamedIn,
    NumberColumn, OwnCurrency, PartySpec, PlacesSpec, Profile, Publication, Replacement,
    RowReference, RowValue, StagePhrases, Words,
};
pub use tree::{Field, Kind, Leaf, ModelReference, Node, RowList, RowsReference, ValueType};

/// Every record type that this installation knows, in the order of their pages and files.
#[derive(Debug)]
pub struct Standard {
    types: IndexMap<String, TypeStandard>,
}

/// What a record of one type may hold, and how the type is named, published and listed.
#[derive(Debug)]
pub struct TypeStandard {
    /// The type's name in keys and file names: `project`.
    pub id: String,
    /// Version of the schema, when it says one.
    pub version: Option<String>,
    /// What the type is, from the schema's own description.
    pub description: Option<String>,
    /// The schema with references and codelists put in, ready for a validator.
    pub schema: indigo_model::Value,
    /// The top-level keys as a tree, in schema order.
    pub nodes: Vec<Node>,
    /// Every leaf outside lists, in schema order.
    pub fields: Vec<Field>,
    /// Every list, in schema order.
    pub lists: Vec<RowList>,
    /// Pointers of the objects outside lists (not the root) that carry a status.
    pub blocks: Vec<Vec<String>>,
    /// Names, prefix, publication rules, list columns.
    pub profile: Profile,
}

impl Standard {
    /// All types, in order.
    pub fn types(&self) -> impl Iterator<Item = &TypeStandard> {
        self.types.values()
    }

    /// The type named `id`.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&TypeStandard> {
        self.types.get(id)
    }

    /// The type whose word for many is `plural`, such as `projects`.
    #[must_use]
    pub fn by_plural(&self, plural: &str) -> Option<&TypeStandard> {
        self.types.values().find(|one| one.plural() == plural)
    }
}

impl TypeStandard {
    /// The word for many in API bodies and file names: `projects`.
    #[must_use]
    pub fn plural(&self) -> &str {
        &self.profile.words.many
    }

    /// The list at a pointer such as `/sources`.
    #[must_use]
    pub fn list(&self, pointer: &str) -> Option<&RowList> {
        self.lists.iter().find(|list| list.pointer == pointer)
    }

    /// The field outside lists at a pointer such as `/name/value`.
    #[must_use]
    pub fn field(&self, pointer: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.pointer == pointer)
    }

    /// The name of a record of this type, when it has one.
    #[must_use]
    pub fn name_of<'a>(&self, data: &'a indigo_model::Value) -> Option<&'a str> {
        indigo_model::pointer::text(data, &self.profile.name_pointer)
    }

    /// How many leaves the type has, in and outside lists.
    #[must_use]
    pub fn leaf_count(&self) -> usize {
        self.fields.len()
            + self
                .lists
                .iter()
                .map(|list| list.fields.len())
                .sum::<usize>()
    }
}

#[cfg(test)]
mod tests;
