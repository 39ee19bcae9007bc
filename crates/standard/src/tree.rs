//! The derived shape of a record type: groups, lists and leaves, with what is known of each.

use std::sync::Arc;

use crate::Codelist;

/// A place in a record: a group of fields, a list of rows, or a leaf.
#[derive(Debug, Clone)]
pub struct Node {
    /// The key in its parent.
    pub key: String,
    /// Pointer with `*` for rows: `/sources/*/id`.
    pub pointer: String,
    /// The schema's title, trimmed; may be empty.
    pub title: String,
    /// What to enter.
    pub description: Option<String>,
    /// Priority 1 to 3 where the schema gives one.
    pub priority: Option<u8>,
    /// Group, list or leaf.
    pub kind: Kind,
}

/// What a [`Node`] is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// An object; a *field* when it holds `value`.
    Group {
        /// Its keys in schema order.
        children: Vec<Node>,
    },
    /// A list of rows.
    List {
        /// The keys of a row in schema order.
        children: Vec<Node>,
        /// The fewest rows that the schema allows when the list is there.
        min_items: Option<u64>,
    },
    /// A single value.
    Leaf(Arc<Leaf>),
}

/// Whether a leaf holds text or a number (the standard has no other kinds).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// Text.
    Text,
    /// A number.
    Number,
}

/// All that the standard says of a single value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Text or number.
    pub value_type: ValueType,
    /// The values allowed, when they are a closed list.
    pub codelist: Option<Codelist>,
    /// Regular expression for text.
    pub pattern: Option<String>,
    /// What the pattern asks for, in words.
    pub pattern_hint: Option<String>,
    /// Examples of good values.
    pub examples: Vec<String>,
    /// What a number counts: "months", "US dollars".
    pub unit: Option<String>,
    /// The record type whose identifiers this holds.
    pub references: Option<ModelReference>,
    /// The list inside the record whose identifiers this holds.
    pub rows: Option<RowsReference>,
}

impl Leaf {
    /// Whether the leaf holds a date known in part (by its pattern).
    #[must_use]
    pub fn is_date(&self) -> bool {
        self.pattern
            .as_deref()
            .is_some_and(|pattern| pattern.starts_with("^[0-9][0-9][0-9][0-9]$|"))
    }

    /// Whether the leaf's codelist is the countries file.
    #[must_use]
    pub fn is_country(&self) -> bool {
        self.codelist
            .as_ref()
            .is_some_and(|list| list.file.as_deref() == Some(crate::load::COUNTRIES))
    }
}

/// A reference to records of another type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelReference {
    /// The type referred to.
    pub record_type: String,
    /// What separates several ids in one value; `None` when it holds one id.
    pub separator: Option<String>,
}

/// A reference to rows of a list in the same record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsReference {
    /// The list: `/sources`.
    pub list: String,
    /// Where a row of that list holds its id: `/id`.
    pub key: String,
    /// What separates several ids in one value.
    pub separator: Option<String>,
}

/// A leaf with its place and its column title.
#[derive(Debug, Clone)]
pub struct Field {
    /// Pointer from the record's root, or from the row for fields of a list.
    pub pointer: String,
    /// The same as keys.
    pub keys: Vec<String>,
    /// The column header: titles from the root (or row) down, joined with " - ".
    pub title: String,
    /// The titles of the groups above and of the leaf, trimmed, empty ones kept out.
    pub titles: Vec<String>,
    /// What to enter: the leaf's own description, or its parent's.
    pub description: Option<String>,
    /// All that is known of the value.
    pub leaf: Arc<Leaf>,
    /// The priority in force: that of the first node, in schema order, that is this field or that
    /// it lies in and that the schema gives a priority; `None` when there is none.
    pub priority: Option<u8>,
}

impl Field {
    /// Whether this is a status, which no CSV column and no page shows.
    #[must_use]
    pub fn is_status(&self) -> bool {
        self.pointer.contains("/status")
    }

    /// Whether this names sandboxes.
    #[must_use]
    pub fn is_sandboxes(&self) -> bool {
        self.keys.last().is_some_and(|key| key == "sandboxes")
    }

    /// Whether this cites sources (`source_ids`).
    #[must_use]
    pub fn is_source_ids(&self) -> bool {
        self.keys.last().is_some_and(|key| key == "source_ids")
    }
}

/// A list with the fields of its rows.
#[derive(Debug, Clone)]
pub struct RowList {
    /// `/sources`, `/org-ids/secondary`.
    pub pointer: String,
    /// The same as keys.
    pub keys: Vec<String>,
    /// The list's title with the titles above it.
    pub title: String,
    /// What the list is for.
    pub description: Option<String>,
    /// The fields of a row, in schema order, pointers from the row.
    pub fields: Vec<Field>,
    /// Whether a row carries a status (then rows without PUBLIC stay in).
    pub has_status: bool,
    /// Key paths inside a row of objects that carry a status of their own.
    pub inner_blocks: Vec<Vec<String>>,
    /// The row as a tree.
    pub children: Vec<Node>,
}

impl RowList {
    /// The list's part of a file name: the pointer without slashes (`org-idssecondary`).
    #[must_use]
    pub fn file_part(&self) -> String {
        self.keys.concat()
    }

    /// The field of a row at a pointer such as `/organisation_id/value`.
    #[must_use]
    pub fn field(&self, pointer: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.pointer == pointer)
    }
}
