//! The second API: proposing and deciding by program, with tokens.
//!
//! Every route stands in a table with what it needs, and the guard in front of it asks for it: who
//! comes, whether their token may, how often they come, and whether what they send is JSON within
//! its limits. Cookies are not looked at here, so that no page of another site can ask in
//! somebody's name. Answers for somebody are kept by nobody.

mod answer;
mod bearer;
mod call;
mod decide_request;
mod edits;
mod fault;
mod finding;
mod guard;
mod me;
mod openapi;
mod parameters;
mod problem;
mod proposals;
mod rate;
mod record;
mod routes;
mod scan;
mod sent;
mod shape;
mod table;

pub use openapi::document as openapi_document;
pub(crate) use rate::Buckets;
pub use routes::api_routes;
pub(crate) use routes::routes;
pub use table::{ApiNeeds, ApiRoute};

/// Where all its addresses begin.
const PLACE: &str = "/api/v2";

/// Whether a path is of this API: what is answered there is never looked up in what is kept.
pub(crate) fn is_place(path: &str) -> bool {
    path.strip_prefix(PLACE)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
