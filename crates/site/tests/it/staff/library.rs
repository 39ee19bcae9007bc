//! Records and proposals to decide about.

use std::fs;

use indigo_model::{Mode, RecordKey, Role, Value};
use indigo_registry::{Decision, ImportOptions, Origin, Proposal, Submission};
use serde_json::json;

use super::house::House;

/// The longest word that nobody may see who has no right to.
pub(crate) const SECRET: &str = "hush-hush";

/// Markup that has to stay text.
pub(crate) const MARKUP: &str = "<script>alert(1)</script>";

pub(crate) fn project() -> RecordKey {
    RecordKey::new("project", "INDIGO-POJ-0001")
}

/// A house with a few records and people.
pub(crate) fn house() -> House {
    let house = House::new();
    fill(&house);
    house
}

/// Puts the records and people into a house.
pub(crate) fn fill(house: &House) {
    let records = [
        json!({"type": "organisation", "id": "INDIGO-ORG-0001", "data": {"status": "PUBLIC", "name": {"value": "Café Society Ltd"}}}),
        json!({"type": "organisation", "id": "INDIGO-ORG-0002", "data": {"status": "PUBLIC", "name": {"value": "CAFE SOCIETY LIMITED"}}}),
        json!({"type": "project", "id": "INDIGO-POJ-0001", "data": {"status": "PUBLIC", "name": {"value": "Homes first"},
            "stage_development": {"value": "Implementation", "status": "PUBLIC"},
            "notes": {"value": SECRET, "status": "PRIVATE"},
            "investments": [{"id": "i1", "status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-0002"}, "notes": "one fine day"},
                            {"id": "i2", "status": "PRIVATE", "organisation_id": {"value": "INDIGO-ORG-0002"}, "notes": SECRET}]}}),
    ];
    put_records(house, &records);
    house.add("ada@example.org", Role::Contributor, &[]);
    house.add("max@example.org", Role::Moderator, &[]);
    house.add("mia@example.org", Role::Moderator, &[]);
    house.add("root@example.org", Role::Administrator, &[]);
}

/// Takes records in.
pub(crate) fn put_records(house: &House, records: &[Value]) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("in.jsonl");
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    fs::write(&file, lines.join("\n")).unwrap();
    let summary = house
        .registry
        .import(&[file], &ImportOptions::default(), &mut |_| {})
        .unwrap();
    assert!(summary.accepted);
}

/// Changes a record as staff do, at once.
pub(crate) fn put(house: &House, key: &RecordKey, data: Value) {
    let proposal = Proposal {
        key: key.clone(),
        mode: Mode::Merge,
        base_version: None,
        data,
    };
    let names = house.registry.propose("a", "b", &[proposal]).unwrap();
    house
        .registry
        .decide("a", "b", &names[0], &Decision::Approve)
        .unwrap();
}

/// Proposes as somebody; gives the public name of the proposal.
pub(crate) fn propose(house: &House, email: &str, key: &RecordKey, data: Value) -> String {
    let account = house
        .registry
        .account(indigo_registry::accounts::By::CommandLine, email)
        .unwrap();
    house
        .registry
        .submit(&Submission {
            actor: account.actor(),
            comment: format!("from the report {MARKUP}"),
            source: "https://example.org/report".to_owned(),
            origin: Origin::Form,
            supersedes: None,
            edits: vec![Proposal {
                key: key.clone(),
                mode: Mode::Merge,
                base_version: None,
                data,
            }],
        })
        .unwrap()
        .remove(0)
}
