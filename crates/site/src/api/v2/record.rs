//! `GET /api/v2/records/{type}/{id}`: a record as the caller may see it, with its version.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use indigo_model::RecordKey;
use indigo_registry::RegistryError;
use serde_json::json;

use super::{
    answer::{self, Done},
    call::{Call, Caller},
    fault::ApiFault,
    finding::Finding,
    parameters::Parameters,
    read,
};
use crate::{request::Asked, site::App};

/// Parameters that only go with `view=public`.
const OF_PUBLIC: [&str; 3] = ["fields", "include", "as_of"];

/// The longest id or name that is looked up.
const LONGEST: usize = 200;

pub(super) async fn get(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
    headers: HeaderMap,
) -> Response {
    if read::item_is_asked(&asked) {
        return read::item(site, asked, caller).await;
    }
    answer::from(site, asked, caller, move |call| show(call, &headers)).await
}

fn show(call: &Call<'_>, headers: &HeaderMap) -> Done {
    let asked = call.asked.parameters().iter();
    let of_public: Vec<Finding> = asked
        .filter(|(name, _)| OF_PUBLIC.contains(&name.as_str()))
        .map(|(name, _)| {
            let said = "This is for the record as everybody sees it: write view=public as well.";
            Finding::of_parameter(name, "parameter_not_here", said)
        })
        .collect();
    if !of_public.is_empty() {
        return Err(ApiFault::Misasked(of_public));
    }
    let mut parameters = Parameters::of(call.asked, &["view"]);
    parameters.word("view", &["public"]);
    parameters.finish().map_err(ApiFault::of_address)?;
    let record_type = call.asked.segment(3);
    if call.site.standard().get(record_type).is_none() {
        return Err(ApiFault::NotFound(
            "There is no such record type.".to_owned(),
        ));
    }
    let missing = || ApiFault::NotFound("There is no such record that you may see.".to_owned());
    let id = plain(call.asked.segment(4)).ok_or_else(missing)?;
    let key = RecordKey::new(record_type, id);
    let seen = match &call.caller.person {
        None => call.registry.seen_by_anybody(&key)?,
        Some(person) => match call.registry.seen_by(person, &key, None) {
            // That it was there once is told to nobody.
            Err(RegistryError::Purged { .. }) => None,
            found => found?,
        },
    };
    // A record that was only proposed is none yet.
    let seen = seen.filter(|seen| seen.version > 0).ok_or_else(missing)?;
    let version = seen.version_name();
    let etag = format!("\"{version}\"");
    let tag = HeaderValue::from_str(&etag)
        .map_err(|_| ApiFault::Broken("a version has an odd name".to_owned()))?;
    let is_known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == etag);
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let value = json!({
        "type": key.record_type,
        "id": key.id,
        "version": version,
        "exists": seen.exists,
        "is_whole": seen.is_whole,
        "data": seen.data,
    });
    let mut response = answer::body(StatusCode::OK, &value);
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

/// A part of an address that can be the name of something.
pub(super) fn plain(segment: &str) -> Option<&str> {
    let is_plain = !segment.is_empty()
        && segment.chars().count() <= LONGEST
        && !segment.chars().any(char::is_control);
    is_plain.then_some(segment)
}
