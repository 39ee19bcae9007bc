//! What a form is made of.

use super::super::options::Choice;

/// A piece of a form.
pub(in crate::staff::edit) enum Piece {
    /// A group begins.
    Open {
        id: String,
        title: String,
        hint: String,
        is_section: bool,
    },
    Field(Box<Field>),
    List(Box<List>),
    /// The group ends.
    Close {
        is_section: bool,
    },
}

/// A field with all that is said about it.
pub(in crate::staff::edit) struct Field {
    pub(in crate::staff::edit) id: String,
    pub(in crate::staff::edit) name: String,
    pub(in crate::staff::edit) label: String,
    /// What is heard after the label, and not seen: what stands beside it is seen.
    pub(in crate::staff::edit) of: String,
    pub(in crate::staff::edit) hint: String,
    pub(in crate::staff::edit) example: String,
    pub(in crate::staff::edit) fault: Option<String>,
    /// What stood there before, when something else stands there now.
    pub(in crate::staff::edit) was: Option<String>,
    /// Who may see it, where it has a status of its own.
    pub(in crate::staff::edit) status: Option<Box<Field>>,
    /// It says something about the fields before it: who may see them, their sources.
    pub(in crate::staff::edit) is_beside: bool,
    pub(in crate::staff::edit) widget: Widget,
}

/// How a field is filled.
pub(in crate::staff::edit) enum Widget {
    Line {
        value: String,
        mode: &'static str,
        list: &'static str,
    },
    Text {
        value: String,
        rows: usize,
    },
    Choice(Vec<Choice>),
    /// Several of a list.
    Several(Vec<Choice>),
    /// Another record, by name.
    Record {
        value: String,
        find: String,
        new_href: String,
        called: String,
    },
    /// Several records: those that are named, and one more.
    Records {
        kept: Vec<Choice>,
        find: String,
        new_href: String,
        called: String,
    },
    /// Only to be read.
    Fixed(String),
}

/// A list with its rows.
pub(in crate::staff::edit) struct List {
    pub(in crate::staff::edit) id: String,
    pub(in crate::staff::edit) title: String,
    pub(in crate::staff::edit) hint: String,
    pub(in crate::staff::edit) rows: Vec<Line>,
    pub(in crate::staff::edit) gone: usize,
    /// Where one row is added.
    pub(in crate::staff::edit) segment: String,
}

/// A row in one line.
pub(in crate::staff::edit) struct Line {
    pub(in crate::staff::edit) number: usize,
    pub(in crate::staff::edit) row_id: String,
    pub(in crate::staff::edit) said: String,
    pub(in crate::staff::edit) mark: &'static str,
    pub(in crate::staff::edit) faults: usize,
    pub(in crate::staff::edit) is_first: bool,
    pub(in crate::staff::edit) is_last: bool,
}
