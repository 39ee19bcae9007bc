//! `GET /api/v2/suggestions?q=`: how what was begun may go on.

use axum::{extract::State, response::Response};
use serde_json::{Value, json};

use super::{
    super::{answer, call::Caller},
    asked::plain_parameters,
    body,
    faults::{Faults, nearest},
};
use crate::{
    error,
    request::Asked,
    site::{App, Site},
};

/// Suggestions when nothing else is asked for.
const USUAL: usize = 8;
/// The most suggestions.
const MOST: usize = 20;
/// The longest beginning.
const LONGEST: usize = 100;

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
    let (mut begun, mut limit) = (None, USUAL);
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in asked.parameters() {
        if seen.contains(&name.as_str()) {
            faults.add(name, "parameter_twice", "The parameter is there twice.");
        }
        seen.push(name);
        match name.as_str() {
            "q" if value.chars().count() > LONGEST => {
                faults.add(name, "value_too_long", "Write at most 100 characters.");
            }
            "q" => begun = Some(value.trim()),
            "limit" => match value.trim().parse() {
                Ok(number) if number <= MOST => limit = number,
                _ => faults.add(name, "value_not_known", "Write a number from 0 to 20."),
            },
            _ => faults.unknown(
                name,
                "parameter_unknown",
                "There is no such parameter. There are: q, limit.",
                nearest(name, ["q", "limit"].into_iter()),
            ),
        }
    }
    if begun.is_none() && !seen.contains(&"q") {
        faults.add("q", "parameter_missing", "Say what was begun: q=….");
    }
    faults.finish()?;
    let begun = begun.unwrap_or_default();
    let found = if begun.is_empty() || limit == 0 {
        Vec::new()
    } else {
        site.reader.suggest(begun, limit)?
    };
    let suggestions: Vec<Value> = found
        .iter()
        .map(|one| {
            let of_type = one
                .record_type
                .as_deref()
                .and_then(|id| site.standard().get(id));
            let page = of_type.zip(one.id.as_deref());
            json!({
                "text": one.text,
                "type": one.record_type,
                "id": one.id,
                "page": page.map(|(of_type, id)| body::page(of_type, id)),
            })
        })
        .collect();
    Ok(error::json(
        json!({ "suggestions": suggestions }).to_string(),
    ))
}
