//! A table over the rows of many records, as a view of a list.

use serde::Deserialize;

/// A table over the rows of many records: a row of it is a row of a record, with what other rows
/// of the same record say of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailSpec {
    /// Name of the view in the address: `outcomes`.
    pub name: String,
    /// What the view is called.
    pub title: String,
    /// A sentence above the table.
    pub lead: String,
    /// The list whose rows are shown.
    pub rows: String,
    /// What a row is called: `metric`.
    pub row: String,
    /// What several are called: `metrics`.
    pub many: String,
    /// What stands in place of a row for what belongs to none of them.
    pub rest: String,
    /// What is said of each record above its rows.
    #[serde(default)]
    pub heads: Vec<DetailHead>,
    /// What rows of the whole record come to, above its rows too.
    #[serde(default)]
    pub totals: Vec<DetailTotal>,
    /// The columns.
    pub columns: Vec<DetailColumn>,
}

/// A value of the record itself above its rows.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailHead {
    /// What it is: `Paid in all`.
    pub title: String,
    /// Where it is.
    pub at: String,
    /// Where its currency is, when it is an amount.
    #[serde(default)]
    pub currency: Option<String>,
}

/// An amount added up over the rows of a whole record.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailTotal {
    /// What it is: `Paid in all`.
    pub title: String,
    /// The list whose rows are added up.
    pub list: String,
    /// The amount that is added up, each currency for itself.
    pub sum: DetailSum,
    /// Only rows of which this holds count.
    #[serde(default)]
    pub only: Option<DetailOnly>,
    /// Only rows of the latest of those that take each other's place count.
    #[serde(default)]
    pub latest_of: Option<DetailLatest>,
}

/// A column of a table over rows.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailColumn {
    /// Its heading.
    pub title: String,
    /// The list that it is filled from; by default the row itself.
    #[serde(default)]
    pub list: Option<String>,
    /// Where a row of that list holds the id of the row that it belongs to.
    #[serde(default)]
    pub by: Option<String>,
    /// What is shown, one after the other.
    #[serde(default)]
    pub parts: Vec<DetailPart>,
    /// An amount that is added up, each currency for itself.
    #[serde(default)]
    pub sum: Option<DetailSum>,
    /// Only rows of which this holds count.
    #[serde(default)]
    pub only: Option<DetailOnly>,
    /// Only rows of the latest of those that take each other's place count.
    #[serde(default)]
    pub latest_of: Option<DetailLatest>,
    /// A page leaves the column out where none of its rows has anything in it; a file has it always.
    #[serde(default)]
    pub rare: bool,
}

/// What a row has to hold to count: a value, or none of some values.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailOnly {
    /// Where.
    pub at: String,
    /// What it has to be.
    #[serde(default)]
    pub is: Option<String>,
    /// What it must not be; nothing at all will do.
    #[serde(default)]
    pub is_none_of: Vec<String>,
}

/// Things that take each other's place, such as plans: of the rows that stand under them only those
/// under the latest count, because a later one repeats the ones before it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailLatest {
    /// The list of them, the latest at the end.
    pub list: String,
    /// Where a row holds the id of the one that it stands under.
    pub by: String,
    /// What one is called: `plan`.
    pub one: String,
    /// What several are called: `plans`.
    pub many: String,
}

/// A value in a column.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailPart {
    /// Where it is in the row.
    pub at: String,
    /// Where its currency is, when it is an amount.
    #[serde(default)]
    pub currency: Option<String>,
    /// Words before it.
    #[serde(default)]
    pub before: Option<String>,
    /// Words after it.
    #[serde(default)]
    pub after: Option<String>,
    /// What it is called in files, where each part of a row has a column of its own; parts of rows
    /// of other lists have theirs behind all others.
    #[serde(default)]
    pub title: Option<String>,
    /// Its own column in files has only what is a number.
    #[serde(default)]
    pub number: bool,
}

/// An amount that is added up.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailSum {
    /// Where the amount is in the row.
    pub amount: String,
    /// Where its currency is.
    pub currency: String,
    /// What one that is added is called: `payment`.
    pub one: String,
    /// What several are called: `payments`.
    pub many: String,
}
