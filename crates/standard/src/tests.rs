use std::{fs, path::PathBuf};

use indigo_model::Severity;

use super::*;

#[test]
fn the_built_in_standard_loads_and_is_clean() {
    let standard = Standard::builtin().unwrap();
    let names: Vec<_> = standard.types().map(|one| one.id.as_str()).collect();
    assert_eq!(
        names,
        [
            "project",
            "organisation",
            "fund",
            "pipeline",
            "assessment_resource",
            "joining_up_initiative"
        ]
    );
    assert_eq!(
        standard
            .types()
            .map(TypeStandard::leaf_count)
            .sum::<usize>(),
        762
    );
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../standard");
    let problems = check::folder(&folder).unwrap();
    let serious: Vec<_> = problems
        .iter()
        .filter(|p| p.severity != Severity::Note)
        .collect();
    assert!(serious.is_empty(), "{serious:?}");
}

#[test]
fn every_field_says_what_to_enter() {
    for one in Standard::builtin().unwrap().types() {
        for field in one
            .fields
            .iter()
            .chain(one.lists.iter().flat_map(|list| &list.fields))
        {
            assert!(field.description.is_some(), "{} {}", one.id, field.pointer);
            if field.leaf.value_type == ValueType::Number {
                assert!(
                    field.leaf.unit.is_some(),
                    "{} {} has no unit",
                    one.id,
                    field.pointer
                );
            }
        }
    }
}

#[test]
fn a_new_type_is_one_file() {
    let folder = std::env::temp_dir().join(format!("indigo-standard-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let schema = r#"{"type": "object", "properties": {"status": {"title": "Status", "type": "string"},
        "name": {"title": "Name", "type": "object", "properties": {"value": {"title": "(Value)", "type": "string"}}},
        "steps": {"title": "Steps", "type": "array", "items": {"type": "object", "properties": {
            "id": {"title": "Id", "type": "string"}, "status": {"title": "Status", "type": "string"}}}}}}"#;
    fs::write(folder.join("walking_route.json"), schema).unwrap();
    let standard = Standard::load_dir(&folder).unwrap();
    let one = standard.get("walking_route").unwrap();
    assert_eq!(one.plural(), "walking_routes");
    assert_eq!(one.profile.id_prefix, "INDIGO-WALKING-ROUTE-");
    assert_eq!(one.profile.words.path, "walking-routes");
    assert_eq!(one.fields[1].title, "Name - (Value)");
    assert!(one.lists[0].has_status);
    assert_eq!(standard.types().count(), 7);

    fs::write(
        folder.join("bad.json"),
        r##"{"type": "object", "properties": {"a": {"$ref": "#/definitions/none"}}}"##,
    )
    .unwrap();
    let error = Standard::load_dir(&folder).unwrap_err().to_string();
    assert!(error.starts_with("bad.json: \"$ref\""), "{error}");
    let problems = check::folder(&folder).unwrap();
    assert_eq!(
        problems
            .iter()
            .filter(|p| p.severity == Severity::Error)
            .count(),
        1,
        "{problems:?}"
    );
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn values_are_checked_by_their_field() {
    let standard = Standard::builtin().unwrap();
    let project = standard.get("project").unwrap();
    let code = |pointer: &str, value: serde_json::Value| {
        values::fault(project.field(pointer).unwrap(), &value).map(|fault| fault.code)
    };
    let currency = "/overall_project_finance/total_investment_commitment/currency/value";
    assert_eq!(code(currency, "GBP".into()), None);
    assert_eq!(code(currency, "GBP ".into()), Some("currency_not_iso_4217"));
    let start = "/dates/start_date_of_service_provision/value";
    assert_eq!(code(start, "2018-13".into()), Some("date_not_possible"));
    assert_eq!(
        code("/stage_development/value", "Done".into()),
        Some("value_not_in_codelist")
    );
    let exact = "/overall_project_finance/total_investment_commitment/amount/exact/value";
    assert_eq!(code(exact, "=U33".into()), Some("value_not_a_number"));
    assert_eq!(code(exact, serde_json::json!(12.5)), None);
}

#[test]
fn a_priority_counts_for_its_key_and_not_for_one_that_begins_alike() {
    let text = r#"{"title": "(Value)", "type": "string"}"#;
    let schema = format!(
        r#"{{"type": "object", "properties": {{"status": {text},
        "name": {{"title": "Name", "type": "object", "priority": 1, "properties": {{"value": {text}}}}},
        "name_local": {{"title": "Local name", "type": "object", "properties": {{"value": {text}}}}},
        "names": {{"title": "Names", "type": "array", "priority": 2, "items": {{"type": "object", "properties": {{"id": {text}}}}}}}}}}}"#
    );
    let file = load::SchemaFile {
        name: "walk.json".to_owned(),
        schema: serde_json::from_str(&schema).unwrap(),
        codelists: std::collections::BTreeMap::default(),
    };
    let one = load::type_from(file, |_| None).unwrap();
    let priority = |pointer: &str| one.field(pointer).unwrap().priority;
    assert_eq!(priority("/name/value"), Some(1));
    assert_eq!(priority("/name_local/value"), None);
    assert_eq!(one.list("/names").unwrap().fields[0].priority, Some(2));
}

#[test]
fn the_meta_schema_takes_our_files_and_refuses_what_it_does_not_know() {
    let meta: indigo_model::Value =
        serde_json::from_str(&load::builtin_text("meta-schema.json").unwrap()).unwrap();
    let validator = jsonschema::validator_for(&meta).unwrap();
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut held = 0;
    for folder in [
        "../../standard",
        "../publish/tests/fixtures/standard",
        "../../docs/example",
    ] {
        for file in load::folder_files(&here.join(folder)).unwrap() {
            let faults: Vec<String> = validator
                .iter_errors(&file.schema)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{}: {faults:?}", file.name);
            // What the meta-schema lets through of ours is what the engine reads.
            if let Some(said) = file.schema.get("indigo") {
                serde_json::from_value::<Profile>(said.clone()).unwrap();
            }
            held += 1;
        }
    }
    assert_eq!(held, 8);
    for wrong in [
        r#"{"publication": {"alwaysNul": ["/a"]}}"#,
        r#"{"publication": {"alwaysNull": ["a"]}}"#,
        r#"{"words": {"path": "a/b"}}"#,
        r#"{"list": {"filters": [{"title": "No name"}]}}"#,
        r#"{"list": {"filters": [{"name": "a", "title": "A", "pointer": "/a", "show": "map"}]}}"#,
        r#"{"downloads": {"bundle": "all", "listExtra": [{"title": "A"}]}}"#,
        r#"{"prefix": "A-"}"#,
    ] {
        let schema = format!(
            r#"{{"type": "object", "properties": {{"a": {{"type": "string"}}}}, "indigo": {wrong}}}"#
        );
        assert!(
            !validator.is_valid(&serde_json::from_str(&schema).unwrap()),
            "{wrong}"
        );
    }
}

#[test]
fn every_key_of_ours_is_in_the_meta_schema() {
    let meta: indigo_model::Value =
        serde_json::from_str(&load::builtin_text("meta-schema.json").unwrap()).unwrap();
    let mut missing = Vec::new();
    for (definition, keys) in [
        ("indigo", keys_of("struct Profile")),
        ("words", keys_of("struct Words")),
        ("publication", keys_of("struct Publication")),
        ("joined", keys_of("struct Joined")),
        ("fundRows", keys_of("struct FundRows")),
        ("reference", keys_of("struct RowReference")),
        ("replacement", keys_of("struct Replacement")),
        ("stagePhrases", keys_of("struct StagePhrases")),
        ("downloads", keys_of("struct Downloads")),
        ("extraColumn", keys_of("struct ExtraColumn")),
        ("list", keys_of("struct ListSpec")),
        ("party", keys_of("struct PartySpec")),
        ("number", keys_of("struct NumberColumn")),
        ("own", keys_of("struct OwnCurrency")),
        ("filter", keys_of("struct FilterSpec")),
        ("bands", keys_of("struct Bands")),
        ("namedBy", keys_of("struct NamedBy")),
        ("namedIn", keys_of("struct NamedIn")),
        ("rowValue", keys_of("struct RowValue")),
        ("places", keys_of("struct PlacesSpec")),
        ("details", keys_of("struct DetailSpec")),
        ("detailHead", keys_of("struct DetailHead")),
        ("detailTotal", keys_of("struct DetailTotal")),
        ("detailColumn", keys_of("struct DetailColumn")),
        ("detailOnly", keys_of("struct DetailOnly")),
        ("detailLatest", keys_of("struct DetailLatest")),
        ("detailPart", keys_of("struct DetailPart")),
        ("detailSum", keys_of("struct DetailSum")),
    ] {
        let known = meta["definitions"][definition]["properties"]
            .as_object()
            .unwrap();
        let found: Vec<&str> = known.keys().map(String::as_str).collect();
        if found != keys {
            missing.push(format!("{definition}: {found:?} is not {keys:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The keys that a struct of the profile reads, in its order.
fn keys_of(of: &str) -> Vec<String> {
    let code = concat!(
        include_str!("profile.rs"),
        include_str!("profile/detail.rs"),
        include_str!("profile/filter.rs"),
        include_str!("profile/list.rs"),
        include_str!("profile/publication.rs"),
    );
    let body = code.split(&format!("pub {of} {{")).nth(1).unwrap();
    let mut keys = Vec::new();
    let mut renamed = None;
    for line in body.lines().take_while(|line| *line != "}") {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            renamed = name.split('"').next().map(str::to_owned);
        } else if let Some(field) = line.strip_prefix("pub ") {
            let field = field.split(':').next().unwrap();
            keys.push(renamed.take().unwrap_or_else(|| camel(field)));
        }
    }
    keys
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap().to_owned();
    words.fold(first, |so_far, word| {
        so_far + &word[..1].to_uppercase() + &word[1..]
    })
}
