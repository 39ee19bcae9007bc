//! Parameters, headers and answers that several addresses have.

use serde_json::{Map, Value, json};

/// A parameter of the address, the query or a header.
pub(super) fn parameters(types: &[&str]) -> Value {
    json!({
        "type": {
            "name": "type", "in": "path", "required": true,
            "description": "A record type.",
            "schema": { "type": "string", "enum": types },
        },
        "id": {
            "name": "id", "in": "path", "required": true,
            "description": "The id of a record.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200 },
            "example": "INDIGO-POJ-0198",
        },
        "name": {
            "name": "name", "in": "path", "required": true,
            "description": "The name of a proposal, as POST /api/v2/proposals gave it.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200 },
        },
        "dry_run": {
            "name": "dry_run", "in": "query",
            "description": "Only say what would change and what the checks find.",
            "schema": { "type": "string", "enum": ["true", "false"], "default": "false" },
        },
        "idempotency_key": {
            "name": "Idempotency-Key", "in": "header",
            "description": "A name for the request. The same request with the same key is done once within a day, and gets the same answer.",
            "schema": { "type": "string", "pattern": "^[!-~]{1,200}$" },
        },
        "if_match": {
            "name": "If-Match", "in": "header",
            "description": "The version that the edit was made of, as ETag gave it; the same as base_version. For one edit only.",
            "schema": { "type": "string", "pattern": "^\"[!#-~]{1,60}\"$" },
        },
        "if_none_match": {
            "name": "If-None-Match", "in": "header",
            "description": "The version that you have, as ETag gave it.",
            "schema": { "type": "string" },
        },
        "whose": {
            "name": "whose", "in": "query",
            "schema": { "type": "string", "enum": ["own", "all"], "default": "own" },
        },
        "state": {
            "name": "state", "in": "query",
            "schema": {
                "type": "string",
                "enum": ["any", "open", "changes_asked", "approved", "partly_approved", "rejected", "withdrawn", "superseded", "purged"],
                "default": "any",
            },
        },
        "of_type": {
            "name": "type", "in": "query",
            "description": "Only what is of, or about, records of this type.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200 },
        },
        "of_id": {
            "name": "id", "in": "query",
            "description": "Proposals on the record of this id.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200 },
        },
        "limit": {
            "name": "limit", "in": "query",
            "schema": { "type": "integer", "minimum": 0, "maximum": 100, "default": 50 },
        },
        "offset": {
            "name": "offset", "in": "query",
            "schema": { "type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0 },
        },
    })
}

pub(super) fn headers() -> Value {
    json!({
        "ETag": { "description": "The version, in quotation marks.", "schema": { "type": "string" } },
        "Location": { "description": "The proposal, or the list when there are several.", "schema": { "type": "string" } },
        "Link": { "description": "The address of the next page, with rel=\"next\"; left out on the last.", "schema": { "type": "string" } },
        "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 1 } },
        "WWW-Authenticate": { "description": "That a bearer token is asked for.", "schema": { "type": "string" } },
        "Idempotency-Replayed": { "description": "`true` when the request was done before.", "schema": { "type": "string", "const": "true" } },
    })
}

/// Each answer that says why something was not done.
pub(super) fn responses() -> Value {
    let mut found = Map::new();
    for (name, description, schema) in [
        ("unreadable", "The body is not JSON.", "Problem"),
        (
            "misasked",
            "A parameter, field or operator is not known, or its value not understood; the problem names what was meant.",
            "UnfitProblem",
        ),
        (
            "unauthorized",
            "No token came, or one that is not good.",
            "Problem",
        ),
        (
            "forbidden",
            "The token lacks a scope, or its owner a role or grant; the problem names what is missing.",
            "Problem",
        ),
        (
            "not_found",
            "There is nothing there that you may see.",
            "Problem",
        ),
        ("too_slow", "The body did not arrive in time.", "Problem"),
        (
            "conflict",
            "Something else holds than the request builds on.",
            "Problem",
        ),
        (
            "no_such_version",
            "The record has no version that If-Match names.",
            "Problem",
        ),
        ("too_large", "The body is too large.", "Problem"),
        ("not_json", "The body is not said to be JSON.", "Problem"),
        (
            "unfit",
            "The request has faults, each with its place.",
            "UnfitProblem",
        ),
        ("too_many", "Too many requests.", "Problem"),
        ("broken", "Something went wrong on our side.", "Problem"),
    ] {
        let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
        let mut response = json!({
            "description": description,
            "content": { "application/problem+json": { "schema": schema } },
        });
        let header = match name {
            "unauthorized" => Some("WWW-Authenticate"),
            "too_many" => Some("Retry-After"),
            _ => None,
        };
        if let Some(header) = header {
            response["headers"] =
                json!({ header: { "$ref": format!("#/components/headers/{header}") } });
        }
        found.insert(name.to_owned(), response);
    }
    Value::Object(found)
}
