//! `GET /api/v2/releases`: the dated releases, with their files and checksums.

use axum::{extract::State, response::Response};
use serde_json::{Value, json};

use super::{
    super::{answer, call::Caller},
    asked::plain_parameters,
    faults::Faults,
};
use crate::{
    error,
    request::Asked,
    site::{App, Site},
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
    plain_parameters(asked, &mut faults);
    for (name, _) in asked.parameters() {
        faults.add(
            name,
            "parameter_unknown",
            "This address takes no parameters.",
        );
    }
    faults.finish()?;
    let releases: Vec<Value> = site
        .reader
        .releases()?
        .iter()
        .map(|release| {
            let files: Vec<Value> = release
                .files
                .iter()
                .map(|file| {
                    json!({
                        "name": file.name,
                        "size_bytes": file.size_bytes,
                        "sha256": file.sha256,
                    })
                })
                .collect();
            let taken_out: Vec<Value> = release
                .taken_out
                .iter()
                .map(|one| {
                    json!({
                        "type": one.record_type,
                        "id": one.id,
                        "day": one.day,
                        "reason": one.reason,
                    })
                })
                .collect();
            let licence = release.terms.licence.as_ref();
            json!({
                "version": release.version,
                "day": release.day,
                "note": release.note,
                "doi": release.doi,
                "licence": licence.map(|licence| json!({
                    "spdx": licence.spdx,
                    "name": licence.name,
                    "url": licence.url,
                })),
                "publisher": release.terms.publisher_said(),
                "files": files,
                "taken_out": taken_out,
            })
        })
        .collect();
    Ok(error::json(json!({ "releases": releases }).to_string()))
}
