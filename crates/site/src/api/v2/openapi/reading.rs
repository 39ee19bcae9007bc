//! What is read by everybody: addresses.

use serde_json::{Value, json};

use super::paths::Operation;

/// The addresses.
pub(super) fn paths() -> Value {
    json!({
        "/api/v2/types": { "get": types().0 },
        "/api/v2/types/{type}": { "get": record_type().0 },
        "/api/v2/records/{type}": { "get": list().0 },
        "/api/v2/records/{type}.jsonl": { "get": lines().0 },
        "/api/v2/search": { "get": search().0 },
        "/api/v2/suggestions": { "get": suggestions().0 },
        "/api/v2/landscape": { "get": landscape().0 },
        "/api/v2/releases": { "get": releases().0 },
    })
}

fn types() -> Operation {
    Operation::read("types", "Which types of record there are")
        .gives("200", "The types.", "TypeList", &["ETag"])
        .gives("304", "You have it.", "", &["ETag"])
}

fn record_type() -> Operation {
    Operation::read(
        "type",
        "Every field of a type: its name, kind, values and operators",
    )
    .takes(&["type", "counts", "if_none_match"])
    .gives("200", "The type.", "Type", &["ETag"])
    .gives("304", "You have it.", "", &["ETag"])
}

fn list() -> Operation {
    Operation::read("records", "Records of a type: selected, counted, sorted, page by page")
        .needs("Conditions on any field are written as where.FIELD=VALUE or where.FIELD__OPERATOR=VALUE; a condition on a field of a list holds when any row meets it; where.LIST__exists asks for a list or group as a whole. With Accept: application/x-ndjson the answer is the stream.")
        .takes(&[
            "type",
            "where",
            "facet",
            "q",
            "sort",
            "facets",
            "fields",
            "include",
            "as_of",
            "changed_since",
            "limit_of_records",
            "cursor",
            "if_none_match",
        ])
        .gives("200", "A page of records.", "RecordList", &["ETag"])
        .gives("304", "You have it.", "", &["ETag"])
}

fn lines() -> Operation {
    let mut found = Operation::read(
        "records_as_lines",
        "All records of a type that pass, one a line",
    )
    .needs("The same conditions as for the list; in order of id, without pages.")
    .takes(&[
        "type",
        "where",
        "facet",
        "q",
        "fields",
        "include",
        "as_of",
        "changed_since",
    ]);
    found.0["responses"]["200"] = json!({
        "description": "A record a line.",
        "content": { "application/x-ndjson": { "schema": { "type": "string" } } },
    });
    found
}

fn search() -> Operation {
    Operation::read(
        "search",
        "Records of all types that match words, with the places that match",
    )
    .takes(&["q_needed", "of_type", "limit_of_search", "if_none_match"])
    .gives("200", "What was found, best first.", "Found", &["ETag"])
    .gives("304", "You have it.", "", &["ETag"])
}

fn suggestions() -> Operation {
    Operation::read("suggestions", "How what was begun may go on")
        .takes(&["q_begun", "limit_of_suggestions", "if_none_match"])
        .gives("200", "Suggestions, best first.", "Suggestions", &["ETag"])
        .gives("304", "You have it.", "", &["ETag"])
}

fn landscape() -> Operation {
    Operation::read(
        "landscape",
        "Figures across projects, each with what it rests on, of any day and selection, compared with another day",
    )
    .takes(&["as_of", "compare", "about", "facet", "if_none_match"])
    .gives("200", "The figures.", "Any", &["ETag"])
    .gives("304", "You have it.", "", &["ETag"])
}

fn releases() -> Operation {
    Operation::read(
        "releases",
        "The dated releases, with their files and checksums",
    )
    .takes(&["if_none_match"])
    .gives(
        "200",
        "The releases, newest first.",
        "ReleaseList",
        &["ETag"],
    )
    .gives("304", "You have it.", "", &["ETag"])
}
