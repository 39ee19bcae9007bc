//! `GET /api/v2/search?q=`: records of all types that match, with the places that do.

use axum::{extract::State, response::Response};
use indigo_registry::{Hit, SearchAsked};
use serde_json::{Value, json};

use super::{
    super::{answer, call::Caller},
    asked::plain_parameters,
    body,
    faults::{Faults, nearest},
    view::type_of,
};
use crate::{
    error,
    request::Asked,
    site::{App, Site},
};

/// Results when nothing else is asked for.
const USUAL: usize = 20;
/// The most results.
const MOST: usize = 200;
/// The longest words.
const LONGEST: usize = 200;

pub(in crate::api::v2) async fn get(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
) -> Response {
    answer::read(site, asked, caller, false, build).await
}

pub(super) fn build(site: &Site, asked: &Asked) -> answer::Done {
    let mut faults = Faults::default();
    plain_parameters(asked, &mut faults);
    let mut found = SearchAsked {
        limit: USUAL,
        passages: true,
        ..SearchAsked::default()
    };
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in asked.parameters() {
        if seen.contains(&name.as_str()) {
            faults.add(name, "parameter_twice", "The parameter is there twice.");
        }
        seen.push(name);
        match name.as_str() {
            "q" if value.chars().count() > LONGEST => {
                faults.add(name, "value_too_long", "Write at most 200 characters.");
            }
            "q" => found.words = value.trim().to_owned(),
            "type" => found.record_type = Some(value.trim().to_owned()),
            "limit" => match value.trim().parse() {
                Ok(limit) if limit <= MOST => found.limit = limit,
                _ => faults.add(name, "value_not_known", "Write a number from 0 to 200."),
            },
            _ => faults.unknown(
                name,
                "parameter_unknown",
                "There is no such parameter. There are: q, type, limit.",
                nearest(name, ["q", "type", "limit"].into_iter()),
            ),
        }
    }
    if found.words.is_empty() && !seen.contains(&"q") {
        faults.add("q", "parameter_missing", "Say what to search for: q=….");
    }
    if let Some(name) = &found.record_type
        && type_of(site, name).is_err()
    {
        let types: Vec<&str> = site.standard().types().map(|one| one.id.as_str()).collect();
        faults.unknown(
            "type",
            "value_not_known",
            format!(
                "There is no such record type. There are: {}.",
                types.join(", ")
            ),
            nearest(name, types.iter().copied()),
        );
    }
    faults.finish()?;
    let mut told = site.reader.search(&found)?;
    told.hits.truncate(found.limit);
    let catalogue = site.index()?.catalogue.clone();
    let records: Vec<Value> = told
        .hits
        .iter()
        .filter_map(|hit| {
            let one = site.standard().get(&hit.record_type)?;
            let entry = catalogue.entry(&hit.record_type, &hit.id)?;
            let page = body::page(one, &hit.id);
            Some(json!({
                "type": hit.record_type,
                "id": hit.id,
                "name": entry.card.name,
                "page": page,
                "updated": entry.updated,
                "passages": passages(hit, &page),
            }))
        })
        .collect();
    let by_type: serde_json::Map<String, Value> = told
        .by_type
        .iter()
        .map(|(id, count)| (id.clone(), json!(count)))
        .collect();
    let body = json!({
        "total": told.total,
        "count": records.len(),
        "searched_for": told.instead.as_deref().unwrap_or(&found.words),
        "is_partial": told.is_partial,
        "by_type": by_type,
        "records": records,
    });
    Ok(error::json(body.to_string()))
}

fn passages(hit: &Hit, page: &str) -> Vec<Value> {
    hit.passages
        .iter()
        .map(|passage| {
            let pieces: Vec<Value> = passage
                .text
                .iter()
                .map(|(text, matches)| json!({ "text": text, "matches": matches }))
                .collect();
            let anchor = passage.anchor.as_ref();
            json!({
                "label": passage.label,
                "text": pieces,
                "page": anchor.map(|anchor| format!("{page}#{anchor}")),
            })
        })
        .collect()
}
