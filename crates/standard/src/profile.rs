//! What is particular to a record type: the keyword `indigo` at the root of its schema.
//!
//! Everything has a default, so that a schema file without the keyword is a record type too.

use serde::Deserialize;

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

/// What the public may see of a record of this type, and what is joined to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Publication {
    /// Pointers set to null in every public record (besides `/status`).
    pub always_null: Vec<String>,
    /// Pointers of keys that the schema no longer knows, where null stands for those who read them.
    pub former_keys: Vec<String>,
    /// The root status stays in the public data (`PUBLIC`) instead of null.
    pub keep_root_status: bool,
    /// The public data carry the record's id at the root.
    pub id_in_data: bool,
    /// Rows of these lists keep `status`, `sandboxes` and `source_ids` when published.
    pub keep_row_keys: Vec<String>,
    /// References that the schema does not mark.
    pub references: Vec<RowReference>,
    /// Rows get the names of the records that they refer to, under `<type>_names`.
    pub names: bool,
    /// A list of the records referred to, under this key, with these paths of each.
    pub joined: Option<Joined>,
    /// Rows whose fund is joined.
    pub fund_rows: Option<FundRows>,
    /// Blocks and rows with status SANDBOX are shown to holders of the sandbox password.
    pub sandboxes: bool,
    /// Old values and what they are called now.
    pub replacements: Vec<Replacement>,
    /// A value of which only the leading phrase is published.
    pub stage_phrases: Option<StagePhrases>,
    /// Groups in which `agnostic: YES` makes every flag YES.
    pub agnostic: Vec<String>,
    /// Flags in the API body: key → record type of which a public record refers to this one.
    pub flags: indexmap::IndexMap<String, String>,
}

/// The list of records referred to that is added to a record.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Joined {
    /// The type of the records: `organisation`.
    #[serde(rename = "type")]
    pub record_type: String,
    /// The key of the list: `organisations`.
    pub key: String,
    /// Which values of each, as paths such as `name/value`; null where it has none.
    pub paths: Vec<String>,
}

/// Rows that hold the id of a fund (or another record) and get some of its values.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FundRows {
    /// The list: `/outcome_funds`.
    pub list: String,
    /// Where a row holds the id: `id`.
    pub key: String,
    /// The type referred to: `fund`.
    #[serde(rename = "type")]
    pub record_type: String,
    /// Which values are joined under the type's name.
    pub paths: Vec<String>,
}

/// A reference that the schema does not mark with `references-model`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowReference {
    /// The list.
    pub list: String,
    /// The pointer in a row.
    pub field: String,
    /// The type referred to.
    #[serde(rename = "type")]
    pub record_type: String,
}

/// Old values and what they are called now; exact match.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Replacement {
    /// Where.
    pub pointer: String,
    /// The old values.
    pub from: Vec<String>,
    /// The value now.
    pub to: String,
}

/// A value of which only the leading phrase is published.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StagePhrases {
    /// Where.
    pub pointer: String,
    /// The phrases that may lead.
    pub phrases: Vec<String>,
}

/// Which files the type is in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Downloads {
    /// The archive of CSV files at the old address that the type is in: `all` or `pipeline`.
    pub bundle: Option<String>,
    /// Whether the type is in the SQLite file.
    pub sqlite: bool,
    /// Whether the type has a list download of its own.
    pub list: bool,
    /// Columns left out of the list download: fields whose pointer contains one of these.
    pub list_omits: Vec<String>,
    /// Columns added at the end of the list download.
    pub list_extra: Vec<ExtraColumn>,
}

/// A column of a list download that gathers values from rows.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExtraColumn {
    /// The header.
    pub title: String,
    /// The list whose rows are gathered (`/organisations` is the joined list).
    pub list: String,
    /// Where a row holds the value: `/location_country/value`.
    pub field: String,
}

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
    /// What it is called in files, where each part of a row has a column of its own.
    #[serde(default)]
    pub title: Option<String>,
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

/// What holds where a schema says nothing else.
fn yes() -> bool {
    true
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
