use indigo_model::{Problem, Severity, Value};
use serde_json::json;

use super::of_files;
use crate::load::{SchemaFile, folder_files};

/// A type that uses every rule, without a fault.
fn schema() -> Value {
    let text = json!({"title": "T", "type": "string"});
    let field = json!({"title": "F", "type": "object", "properties": {"value": text}});
    let number = json!({"title": "N", "type": "object", "properties": {"value": {"title": "V", "type": "number"}}});
    json!({
        "type": "object",
        "properties": {
            "status": text, "name": field, "code": field, "stage": field, "opened": field, "length": number,
            "seasons": {"type": "object", "title": "S", "properties": {"summer": text, "agnostic": text}},
            "stops": {"type": "array", "title": "Stops", "items": {"type": "object", "properties": {
                "id": text, "status": text, "next": field}}}
        },
        "indigo": {
            "publication": {
                "alwaysNull": ["/code"],
                "formerKeys": ["/seasons/spring"],
                "keepRowKeys": ["/stops"],
                "references": [{"list": "/stops", "field": "/next/value", "type": "walk"}],
                "joined": {"type": "organisation", "key": "organisations", "paths": ["name/value", "website/value"]},
                "fundRows": {"list": "/stops", "key": "id", "type": "fund", "paths": ["name/value"]},
                "replacements": [{"pointer": "/stage/value", "from": ["a"], "to": "b"}],
                "stagePhrases": {"pointer": "/stage/value", "phrases": ["Open"]},
                "agnostic": ["/seasons"],
                "flags": {"is_used": "project"}
            },
            "downloads": {"list": true, "listExtra": [
                {"title": "Stops", "list": "/stops", "field": "/id"},
                {"title": "Organisations", "list": "/organisations", "field": "/name/value"}]},
            "list": {
                "filters": [
                    {"name": "stage", "title": "Stage", "pointer": "/stage/value"},
                    {"name": "next", "title": "Next", "list": "/stops", "field": "/next/value"},
                    {"name": "season", "title": "Season", "flags": "/seasons"}],
                "values": {"opened": ["/opened/value"]},
                "counts": {"stops": "/stops"},
                "parties": [{"name": "onward", "title": "Leads to", "recordType": "walk", "list": "/stops", "field": "/next/value"}],
                "numbers": [{"name": "length", "title": "Length", "pointers": ["/length/value"],
                    "own": {"amount": "opened", "currency": "opened"}}],
                "roles": {"/stops": "Leads to"},
                "date": "opened"
            }
        }
    })
}

fn problems(schema: Value) -> Vec<Problem> {
    let file = SchemaFile {
        name: "walk.json".to_owned(),
        schema,
        codelists: std::collections::BTreeMap::default(),
    };
    let mut problems = of_files(vec![file]).unwrap();
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

#[test]
fn a_type_that_uses_every_rule_is_clean() {
    assert_eq!(problems(schema()), []);
}

#[test]
fn each_thing_that_leads_nowhere_is_an_error_with_its_place_and_what_follows() {
    let publication = "/indigo/publication";
    let list = "/indigo/list";
    // What is put where, the code, and a part of the sentence.
    let cases: Vec<(String, Value, &str, &str)> = vec![
        (
            format!("{publication}/alwaysNull/0"),
            json!("/cod"),
            "pointer_unknown",
            "would be published",
        ),
        (
            format!("{publication}/alwaysNull/0"),
            json!("/stops/id"),
            "pointer_unknown",
            "outside lists",
        ),
        (
            format!("{publication}/formerKeys/0"),
            json!("/seasons/summer"),
            "pointer_known",
            "alwaysNull",
        ),
        (
            format!("{publication}/formerKeys/0"),
            json!("/season/spring"),
            "pointer_unknown",
            "no group",
        ),
        (
            format!("{publication}/keepRowKeys/0"),
            json!("/stop"),
            "pointer_unknown",
            "no list",
        ),
        (
            format!("{publication}/references/0/list"),
            json!("/stop"),
            "pointer_unknown",
            "no list",
        ),
        (
            format!("{publication}/references/0/field"),
            json!("/next"),
            "pointer_unknown",
            "\"/next\"",
        ),
        (
            format!("{publication}/references/0/type"),
            json!("wlak"),
            "unknown_type_referred_to",
            "There are project",
        ),
        (
            format!("{publication}/joined/type"),
            json!("organization"),
            "unknown_type_referred_to",
            "nothing would be joined",
        ),
        (
            format!("{publication}/joined/paths/1"),
            json!("website"),
            "pointer_unknown",
            "no single value of organisation",
        ),
        (
            format!("{publication}/fundRows/list"),
            json!("/funds"),
            "pointer_unknown",
            "nothing would be joined",
        ),
        (
            format!("{publication}/fundRows/key"),
            json!("ident"),
            "pointer_unknown",
            "\"/ident\"",
        ),
        (
            format!("{publication}/fundRows/type"),
            json!("funds"),
            "unknown_type_referred_to",
            "\"funds\"",
        ),
        (
            format!("{publication}/fundRows/paths/0"),
            json!("nam/value"),
            "pointer_unknown",
            "no single value of fund",
        ),
        (
            format!("{publication}/replacements/0/pointer"),
            json!("/stage"),
            "pointer_unknown",
            "nothing would be replaced",
        ),
        (
            format!("{publication}/stagePhrases/pointer"),
            json!("/stag/value"),
            "pointer_unknown",
            "whole text",
        ),
        (
            format!("{publication}/agnostic/0"),
            json!("/stage"),
            "pointer_unknown",
            "flags would stay",
        ),
        (
            format!("{publication}/flags/is_used"),
            json!("projects"),
            "unknown_type_referred_to",
            "never be true",
        ),
        (
            "/indigo/downloads/listExtra/0/list".to_owned(),
            json!("/stop"),
            "pointer_unknown",
            "column would be empty",
        ),
        (
            "/indigo/downloads/listExtra/1/field".to_owned(),
            json!("/country/value"),
            "pointer_unknown",
            "column would be empty",
        ),
        (
            format!("{list}/filters/0/pointer"),
            json!("/stage"),
            "pointer_unknown",
            "never offer",
        ),
        (
            format!("{list}/filters/1/field"),
            json!("/nxt/value"),
            "pointer_unknown",
            "never offer",
        ),
        (
            format!("{list}/filters/2/flags"),
            json!("/season"),
            "pointer_unknown",
            "no group",
        ),
        (
            format!("{list}/filters/0/list"),
            json!("/stops"),
            "filter_unclear",
            "either pointer",
        ),
        (
            format!("{list}/filters/0/name"),
            json!("page"),
            "name_taken",
            "not q, sort, page",
        ),
        (
            format!("{list}/filters/0"),
            json!({"name": "a", "title": "A", "party": "nobody"}),
            "name_unknown",
            "list.parties",
        ),
        (
            format!("{list}/filters/0"),
            json!({"name": "a", "title": "A", "has": "nothing"}),
            "name_unknown",
            "list.counts",
        ),
        (
            format!("{list}/filters/0"),
            json!({"name": "a", "title": "A", "regionsOf": "nowhere"}),
            "name_unknown",
            "another filter",
        ),
        (
            format!("{list}/filters/0"),
            json!({"name": "a", "title": "A", "bands": {"numbers": ["none"], "edges": [1]}}),
            "name_unknown",
            "list.numbers",
        ),
        (
            format!("{list}/filters/0"),
            json!({"name": "a", "title": "A", "bands": {"numbers": ["length"], "edges": [2, 1]}}),
            "bands_unclear",
            "have to rise",
        ),
        (
            format!("{list}/filters/0"),
            json!({"name": "a", "title": "A", "namedBy": [{"recordType": "project", "party": "payers", "title": "P"}]}),
            "name_unknown",
            "of this type",
        ),
        (
            format!("{list}/filters/1/name"),
            json!("stage"),
            "name_taken",
            "one of its own",
        ),
        (
            format!("{list}/values/opened/0"),
            json!("/openned/value"),
            "pointer_unknown",
            "not show it",
        ),
        (
            format!("{list}/counts/stops"),
            json!("/stop"),
            "pointer_unknown",
            "count nothing",
        ),
        (
            format!("{list}/parties/0/list"),
            json!("/stop"),
            "pointer_unknown",
            "name nobody",
        ),
        (
            format!("{list}/parties/0/recordType"),
            json!("person"),
            "unknown_type_referred_to",
            "name nobody",
        ),
        (
            format!("{list}/numbers/0/pointers/0"),
            json!("/length"),
            "pointer_unknown",
            "no number",
        ),
        (
            format!("{list}/numbers/0/pointers/0"),
            json!("/stage/value"),
            "not_a_number",
            "holds text",
        ),
        (
            format!("{list}/numbers/0/name"),
            json!("newest"),
            "name_taken",
            "sorting",
        ),
        (
            format!("{list}/numbers/0/own/currency"),
            json!("currency"),
            "name_unknown",
            "other currencies",
        ),
        (
            format!("{list}/roles"),
            json!({"/stop": "Leads to"}),
            "pointer_unknown",
            "stand on no page",
        ),
        (
            format!("{list}/date"),
            json!("start"),
            "name_unknown",
            "sorted by date",
        ),
        (
            "/indigo/words/path".to_owned(),
            json!("data"),
            "path_taken",
            "of the site itself",
        ),
        (
            "/indigo/words/path".to_owned(),
            json!("sign-in"),
            "path_taken",
            "of the site itself",
        ),
        (
            "/indigo/words/path".to_owned(),
            json!("projects"),
            "path_taken",
            "list of project",
        ),
        (
            "/indigo/words/many".to_owned(),
            json!("funds"),
            "word_taken",
            "files of fund",
        ),
    ];
    for (at, value, code, part) in cases {
        let mut schema = schema();
        if let Some(slot) = schema.pointer_mut(&at) {
            *slot = value.clone();
        } else {
            let (parent, key) = at.rsplit_once('/').unwrap();
            if schema.pointer(parent).is_none() {
                schema["indigo"]["words"] = json!({"path": "walks-of-ours"});
            }
            schema.pointer_mut(parent).unwrap()[key] = value.clone();
        }
        let found = problems(schema.clone());
        assert_eq!(found.len(), 1, "{at} {value}: {found:?}");
        assert_eq!(found[0].code, code, "{at}: {found:?}");
        assert!(found[0].message.contains(part), "{at}: {found:?}");
        // The place is that of the fault: inside of what was put in, or around it.
        let place = found[0].place.pointer.clone().unwrap();
        let is_within = |inner: &str, outer: &str| {
            inner
                .strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        assert!(
            is_within(&at, &place) || is_within(&place, &at),
            "{at}: {place}"
        );
        assert!(schema.pointer(&place).is_some(), "{place} is nowhere");
    }
}

#[test]
fn without_a_status_nothing_from_csv_becomes_public() {
    let mut without = schema();
    without["properties"]
        .as_object_mut()
        .unwrap()
        .shift_remove("status");
    let found = problems(without);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, "no_root_status");
    assert!(found[0].message.contains("never become public"));
}

/// The type that the rules of publication are tested with has one pointer to nowhere, on purpose.
#[test]
fn the_made_up_type_of_other_tests_has_its_one_fault() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../publish/tests/fixtures/standard");
    let mut found = of_files(folder_files(&folder).unwrap()).unwrap();
    found.retain(|problem| problem.severity == Severity::Error);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.starts_with("\"/nowhere/old\""));
}
