//! The second API: reading what is public, for everybody; proposing and deciding, with tokens.
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
mod read;
mod record;
mod routes;
mod scan;
mod sent;
mod shape;
mod table;

use axum::{
    http::{HeaderMap, Uri, header},
    response::Response,
};

use crate::{site::Site, staff::visit::Visit};

pub use openapi::document as openapi_document;
pub(crate) use rate::{Buckets, neighbourhood};
pub(crate) use read::{Shelf as Reading, answer_to};
pub use routes::api_routes;
pub(crate) use routes::routes;
pub use table::{ApiNeeds, ApiRoute};

/// Where all its addresses begin.
const PLACE: &str = "/api/v2";

/// Whether a request brings a token, good or not: what it is answered is its own.
pub(crate) fn has_token(headers: &HeaderMap) -> bool {
    headers.contains_key(header::AUTHORIZATION)
}

/// Whether records are asked for one a line, which is not told by the address.
pub(crate) fn wants_lines(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|accept| accept.to_str().ok())
        .any(|accept| accept.contains(read::LINES))
}

/// Counts a request without a token for what has to be worked out, for as much as it costs; the
/// answer when there were too many. Requests from nowhere, which come from this program itself, are not counted.
pub(crate) fn count(site: &Site, visit: &Visit, uri: &Uri) -> Result<Option<u32>, Box<Response>> {
    if visit.address.is_empty() {
        return Ok(None);
    }
    let from = rate::neighbourhood(&visit.address);
    let taken = site.visitors.take(&from, rate::cost(uri));
    taken.map(Some).map_err(|seconds| {
        let text = "Too many requests came from your network address.";
        let fault = fault::ApiFault::TooMany { seconds, text };
        let mut response = answer::open(fault.answer(None));
        site.visitors.say(response.headers_mut(), 0);
        Box::new(response)
    })
}

/// Whether a path is of this API.
pub(crate) fn is_place(path: &str) -> bool {
    path.strip_prefix(PLACE)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
