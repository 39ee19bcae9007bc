//! The parameters of what is read by everybody.

use indigo_standard::Standard;
use serde_json::{Value, json};

use super::super::read::Operator;

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
            "description": "The filters of the pages of lists, under the same names; several times: one of the values. /api/v2/types/{type} has the values of each; what none of a closed set is, is refused.",
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
        "compare": query("compare", "Another day, to compare with: of the same selection, the figures of then beside those of as_of, or of today.", &json!({ "type": "string", "format": "date" })),
        "about": query("about", "The code of a country: its figures by themselves.", &json!({ "type": "string" })),
        "changed_since": query("changed_since", "A day or time: only records of which the answer changed since: data with the names joined to it, or flags. The answer also lists, under gone, all ids that were named once and are not public now.", &json!({ "type": "string" })),
        "limit_of_records": query("limit", "The most records on a page. A page may have fewer, when they are large. With 0 there are counts alone, and next is null.", &number(1_000, 50)),
        "limit_of_search": query("limit", "The most records.", &number(200, 20)),
        "limit_of_suggestions": query("limit", "The most suggestions.", &number(20, 8)),
        "cursor": query("cursor", "Where to go on; follow next as it is.", &text),
        "counts": query("counts", "Whether to say in how many records each field is filled.", &json!({ "type": "string", "enum": ["true", "false"], "default": "false" })),
        "view": query("view", "public: as everybody sees it, as in lists.", &json!({ "type": "string", "enum": ["public"] })),
    })
}
