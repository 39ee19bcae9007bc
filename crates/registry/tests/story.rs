//! One story on both databases: import, propose, decide, conflict, revert, search, back up,
//! restore, verify.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;

use indigo_model::{Mode, RecordKey};
use indigo_registry::{Decision, Outcome, Proposal, Reader, Registry, SearchAsked};
use serde_json::json;
use support::{both, import};

fn propose(registry: &Registry, key: &RecordKey, mode: Mode, data: serde_json::Value) -> String {
    let proposal = Proposal {
        key: key.clone(),
        mode,
        base_version: None,
        data,
    };
    registry
        .propose("user:eva", "a better value", &[proposal])
        .unwrap()
        .remove(0)
}

fn decide(registry: &Registry, edit: &str, decision: &Decision) -> Outcome {
    registry.decide("user:max", "seen", edit, decision).unwrap()
}

#[test]
fn a_record_goes_its_way_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        let file = one.folder.path().join("in.jsonl");
        let lines = [
            json!({"type": "organisation", "id": "INDIGO-ORG-0001", "data": {"status": "PUBLIC", "name": {"value": "Café Society"}}}),
            json!({"type": "project", "id": "INDIGO-POJ-0001", "data": {"status": "PUBLIC", "name": {"value": "Homes first"},
                "stage_development": {"value": "Implementation", "status": "PUBLIC"},
                "investments": [{"id": "i1", "status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-0001"}},
                                {"id": "i2", "status": "PRIVATE", "notes": "hush-hush"}]}}),
        ];
        fs::write(&file, lines.map(|line| line.to_string()).join("\n")).unwrap();
        let summary = import(registry, &[file]);
        assert_eq!(summary.types["project"].new, 1, "{name}");

        let key = RecordKey::new("project", "INDIGO-POJ-0001");
        let public = registry
            .record("project", "INDIGO-POJ-0001")
            .unwrap()
            .unwrap();
        assert!(!public.api_text.contains("hush-hush"), "{name}");
        assert!(public.api_text.contains("Caf\\u00e9 Society"), "{name}");
        let organisation = registry
            .record("organisation", "INDIGO-ORG-0001")
            .unwrap()
            .unwrap();
        assert_eq!(
            organisation.flags[0],
            ("is_in_any_public_projects".to_owned(), true)
        );
        assert_eq!(
            registry
                .search(&SearchAsked::new(None, "homes", 9))
                .unwrap()
                .hits[0]
                .id,
            "INDIGO-POJ-0001",
            "{name}"
        );
        assert_eq!(
            registry
                .search(&SearchAsked::new(Some("organisation"), "cafe", 9))
                .unwrap()
                .hits
                .len(),
            1,
            "{name}: without accents"
        );
        assert_eq!(
            registry
                .search(&SearchAsked::new(None, "hush", 9))
                .unwrap()
                .hits,
            [],
            "{name}"
        );
        assert_eq!(
            registry
                .mentions("organisation", "INDIGO-ORG-0001")
                .unwrap()
                .len(),
            1
        );

        // Two edits on one version: the second that touches the same value is a conflict.
        let first = propose(
            registry,
            &key,
            Mode::Merge,
            json!({"stage_development": {"value": "Complete"}}),
        );
        let second = propose(
            registry,
            &key,
            Mode::Merge,
            json!({"stage_development": {"value": "Contracted"}}),
        );
        let other = propose(
            registry,
            &key,
            Mode::Merge,
            json!({"notes": {"value": "n", "status": "PUBLIC"}}),
        );
        assert_eq!(decide(registry, &first, &Decision::Approve), Outcome::Done);
        let Outcome::Conflict { meanwhile, .. } = decide(registry, &second, &Decision::Approve)
        else {
            panic!("{name}: a conflict is told");
        };
        assert_eq!(meanwhile[0].pointer, "/stage_development/value");
        assert_eq!(decide(registry, &second, &Decision::Reject), Outcome::Done);
        assert_eq!(
            decide(registry, &other, &Decision::Approve),
            Outcome::Done,
            "{name}: other values do not conflict"
        );
        assert!(
            registry
                .decide("user:max", "", &first, &Decision::Approve)
                .is_err(),
            "{name}: decided once"
        );
        let data = registry.data_of(&key).unwrap().unwrap();
        assert_eq!(data["stage_development"]["value"], "Complete");

        // A change of the organisation reaches the project in the same transaction.
        let org = RecordKey::new("organisation", "INDIGO-ORG-0001");
        let before = registry.position().unwrap();
        let edit = propose(registry, &org, Mode::Merge, json!({"status": "PRIVATE"}));
        decide(registry, &edit, &Decision::Approve);
        assert!(registry.position().unwrap() > before);
        assert!(
            registry
                .record("organisation", "INDIGO-ORG-0001")
                .unwrap()
                .is_none()
        );
        let public = registry
            .record("project", "INDIGO-POJ-0001")
            .unwrap()
            .unwrap();
        assert!(!public.api_text.contains("Society"), "{name}");
        assert_eq!(
            registry.ids("organisation").unwrap(),
            [("INDIGO-ORG-0001".to_owned(), false)]
        );
        assert_eq!(
            registry
                .search(&SearchAsked::new(None, "cafe", 9))
                .unwrap()
                .hits,
            [],
            "{name}"
        );
        registry
            .revert("user:max", "it was right", &org, 1)
            .unwrap();
        assert!(
            registry
                .record("organisation", "INDIGO-ORG-0001")
                .unwrap()
                .is_some(),
            "{name}"
        );

        // The catalogue follows.
        assert_eq!(
            registry.catalogue().unwrap().entries("organisation").len(),
            1,
            "{name}"
        );
        assert_eq!(
            registry.verify(&mut |_, _| {}).unwrap().differences,
            [],
            "{name}"
        );

        // Out and back.
        let backup = one.folder.path().join("backup.sqlite");
        registry.backup(&backup).unwrap();
        let edit = propose(
            registry,
            &key,
            Mode::Merge,
            json!({"name": {"value": "Lost"}}),
        );
        decide(registry, &edit, &Decision::Approve);
        registry.restore(&backup).unwrap();
        let public = registry
            .record("project", "INDIGO-POJ-0001")
            .unwrap()
            .unwrap();
        assert!(public.api_text.contains("Homes first"), "{name}");
        assert_eq!(
            registry
                .search(&SearchAsked::new(None, "homes", 9))
                .unwrap()
                .hits
                .len(),
            1,
            "{name}"
        );
        assert_eq!(
            registry.verify(&mut |_, _| {}).unwrap().differences,
            [],
            "{name}"
        );
        let elsewhere = support::sqlite();
        elsewhere.registry.restore(&backup).unwrap();
        assert_eq!(
            elsewhere.registry.record_count().unwrap(),
            2,
            "{name}: into another installation"
        );
        assert_eq!(
            elsewhere
                .registry
                .verify(&mut |_, _| {})
                .unwrap()
                .differences,
            [],
            "{name}"
        );
    }
}

#[test]
fn what_is_changed_behind_the_ledger_is_named() {
    let one = support::sqlite();
    let file = one.folder.path().join("in.jsonl");
    fs::write(&file, json!({"type": "fund", "id": "INDIGO-FUND-0001", "data": {"status": "PUBLIC", "name": {"value": "A"}}}).to_string()).unwrap();
    import(&one.registry, &[file]);
    assert_eq!(
        one.registry
            .verify(&mut |_, _| {})
            .unwrap()
            .difference_count,
        0
    );
    let database = rusqlite::Connection::open(one.folder.path().join("indigo.sqlite")).unwrap();
    for (tampering, undo) in [
        (
            "update record set data = replace(data, '\"A\"', '\"B\"')",
            "update record set data = replace(data, '\"B\"', '\"A\"')",
        ),
        (
            "update edit set data = replace(data, '\"A\"', '\"B\"')",
            "update edit set data = replace(data, '\"B\"', '\"A\"')",
        ),
        (
            "update event set comment = 'x'",
            "update event set comment = ''",
        ),
        (
            "update published set data = replace(data, '\"A\"', '\"B\"')",
            "update published set data = replace(data, '\"B\"', '\"A\"')",
        ),
    ] {
        database.execute(tampering, []).unwrap();
        assert!(
            one.registry
                .verify(&mut |_, _| {})
                .unwrap()
                .difference_count
                > 0,
            "{tampering}"
        );
        database.execute(undo, []).unwrap();
        assert_eq!(one.registry.verify(&mut |_, _| {}).unwrap().differences, []);
    }
}

#[test]
fn a_made_up_type_goes_from_schema_to_download_without_engine_code() {
    let schemas = tempfile::tempdir().unwrap();
    fs::write(schemas.path().join("walking_route.json"), r#"{"type": "object", "properties": {
        "status": {"title": "Status", "type": "string"},
        "name": {"title": "Name", "type": "object", "properties": {"value": {"title": "(Value)", "type": "string"}}},
        "guide": {"title": "Guide", "type": "object", "properties": {"value": {"title": "(Value)", "type": "string"}, "status": {"title": "(Status)", "type": "string"}}},
        "steps": {"title": "Steps", "type": "array", "items": {"type": "object", "properties": {
            "id": {"title": "Id", "type": "string"}, "status": {"title": "Status", "type": "string"}}}}}}"#).unwrap();
    let one = support::open(None, Some(schemas.path().to_owned()));
    let file = one.folder.path().join("in.jsonl");
    let record = json!({"type": "walking_route", "id": "W1", "data": {"status": "PUBLIC", "name": {"value": "To the sea"},
        "guide": {"value": "Ann", "status": "PRIVATE"}, "steps": [{"id": "a", "status": "PUBLIC"}, {"id": "b"}]}});
    fs::write(&file, record.to_string()).unwrap();
    import(&one.registry, &[file]);
    let public = one.registry.record("walking_route", "W1").unwrap().unwrap();
    assert_eq!(
        public.api_text,
        r#"{"name": {"value": "To the sea"}, "guide": null, "steps": [{"id": "a"}], "status": null}"#
    );
    let out = one.folder.path().join("out");
    let files = one
        .registry
        .export(&out, indigo_registry::Format::Csv, false)
        .unwrap();
    assert!(
        files.contains(&"walking_routes_steps.csv".to_owned()),
        "{files:?}"
    );
    assert_eq!(
        fs::read_to_string(out.join("walking_routes_steps.csv")).unwrap(),
        "Walking route ID,Id\r\nW1,a\r\n"
    );
    assert_eq!(
        one.registry
            .search(&SearchAsked::new(None, "sea", 5))
            .unwrap()
            .hits
            .len(),
        1
    );
    assert_eq!(one.registry.verify(&mut |_, _| {}).unwrap().differences, []);
}

#[test]
fn a_name_is_joined_from_where_its_type_holds_it() {
    let schemas = tempfile::tempdir().unwrap();
    let text = r#"{"title": "(Value)", "type": "string"}"#;
    let field = format!(r#"{{"title": "F", "type": "object", "properties": {{"value": {text}}}}}"#);
    fs::write(
        schemas.path().join("place.json"),
        format!(
            r#"{{"type": "object", "properties": {{"status": {text}, "name": {field}, "label": {field}}},
            "indigo": {{"namePointer": "/label/value"}}}}"#
        ),
    )
    .unwrap();
    fs::write(
        schemas.path().join("walk.json"),
        format!(
            r#"{{"type": "object", "properties": {{"status": {text}, "name": {field}, "stops": {{"title": "Stops", "type": "array",
            "items": {{"type": "object", "properties": {{"at": {{"title": "At", "type": "string", "references-model": "place"}}}}}}}}}},
            "indigo": {{"publication": {{"names": true}}}}}}"#
        ),
    )
    .unwrap();
    let one = support::open(None, Some(schemas.path().to_owned()));
    let file = one.folder.path().join("in.jsonl");
    let records = [
        json!({"type": "place", "id": "P1", "data": {"status": "PUBLIC", "name": {"value": "no name"}, "label": {"value": "The sea"}}}),
        json!({"type": "walk", "id": "W1", "data": {"status": "PUBLIC", "stops": [{"at": "P1"}]}}),
    ];
    fs::write(&file, records.map(|record| record.to_string()).join("\n")).unwrap();
    import(&one.registry, &[file]);
    let public = one.registry.record("walk", "W1").unwrap().unwrap();
    assert_eq!(
        public.api_text,
        r#"{"stops": [{"at": "P1", "place_names": {"at": "The sea"}}], "status": null}"#
    );
}
