//! What the parts of a record page show.

use crate::facts::{Shown, sources::Marks};

/// A number at the top of the page.
pub(crate) struct Figure {
    pub(crate) label: String,
    /// Where it is explained.
    pub(crate) href: Option<String>,
    pub(crate) value: Option<Shown>,
    /// What is to be known with it.
    pub(crate) note: Option<String>,
}

/// A section of the page.
pub(crate) struct SectionView {
    pub(crate) anchor: String,
    pub(crate) title: String,
    /// Where the dictionary explains it.
    pub(crate) dictionary: String,
    pub(crate) groups: Vec<FactGroup>,
    pub(crate) table: Option<TableView>,
    /// What of it is not known, in one line.
    pub(crate) not_known: String,
    /// What of it is kept back, in one line.
    pub(crate) not_public: String,
}

/// Facts under a heading (or under none).
pub(crate) struct FactGroup {
    pub(crate) heading: Option<String>,
    pub(crate) facts: Vec<FactView>,
}

/// A fact.
pub(crate) struct FactView {
    pub(crate) label: String,
    /// Where it is in the record, for an address.
    pub(crate) at: String,
    pub(crate) dictionary: String,
    pub(crate) value: Shown,
    pub(crate) marks: Marks,
    pub(crate) note: Option<Shown>,
}

/// The rows of a list.
pub(crate) struct TableView {
    pub(crate) caption: String,
    /// Label and dictionary address of each column; the first is the row's name.
    pub(crate) columns: Vec<(String, String)>,
    pub(crate) rows: Vec<RowView>,
}

/// A row of a list.
pub(crate) struct RowView {
    /// The id of its element, by the row's own id where it has one.
    pub(crate) anchor: String,
    /// The id by its place, for addresses that count, when it is another one.
    pub(crate) counted: Option<String>,
    pub(crate) lead: Option<Shown>,
    /// The row's id in the record.
    pub(crate) id: Option<String>,
    /// Where it is in the record, for an address; nothing for a row that nothing names.
    pub(crate) at: Option<String>,
    pub(crate) marks: Marks,
    pub(crate) cells: Vec<Option<Shown>>,
}
