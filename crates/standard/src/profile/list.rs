//! What lists of a type show and sort by.

use serde::Deserialize;

use super::{detail::DetailSpec, filter::FilterSpec, yes};

/// What lists of this type show, filter and sort by.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ListSpec {
    /// Filters beside the list, in order.
    pub filters: Vec<FilterSpec>,
    /// Values that a row of the list shows, by name.
    pub values: indexmap::IndexMap<String, Vec<String>>,
    /// Numbers of rows that a row of the list shows: name → list.
    pub counts: indexmap::IndexMap<String, String>,
    /// Who is named in a row of the list, by what they do.
    pub parties: Vec<PartySpec>,
    /// What a record named in the rows of a list does, for its own page: list → `Pays in`.
    pub roles: indexmap::IndexMap<String, String>,
    /// Numbers that the list can be sorted by and figures can be made of.
    pub numbers: Vec<NumberColumn>,
    /// The name in `values` of the date that the list can be sorted by.
    pub date: Option<String>,
    /// How many different values rows hold, besides `counts`: name → list and field.
    pub distinct: indexmap::IndexMap<String, RowValue>,
    /// How many records of another type name a record of this one; the list can be sorted by it.
    pub named_in: Vec<NamedIn>,
    /// Where the rows of the record have their places.
    pub places: Option<PlacesSpec>,
    /// A table over the rows of the records chosen, as a view of the list.
    pub details: Option<DetailSpec>,
}

/// A value in the rows of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowValue {
    /// The list.
    pub list: String,
    /// The pointer in a row.
    pub field: String,
}

/// How many records of another type name a record of this one in one of their parties.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NamedIn {
    /// Name of the number, and of the sorting.
    pub name: String,
    /// What it is, on pages.
    pub title: String,
    /// The type of the records that name.
    pub record_type: String,
}

/// Where rows hold places on the map.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlacesSpec {
    /// The list.
    pub list: String,
    /// The name of the place, in a row.
    pub name: String,
    /// Its country, in a row.
    pub country: String,
    /// Its latitude in degrees, in a row.
    pub lat: String,
    /// Its longitude in degrees, in a row.
    pub lng: String,
}

/// Records that a list names in its rows: who pays, who delivers.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartySpec {
    /// Name in the card.
    pub name: String,
    /// What stands before the names: `Paid by`.
    pub title: String,
    /// The type of the records.
    pub record_type: String,
    /// The list of the record whose rows name them.
    pub list: String,
    /// Where a row holds the id.
    pub field: String,
    /// Whether the rows of the list name them; a filter or a figure may use them all the same.
    #[serde(default = "yes")]
    pub in_row: bool,
}

/// A number of a record, with the pointers to try in order.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NumberColumn {
    /// Name in the card.
    pub name: String,
    /// What it is, on pages.
    pub title: String,
    /// Where to find it; the first that holds a number counts.
    pub pointers: Vec<String>,
    /// The names in `values` of the same amount in its own currency, and of that currency.
    #[serde(default)]
    pub own: Option<OwnCurrency>,
    /// Whether the list can be sorted by it; some are for figures alone.
    #[serde(default = "yes")]
    pub sorts: bool,
}

/// An amount in the currency of its contract, for sorting where dollars are not known.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OwnCurrency {
    /// Name of the amount in `values`.
    pub amount: String,
    /// Name of its currency in `values`.
    pub currency: String,
}
