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
