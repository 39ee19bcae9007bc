//! `GET /suggestions?q=`: what somebody may want to type who has begun so, as JSON for the search
//! box.

use axum::{extract::State, response::Response};
use serde::Serialize;

use super::search::words_of;
use crate::{
    answer::{self, Built},
    frame::record_href,
    request::Asked,
    site::{App, Site},
    words::shortened,
};

/// How many are given.
const MOST: usize = 8;
/// The longest beginning that is looked at.
const LONGEST: usize = 80;
/// How much of a name is given.
const LETTERS: usize = 90;

#[derive(Serialize)]
struct Body<'a> {
    suggestions: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let begun: String = words_of(asked).chars().take(LONGEST).collect();
    let suggestions = site
        .reader
        .suggest(&begun, MOST)?
        .into_iter()
        .map(|one| {
            let of_type = one
                .record_type
                .as_deref()
                .and_then(|record_type| site.standard().get(record_type));
            One {
                text: shortened(&one.text, LETTERS),
                kind: of_type.map(|of_type| of_type.profile.words.title.as_str()),
                href: of_type
                    .zip(one.id.as_deref())
                    .map(|(of_type, id)| record_href(of_type, id)),
            }
        })
        .collect();
    let body = serde_json::to_string(&Body { suggestions }).unwrap_or_default();
    // Not kept: it is quick to make, and there are as many as there are beginnings of words.
    Ok(answer::typed("application/json", body))
}
