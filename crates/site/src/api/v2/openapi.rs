//! `GET /api/v2/openapi.json`: what the API takes and gives, for programs (`OpenAPI` 3.1).
//!
//! Kept by hand, as the bodies are made by hand; tests hold it against the table of routes and
//! against what the routes answer.

mod parts;
mod paths;
mod schemas;

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_standard::Standard;
use serde_json::{Value, json};

use super::{
    answer,
    call::{Call, Caller},
    parameters::Parameters,
};
use crate::{request::Asked, site::App};

pub(super) async fn get(State(site): State<App>, asked: Asked, caller: Caller) -> Response {
    answer::from(site, asked, caller, |call: &Call<'_>| {
        Parameters::of(call.asked, &[]).finish()?;
        Ok(answer::body(
            StatusCode::OK,
            &document(call.site.standard()),
        ))
    })
    .await
}

/// The description of the API of an installation with these record types.
#[must_use]
pub fn document(standard: &Standard) -> Value {
    let types: Vec<&str> = standard.types().map(|one| one.id.as_str()).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Indigo: propose and decide",
            "version": "2",
            "summary": "Propose changes of records, follow what becomes of them, and decide.",
            "description": "See docs/API.md for a walk through it.",
        },
        "security": [{ "token": [] }],
        "paths": paths::paths(),
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token that was made at /account/tokens. Its scopes are read-private, propose and decide.",
                },
            },
            "parameters": parts::parameters(&types),
            "headers": parts::headers(),
            "responses": parts::responses(),
            "schemas": schemas::schemas(&types),
        },
    })
}
