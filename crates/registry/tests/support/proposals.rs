//! A small installation, and proposals on it.

use std::fs;

use indigo_model::{Mode, RecordKey, Value};
use indigo_registry::{ItemChoice, ItemsOutcome, Origin, Proposal, Registry, Submission, Verdict};
use serde_json::json;

use super::{Installation, import};

pub(crate) const ADA: &str = "user:ada@example.org";
pub(crate) const MAX: &str = "user:max@example.org";

pub(crate) fn project() -> RecordKey {
    RecordKey::new("project", "INDIGO-POJ-0001")
}

pub(crate) fn org(number: u32) -> RecordKey {
    RecordKey::new("organisation", format!("INDIGO-ORG-000{number}"))
}

pub(crate) fn start(one: &Installation) {
    let file = one.folder.path().join("in.jsonl");
    let lines = [
        json!({"type": "organisation", "id": "INDIGO-ORG-0001", "data": {"status": "PUBLIC", "name": {"value": "Café Society Ltd"}, "website": {"value": "https://www.cafe.example/"}}}),
        json!({"type": "organisation", "id": "INDIGO-ORG-0002", "data": {"status": "PUBLIC", "name": {"value": "CAFE SOCIETY LIMITED"}, "website": {"value": "cafe.example/about"},
            "sources": [{"id": "s1", "publishing_organisation_ids": {"value": "INDIGO-ORG-0002, INDIGO-ORG-0003"}}]}}),
        json!({"type": "organisation", "id": "INDIGO-ORG-0003", "data": {"status": "PUBLIC", "name": {"value": "Bread for all"},
            "sources": [{"id": "s1", "publishing_organisation_ids": {"value": "INDIGO-ORG-0002, INDIGO-ORG-0001"}}]}}),
        json!({"type": "project", "id": "INDIGO-POJ-0001", "data": {"status": "PUBLIC", "name": {"value": "Homes first"},
            "stage_development": {"value": "Implementation", "status": "PUBLIC"},
            "notes": {"value": "hush-hush", "status": "PRIVATE"},
            "investments": [{"id": "i1", "status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-0002"}, "notes": "one"},
                            {"id": "i2", "status": "PRIVATE", "organisation_id": {"value": "INDIGO-ORG-0002"}, "notes": "hush-hush"}]}}),
    ];
    fs::write(&file, lines.map(|line| line.to_string()).join("\n")).unwrap();
    import(&one.registry, &[file]);
}

pub(crate) fn submit(registry: &Registry, key: &RecordKey, mode: Mode, data: Value) -> String {
    registry
        .submit(&Submission {
            actor: ADA.to_owned(),
            comment: "from the annual report".to_owned(),
            source: "https://example.org/report".to_owned(),
            origin: Origin::Api,
            supersedes: None,
            edits: vec![Proposal {
                key: key.clone(),
                mode,
                base_version: None,
                data,
            }],
        })
        .unwrap()
        .remove(0)
}

/// The project with some changes, proposed as a whole.
pub(crate) fn submit_changed(registry: &Registry, change: impl FnOnce(&mut Value)) -> String {
    let mut data = registry.data_of(&project()).unwrap().unwrap();
    change(&mut data);
    submit(registry, &project(), Mode::Replace, data)
}

pub(crate) fn decide(registry: &Registry, edit: &str, choices: &[(&str, Verdict)]) -> ItemsOutcome {
    let choices: Vec<ItemChoice> = choices
        .iter()
        .map(|(key, verdict)| ItemChoice::new(*key, *verdict))
        .collect();
    registry
        .decide_items(MAX, "checked", edit, &choices)
        .unwrap()
}

pub(crate) fn intact(registry: &Registry, name: &str) {
    assert_eq!(
        registry.verify(&mut |_, _| {}).unwrap().differences,
        [],
        "{name}"
    );
}
