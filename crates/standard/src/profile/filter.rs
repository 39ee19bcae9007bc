//! The filters of a list.

use serde::Deserialize;

use super::yes;

/// A filter of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FilterSpec {
    /// The name in the query string: `country`.
    pub name: String,
    /// The heading: `Country`.
    pub title: String,
    /// A single value of the record.
    #[serde(default)]
    pub pointer: Option<String>,
    /// Values of rows: the list …
    #[serde(default)]
    pub list: Option<String>,
    /// … and the pointer in a row.
    #[serde(default)]
    pub field: Option<String>,
    /// A group of YES/NO flags: each flag that is YES is a value, named by its title.
    #[serde(default)]
    pub flags: Option<String>,
    /// Only the year of a date counts.
    #[serde(default)]
    pub year: bool,
    /// How the values are to be shown: `country`, `sdg_goal`, or as they are.
    #[serde(default)]
    pub show: Option<String>,
    /// What stands between several values in one text: `,`.
    #[serde(default)]
    pub separator: Option<String>,
    /// A number in bands.
    #[serde(default)]
    pub bands: Option<Bands>,
    /// Who is named: the name of a party.
    #[serde(default)]
    pub party: Option<String>,
    /// Whether there are any: the name of a count.
    #[serde(default)]
    pub has: Option<String>,
    /// The grade of the record, as its page shows it.
    #[serde(default)]
    pub quality: bool,
    /// The regions of the countries that another filter has: its name.
    #[serde(default)]
    pub regions_of: Option<String>,
    /// What a record does in those of other types that name it.
    #[serde(default)]
    pub named_by: Vec<NamedBy>,
    /// The heading over it and its neighbours: `Where`.
    #[serde(default)]
    pub group: Option<String>,
    /// Whether its values stand in the rows of the list.
    #[serde(default = "yes")]
    pub in_row: bool,
    /// Whether its values are suggested while somebody types what to search for.
    #[serde(default)]
    pub suggested: bool,
}

/// Bands over a number: below the first edge, between edges, from the last on, not known.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bands {
    /// Names of numbers of the card, or of `namedIn`; the first that is known counts.
    pub numbers: Vec<String>,
    /// Where one band ends and the next begins, rising.
    pub edges: Vec<f64>,
    /// The currency, where the number is an amount.
    #[serde(default)]
    pub currency: Option<String>,
}

/// What a record does in records of another type whose party it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NamedBy {
    /// The type of the records that name it.
    pub record_type: String,
    /// The name of their party.
    pub party: String,
    /// What it does there: `Payer`.
    pub title: String,
}

impl FilterSpec {
    /// Its values stand in the card as they are; the others are worked out from what is there.
    #[must_use]
    pub fn is_in_card(&self) -> bool {
        self.pointer.is_some() || self.list.is_some() || self.flags.is_some()
    }
}
