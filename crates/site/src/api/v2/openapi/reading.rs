//! What is read by everybody: addresses, parameters and shapes.

use indigo_standard::Standard;
use serde_json::{Value, json};

use super::{
    super::read::Operator,
    paths::Operation,
    schemas::{list_of, object, refer, text_or_null},
};

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
        .needs("Conditions on any field are written as where.FIELD=VALUE or where.FIELD__OPERATOR=VALUE; a condition on a field of a list holds when any row meets it. With Accept: application/x-ndjson the answer is the stream.")
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
        "Figures across projects, each with what it rests on, of any day and selection",
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

fn query(name: &str, description: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "description": description, "schema": schema })
}

/// The parameters.
pub(super) fn parameters(standard: &Standard) -> Value {
    let operators: Vec<&str> = Operator::ALL.into_iter().map(Operator::word).collect();
    let mut facets: Vec<&str> = standard
        .types()
        .flat_map(|one| &one.profile.list.filters)
        .map(|filter| filter.name.as_str())
        .collect();
    facets.sort_unstable();
    facets.dedup();
    let text = json!({ "type": "string", "maxLength": 4_000 });
    let number = |most: u32, usual: u32| json!({ "type": "integer", "minimum": 0, "maximum": most, "default": usual });
    json!({
        "where": {
            "name": "where", "in": "query", "style": "form", "explode": true,
            "description": "Conditions on fields, by their dotted names, which /api/v2/types/{type} has; .value may be left out. Without an operator: equal, without regard to case and accents; several times: one of them. Numbers compare as numbers. A date that is known in part stands for its first day; it is equal to a date when all of it lies within.",
            "schema": {
                "type": "object",
                "propertyNames": { "pattern": format!("^where\\.[A-Za-z0-9_.-]+?(__({}))?$", operators.join("|")) },
                "additionalProperties": text,
            },
            "example": { "where.stage_development": "Implementation" },
        },
        "facet": {
            "name": "facet", "in": "query", "style": "form", "explode": true,
            "description": "The filters of the pages of lists, under the same names; several times: one of the values.",
            "schema": {
                "type": "object",
                "propertyNames": { "enum": facets },
                "additionalProperties": text,
            },
            "example": { "country": "GB" },
        },
        "q": query("q", "Words to find, as on the site.", &text),
        "q_needed": {
            "name": "q", "in": "query", "required": true,
            "description": "Words to find, as on the site.",
            "schema": { "type": "string", "maxLength": 200 },
        },
        "q_begun": {
            "name": "q", "in": "query", "required": true,
            "description": "What was typed so far.",
            "schema": { "type": "string", "maxLength": 100 },
        },
        "sort": query("sort", "id, name, updated, best (with q), or a field of numbers or dates; with - before it from the most to the least. What has no value comes last. Of several values the least counts, with - the greatest.", &text),
        "facets": query("facets", "Names of filters, with commas between: how many records have each value, as if nothing were chosen of that filter.", &text),
        "fields": query("fields", "Names of fields, groups or lists, with commas between: data holds these alone. Rows keep their id.", &text),
        "include": query("include", "With commas between: provenance (sources, what cites them, and when the record changed), and words for types (organisations, funds) whose public records are sent along where they are named.", &text),
        "as_of": query("as_of", "What was public at the end of that day (UTC) and is public now.", &json!({ "type": "string", "format": "date" })),
        "compare": query("compare", "Another day, to compare with.", &json!({ "type": "string", "format": "date" })),
        "about": query("about", "The code of a country: its figures by themselves.", &json!({ "type": "string" })),
        "changed_since": query("changed_since", "A day or time: only records of which the public part changed since. The answer also lists, under gone, all ids that were named once and are not public now.", &json!({ "type": "string" })),
        "limit_of_records": query("limit", "The most records on a page. A page may have fewer, when they are large. With 0 there are counts alone, and next is null.", &number(1_000, 50)),
        "limit_of_search": query("limit", "The most records.", &number(200, 20)),
        "limit_of_suggestions": query("limit", "The most suggestions.", &number(20, 8)),
        "cursor": query("cursor", "Where to go on; follow next as it is.", &text),
        "counts": query("counts", "Whether to say in how many records each field is filled.", &json!({ "type": "string", "enum": ["true", "false"], "default": "false" })),
        "view": query("view", "public: as everybody sees it, as in lists.", &json!({ "type": "string", "enum": ["public"] })),
    })
}

/// The shapes.
pub(super) fn schemas(types: &[&str]) -> Value {
    let of_types: Vec<Value> = types
        .iter()
        .map(|id| refer(&format!("{id}_data")))
        .collect();
    let text = json!({ "type": "string" });
    let number = json!({ "type": "integer" });
    let included = json!({
        "type": "object",
        "description": "The word for many of a type → id → the record; what is not public is not there.",
        "additionalProperties": { "type": "object", "additionalProperties": refer("PublicRecord") },
    });
    let of_type = json!({
        "type": text, "title": text, "title_of_many": text,
        "description": text_or_null(), "version": text_or_null(),
        "list": text, "stream": text, "page": text,
        "records": { "type": "integer", "description": "How many are public." },
    });
    let mut in_list = of_type.clone();
    in_list["fields"] = json!({ "type": "string", "description": "The address of its fields." });
    let mut whole = of_type;
    whole["fields"] = list_of("Field");
    whole["facets"] =
        json!({ "type": "array", "items": object(json!({ "name": text, "title": text }), &[]) });
    whole["include"] = json!({ "type": "array", "items": text });
    json!({
        "PublicRecord": object(
            json!({
                "type": text,
                "id": text,
                "updated": { "type": "string", "description": "When the public part changed last." },
                "page": { "type": "string", "description": "The address of its page." },
                "flags": { "type": "object", "additionalProperties": { "type": "boolean" } },
                "provenance": refer("Provenance"),
                "data": { "anyOf": of_types },
                "included": included,
            }),
            &["flags", "provenance", "included"],
        ),
        "Provenance": object(
            json!({
                "updated": text,
                "history": { "type": "string", "description": "The address of the page of its public history." },
                "cited": { "type": "object", "description": "Pointer into data → the ids of the sources of what stands there.", "additionalProperties": { "type": "array", "items": text } },
                "sources": { "type": "array", "items": { "type": "object" } },
            }),
            &[],
        ),
        "RecordList": object(
            json!({
                "type": text,
                "total": { "type": "integer", "description": "How many records pass." },
                "count": { "type": "integer", "description": "How many of them are on this page." },
                "next": { "type": ["string", "null"], "description": "The address of the next page." },
                "as_of": text,
                "searched_for": { "type": "string", "description": "What was searched for in place of misspelt words." },
                "records": list_of("PublicRecord"),
                "facets": { "type": "object", "additionalProperties": { "type": "array", "items": object(json!({ "value": text, "count": number }), &[]) } },
                "included": included,
                "gone": { "type": "array", "items": text, "description": "Ids that were named once and are not public now." },
            }),
            &["as_of", "searched_for", "facets", "included", "gone"],
        ),
        "Found": object(
            json!({
                "total": number, "count": number,
                "searched_for": { "type": "string", "description": "The words, or those that were taken in place of misspelt ones." },
                "is_partial": { "type": "boolean", "description": "Nothing matches all words: these match most of them." },
                "by_type": { "type": "object", "additionalProperties": number },
                "records": { "type": "array", "items": object(
                    json!({
                        "type": text, "id": text, "name": text, "page": text, "updated": text,
                        "passages": { "type": "array", "items": object(
                            json!({
                                "label": text,
                                "text": { "type": "array", "items": object(json!({ "text": text, "matches": { "type": "boolean" } }), &[]) },
                                "page": text_or_null(),
                            }),
                            &[],
                        ) },
                    }),
                    &[],
                ) },
            }),
            &[],
        ),
        "Suggestions": object(
            json!({ "suggestions": { "type": "array", "items": object(
                json!({ "text": text, "type": text_or_null(), "id": text_or_null(), "page": text_or_null() }),
                &[],
            ) } }),
            &[],
        ),
        "ReleaseList": object(json!({ "releases": { "type": "array", "items": object(
            json!({
                "version": text, "day": text, "note": text,
                "doi": text_or_null(), "publisher": text_or_null(),
                "licence": { "type": ["object", "null"] },
                "files": { "type": "array", "items": object(json!({ "name": text, "size_bytes": number, "sha256": text }), &[]) },
                "taken_out": { "type": "array", "items": object(json!({ "type": text, "id": text, "day": text, "reason": text }), &[]), "description": "Records that were taken out later." },
            }),
            &[],
        ) } }), &[]),
        "TypeList": object(json!({ "types": { "type": "array", "items": object(in_list, &[]) } }), &[]),
        "Type": object(whole, &[]),
        "Field": object(
            json!({
                "name": { "type": "string", "description": "As it is written in where., sort and fields." },
                "kind": { "type": "string", "enum": ["text", "number", "date"] },
                "title": text,
                "description": text_or_null(),
                "list": { "type": ["string", "null"], "description": "The list that it is in." },
                "unit": text_or_null(),
                "codes": { "type": ["array", "null"], "items": text },
                "refers_to": { "type": ["string", "null"], "description": "The type of record whose ids it holds." },
                "priority": { "type": ["integer", "null"] },
                "operators": { "type": "array", "items": text },
                "sortable": { "type": "boolean" },
                "filled": { "type": "integer", "description": "In how many records there is a value." },
            }),
            &["filled"],
        ),
    })
}
