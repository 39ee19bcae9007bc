//! The shapes of what is read by everybody.

use serde_json::{Value, json};

use super::schemas::{list_of, object, refer, text_or_null};

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
    whole["facets"] = list_of("Facet");
    whole["include"] = json!({ "type": "array", "items": text });
    json!({
        "PublicRecord": object(
            json!({
                "type": text,
                "id": text,
                "updated": { "type": "string", "description": "When what is answered of it changed last: data, with the names of other records joined to it, or flags. With as_of: when its own public part had changed last by then." },
                "page": { "type": "string", "description": "The address of its page." },
                "flags": { "type": "object", "description": "What other public records make of it, today; left out with as_of.", "additionalProperties": { "type": "boolean" } },
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
        "Facet": object(
            json!({
                "name": { "type": "string", "description": "The parameter, and its name in facets." },
                "title": text,
                "is_closed": { "type": "boolean", "description": "Whether any other value is refused; if not, values has those that records have now." },
                "values": { "type": "array", "items": object(json!({ "value": text, "title": text }), &[]) },
            }),
            &[],
        ),
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
