//! `GET /api/v2/openapi.json`: what the API takes and gives, for programs (`OpenAPI` 3.1).
//!
//! Kept by hand, as the bodies are made by hand; tests hold it against the table of routes and
//! against what the routes answer.

mod examples;
mod of_types;
mod parts;
mod paths;
mod reading;
mod reading_parameters;
mod reading_schemas;
mod schemas;

use axum::{extract::State, http::StatusCode, response::Response};
use indigo_standard::Standard;
use serde_json::{Value, json};

use super::{answer, call::Caller, parameters::Parameters};
use crate::{request::Asked, site::App};

pub(super) async fn get(State(site): State<App>, asked: Asked, caller: Caller) -> Response {
    answer::read(site, asked, caller, false, |site, asked| {
        Parameters::of(asked, &[]).finish()?;
        Ok(answer::body(StatusCode::OK, &document(site.standard())))
    })
    .await
}

/// The description of the API of an installation with these record types.
#[must_use]
pub fn document(standard: &Standard) -> Value {
    let types: Vec<&str> = standard.types().map(|one| one.id.as_str()).collect();
    let mut schemas = schemas::schemas(&types);
    add(&mut schemas, reading_schemas::schemas(&types));
    add(&mut schemas, of_types::schemas(standard));
    let mut parameters = parts::parameters(&types);
    add(&mut parameters, reading_parameters::parameters(standard));
    let mut paths = reading::paths();
    add(&mut paths, paths::paths());
    examples::add(&mut paths, standard);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Indigo",
            "version": "2",
            "summary": "Read what is public of records on social outcomes contracts; propose changes, follow what becomes of them, and decide.",
            "description": "See docs/API.md for a walk through it.",
        },
        "servers": [{ "url": "/", "description": "The installation that this is read from." }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token that was made at /account/tokens. Its scopes are read-private, propose and decide.",
                },
            },
            "parameters": parameters,
            "headers": parts::headers(),
            "responses": parts::responses(),
            "schemas": schemas,
        },
    })
}

fn add(all: &mut Value, more: Value) {
    if let (Value::Object(all), Value::Object(more)) = (all, more) {
        all.extend(more);
    }
}
