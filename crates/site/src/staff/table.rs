//! What routes for people with an account need.

use indigo_model::Action;

use crate::table::{Needed, Route};
pub(crate) use crate::table::{get, post};

/// What somebody needs to reach a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is for people who are not signed in yet.
    Nothing,
    /// To be signed in with a role that allows this, at least with one record.
    To(Action),
}

/// An address for people with an account.
pub type StaffRoute = Route<Needs>;

/// A route with its handler.
pub(crate) type Entry = crate::table::Entry<Needs>;

impl Needed for Needs {
    /// Enough for a form without files.
    const ROOM_BYTES: usize = 256 * 1024;
}
