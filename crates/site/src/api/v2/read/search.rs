//! `GET /api/v2/search?q=`: records of all types that match, with the places that do.

use axum::{extract::State, response::Response};
use indigo_registry::{Hit, SearchAsked};
use serde_json::{Value, json};

use super::{
    super::{answer, call::Caller},
    body,
    faults::Faults,
    typed::Room,
    view::type_of,
};
use crate::{
    error,
    meant::nearest,
    request::Asked,
    site::{App, Site},
};

const ROOM: Room = Room {
    known: &["q", "type", "limit"],
    usual: 20,
    most: 200,
    longest: 200,
    missing: "Say what to search for: q=….",
};

pub(in crate::api::v2) async fn get(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
) -> Response {
    answer::read(site, asked, caller, false, build).await
}

pub(super) fn build(site: &Site, asked: &Asked) -> answer::Done {
    let mut faults = Faults::default();
    let typed = ROOM.read(asked, &mut faults);
    if let Some(name) = typed.record_type
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
    let found = SearchAsked {
        words: typed.words.to_owned(),
        record_type: typed.record_type.map(str::to_owned),
        limit: typed.limit,
        passages: true,
        ..SearchAsked::default()
    };
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
