//! The engine against the official schema files and the field tables, when they are beside the
//! project.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on fails, and says what it left out"
)]

use std::{collections::HashMap, path::PathBuf};

use indigo_standard::{Field, Standard, TypeStandard, ValueType};

fn shared() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("INDIGO_TEST_SHARED").map_or_else(beside, PathBuf::from);
    if path.is_dir() {
        Some(path)
    } else {
        eprintln!("left out: the shared data folder is not beside the project");
        None
    }
}

/// Every leaf of a type in schema order with its pointer from the root.
fn leaves(one: &TypeStandard) -> Vec<(String, Field)> {
    fn walk(one: &TypeStandard, nodes: &[indigo_standard::Node], found: &mut Vec<(String, Field)>) {
        for node in nodes {
            match &node.kind {
                indigo_standard::Kind::Leaf(_) => {
                    found.push((
                        node.pointer.clone(),
                        one.field(&node.pointer).unwrap().clone(),
                    ));
                }
                indigo_standard::Kind::Group { children } => walk(one, children, found),
                indigo_standard::Kind::List { .. } => {
                    let list = one.list(&node.pointer).unwrap();
                    for field in &list.fields {
                        found.push((
                            format!("{}/*{}", list.pointer, field.pointer),
                            field.clone(),
                        ));
                    }
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(one, &one.nodes, &mut found);
    found
}

fn compare(standard: &Standard, shared: &std::path::Path) {
    let mut facts: HashMap<String, Vec<HashMap<String, String>>> = HashMap::new();
    let mut reader = csv::Reader::from_path(shared.join("indigo/schema-facts.csv")).unwrap();
    let headers = reader.headers().unwrap().clone();
    for row in reader.records() {
        let row = row.unwrap();
        let row: HashMap<String, String> = headers
            .iter()
            .zip(&row)
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect();
        facts.entry(row["type"].clone()).or_default().push(row);
    }
    let codelists: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(shared.join("indigo/codelists.json")).unwrap(),
    )
    .unwrap();
    let mut total = 0;
    for (record_type, facts) in &facts {
        let one = standard.get(record_type).unwrap();
        let leaves = leaves(one);
        total += leaves.len();
        assert_eq!(one.leaf_count(), facts.len(), "{record_type}");
        for ((pointer, field), fact) in leaves.iter().zip(facts) {
            assert_eq!(pointer, &fact["pointer"], "{record_type}");
            assert_eq!(&field.title, &fact["csv_header"], "{record_type} {pointer}");
            let expected = match fact["value_type"].as_str() {
                "number" => ValueType::Number,
                _ => ValueType::Text,
            };
            assert_eq!(field.leaf.value_type, expected, "{record_type} {pointer}");
            match fact["codelist"].as_str() {
                "" => assert!(field.leaf.codelist.is_none(), "{record_type} {pointer}"),
                code => {
                    let wanted: Vec<&str> = codelists[code]["values"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|value| value.as_str().unwrap())
                        .collect();
                    let list = field.leaf.codelist.as_ref().unwrap();
                    let found: Vec<&str> = list.values.keys().map(String::as_str).collect();
                    assert_eq!(found, wanted, "{record_type} {pointer}");
                }
            }
            assert_eq!(
                field.leaf.is_date(),
                fact["constraints"].contains("date:"),
                "{pointer}"
            );
            if record_type == "project" {
                let priority = field.priority.unwrap_or(3).to_string();
                assert_eq!(priority, fact["effective_priority"], "{pointer}");
            }
            let references = &fact["references"];
            let told = match (&field.leaf.references, &field.leaf.rows) {
                (Some(model), _) => references.contains(&model.record_type),
                (_, Some(rows)) => references.contains(&format!("{}/*{}", rows.list, rows.key)),
                (None, None) => {
                    references.is_empty()
                        || pointer.ends_with("/projects/*/project/value")
                        || pointer == "/outcome_funds/*/id"
                }
            };
            assert!(
                told,
                "{record_type} {pointer}: {references:?} but {:?}",
                field.leaf
            );
        }
    }
    assert_eq!(total, 762);
}

#[test]
fn our_files_say_the_same_as_the_field_tables() {
    let Some(shared) = shared() else { return };
    compare(&Standard::builtin().unwrap(), &shared);
}

#[test]
fn the_official_files_are_taken_as_they_are() {
    let Some(shared) = shared() else { return };
    let standard = Standard::load_dir(&shared.join("data/standard")).unwrap();
    compare(&standard, &shared);
    // What the official files do not say comes from ours.
    assert_eq!(
        standard.get("project").unwrap().profile.id_prefix,
        "INDIGO-POJ-"
    );
    // The official text is in use, not ours.
    assert!(standard.get("project").unwrap().version.is_none());
    let problems = indigo_standard::check::folder(&shared.join("data/standard")).unwrap();
    let bad: Vec<_> = problems
        .iter()
        .filter(|p| p.severity == indigo_model::Severity::Error)
        .collect();
    assert!(bad.is_empty(), "{bad:?}");
}
