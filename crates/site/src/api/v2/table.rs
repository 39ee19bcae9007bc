//! What routes of the API need.

use indigo_model::Action;

use crate::table::{Needed, Route};
pub(super) use crate::table::{get, post};

/// What somebody needs to reach a route of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiNeeds {
    /// Nothing; a token that comes along has to be good.
    Nothing,
    /// A token, whatever it is for.
    Token,
    /// A token whose owner may do one of these, at least with one record.
    ToOneOf(&'static [Action]),
}

/// An address of the API.
pub type ApiRoute = Route<ApiNeeds>;

/// A route with its handler.
pub(super) type Entry = crate::table::Entry<ApiNeeds>;

impl Needed for ApiNeeds {
    /// Enough but for whole records.
    const ROOM_BYTES: usize = 64 * 1024;
}
