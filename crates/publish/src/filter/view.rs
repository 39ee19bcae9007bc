//! For whose eyes a record is filtered.

use indigo_model::{Object, Status, status::sandboxes_of};

/// For whose eyes, and in which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View<'a> {
    /// Everybody.
    Public,
    /// Holders of the sandbox password, for the sandbox of this id.
    Sandbox(&'a str),
    /// Everybody, in the form in which the record is stored: statuses and the sources of rows stay,
    /// so that another installation can take it in and show the same.
    Stored,
}

impl View<'_> {
    /// Whether an object is shown by what its own status says; `unmarked` is the answer when it
    /// says nothing.
    pub(crate) fn shows(self, object: &Object, unmarked: bool) -> bool {
        match Status::of(object) {
            Status::Public => true,
            Status::Missing => unmarked,
            Status::Sandbox => match self {
                Self::Sandbox(id) => sandboxes_of(object).any(|name| name == id),
                Self::Public | Self::Stored => false,
            },
            Status::Private | Status::Disputed | Status::Unknown => false,
        }
    }

    /// Whether the record is wanted in the form in which it is stored.
    pub(crate) fn is_stored(self) -> bool {
        self == Self::Stored
    }
}
