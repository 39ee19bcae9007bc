//! `GET /api/v2/suggestions?q=`: how what was begun may go on.

use axum::{extract::State, response::Response};
use serde_json::{Value, json};

use super::{
    super::{answer, call::Caller},
    body,
    faults::Faults,
    typed::Room,
};
use crate::{
    error,
    request::Asked,
    site::{App, Site},
};

const ROOM: Room = Room {
    known: &["q", "limit"],
    usual: 8,
    most: 20,
    longest: 100,
    missing: "Say what was begun: q=….",
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
    faults.finish()?;
    let found = if typed.words.is_empty() || typed.limit == 0 {
        Vec::new()
    } else {
        site.reader.suggest(typed.words, typed.limit)?
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
