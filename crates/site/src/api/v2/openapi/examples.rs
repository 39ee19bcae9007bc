//! An example for each address, as a command; the documentation page runs those that only read.

use indigo_standard::{Standard, TypeStandard};
use serde_json::{Value, json};

/// Adds examples to the operations.
pub(super) fn add(paths: &mut Value, standard: &Standard) {
    let first = standard.types().next();
    let of_type = first.map_or_else(String::new, |one| one.id.clone());
    let narrowed = first.map_or_else(String::new, narrowed);
    let reading = [
        ("/api/v2/openapi.json", String::new()),
        ("/api/v2/types", "/api/v2/types".to_owned()),
        ("/api/v2/types/{type}", format!("/api/v2/types/{of_type}")),
        (
            "/api/v2/records/{type}",
            format!("/api/v2/records/{of_type}{narrowed}"),
        ),
        (
            "/api/v2/records/{type}.jsonl",
            format!("/api/v2/records/{of_type}.jsonl?fields=name"),
        ),
        (
            "/api/v2/records/{type}/{id}",
            format!("/api/v2/records/{of_type}/{{id}}?view=public&fields=name&include=provenance"),
        ),
        (
            "/api/v2/search",
            "/api/v2/search?q=homelessness&limit=2".to_owned(),
        ),
        ("/api/v2/landscape", "/api/v2/landscape".to_owned()),
        ("/api/v2/releases", "/api/v2/releases".to_owned()),
        (
            "/api/v2/suggestions",
            "/api/v2/suggestions?q=home&limit=3".to_owned(),
        ),
    ];
    for (path, address) in reading {
        let shown = if address.is_empty() { path } else { &address };
        let command = if shown.contains('?') {
            format!("curl \"$INDIGO{shown}\"")
        } else {
            format!("curl $INDIGO{shown}")
        };
        put(&mut paths[path]["get"], &command);
        if !address.is_empty() {
            paths[path]["get"]["x-example-address"] = json!(address);
        }
    }
    let token = "curl -H \"Authorization: Bearer $TOKEN\"";
    let body = "-H \"Content-Type: application/json\" -d";
    let proposal = "$INDIGO/api/v2/proposals/$PROPOSAL";
    for (path, method, command) in [
        ("/api/v2/me", "get", format!("{token} $INDIGO/api/v2/me")),
        (
            "/api/v2/proposals",
            "get",
            format!("{token} \"$INDIGO/api/v2/proposals?state=open\""),
        ),
        (
            "/api/v2/proposals",
            "post",
            format!(
                "{token} {body} '{{\"comment\": \"The service has ended\", \"edits\": [{{\"type\": \"{of_type}\", \"id\": \"$ID\", \"patch\": {{\"name\": {{\"value\": \"Another name\"}}}}}}]}}' \"$INDIGO/api/v2/proposals?dry_run=true\""
            ),
        ),
        (
            "/api/v2/proposals/{name}",
            "get",
            format!("{token} {proposal}"),
        ),
        (
            "/api/v2/proposals/{name}/comments",
            "post",
            format!(
                "{token} {body} '{{\"words\": \"See page 4 of the report.\"}}' {proposal}/comments"
            ),
        ),
        (
            "/api/v2/proposals/{name}/withdraw",
            "post",
            format!("{token} {body} '{{\"reason\": \"The wrong record.\"}}' {proposal}/withdraw"),
        ),
        (
            "/api/v2/proposals/{name}/decision",
            "post",
            format!("{token} {body} '{{\"verdict\": \"accept\"}}' {proposal}/decision"),
        ),
        (
            "/api/v2/proposals/{name}/ask-for-changes",
            "post",
            format!("{token} {body} '{{\"words\": \"Which page?\"}}' {proposal}/ask-for-changes"),
        ),
    ] {
        put(&mut paths[path][method], &command);
    }
}

/// Conditions, counts and fields, of the first filter of a type that is about a field of it.
fn narrowed(one: &TypeStandard) -> String {
    let mut filters = one.profile.list.filters.iter();
    let found = filters.find_map(|filter| Some((filter, filter.pointer.as_ref()?)));
    let Some((filter, pointer)) = found else {
        return "?fields=name&limit=1".to_owned();
    };
    let field = pointer.trim_start_matches('/').replace('/', ".");
    let field = field.trim_end_matches(".value");
    let facet = &filter.name;
    format!("?where.{field}__exists=true&facets={facet}&fields=name,{field}&sort=-updated&limit=1")
}

fn put(operation: &mut Value, command: &str) {
    operation["x-codeSamples"] = json!([{ "lang": "Shell", "source": command }]);
}
