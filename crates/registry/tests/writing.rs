//! What somebody makes of a record as they may see it: only that is proposed, and nothing hidden is
//! touched, told or lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use indigo_model::{Grant, Role, Secret, Value};
use indigo_registry::{
    Origin, Registry, RegistryError, Seen, Written,
    accounts::{By, How, NewAccount, Person},
};
use serde_json::json;
use support::{
    both,
    proposals::{intact, project, start},
};

fn person(registry: &Registry, email: &str, role: Role, grants: &[Grant]) -> Person {
    let new = NewAccount {
        email,
        name: "Eva Example",
        role,
        grants,
    };
    let account = registry
        .create_account(By::CommandLine, &new, &Secret::new("correct horse battery"))
        .unwrap();
    Person {
        account,
        how: How::Session("test".to_owned()),
    }
}

fn written(seen: &Seen, change: impl FnOnce(&mut Value)) -> Written {
    let mut data = seen.data.clone();
    change(&mut data);
    Written {
        key: seen.key.clone(),
        base_version: seen.version,
        data,
        comment: "checked".to_owned(),
        source: "https://example.org/report".to_owned(),
        origin: Origin::Form,
        supersedes: None,
    }
}

fn keys(registry: &Registry, edit: &str) -> Vec<String> {
    let view = registry.proposal(edit).unwrap().unwrap();
    view.items.into_iter().map(|item| item.key).collect()
}

#[test]
fn a_contributor_changes_what_everybody_sees_and_nothing_else() {
    for (name, one) in both() {
        let registry = &one.registry;
        start(&one);
        let eva = person(registry, "eva@example.org", Role::Contributor, &[]);
        let seen = registry.seen_by(&eva, &project(), None).unwrap().unwrap();
        assert!(!seen.is_whole);
        assert!(!seen.data.to_string().contains("hush-hush"), "{name}");
        assert_eq!(seen.data["stage_development"]["status"], "PUBLIC");

        // Nothing changed is nothing proposed.
        let same = written(&seen, |_| {});
        assert_eq!(registry.propose_written(&eva, &same).unwrap(), None);

        // Whether a guess at something hidden was right is not told by what she sent.
        let shown = |guess: &str| {
            let guessed = written(&seen, |data| {
                data["notes"] = json!({"value": guess, "status": "PRIVATE"});
            });
            let edit = registry.propose_written(&eva, &guessed).unwrap().unwrap();
            let sent = registry.sent_items(&eva, &edit).unwrap().unwrap();
            serde_json::to_string(&sent).unwrap().replace(guess, "…")
        };
        assert_eq!(shown("hush-hush"), shown("something"), "{name}");

        let change = written(&seen, |data| {
            data["stage_development"]["value"] = "Complete".into();
            // The next number that she sees is the one of the private row.
            data["investments"]
                .as_array_mut()
                .unwrap()
                .push(json!({"id": "i2", "status": "PUBLIC", "notes": "mine", "source_ids": "s1"}));
        });
        let edit = registry.propose_written(&eva, &change).unwrap().unwrap();
        let found = keys(registry, &edit);
        assert_eq!(found[0], "/stage_development/value", "{name}");
        assert!(
            found[1].starts_with("/investments/[i2-"),
            "{name}: {found:?}"
        );
        assert_eq!(found.len(), 2, "{name}");
        registry
            .decide_items(
                "user:max",
                "",
                &edit,
                &[indigo_registry::ItemChoice::new(
                    "",
                    indigo_registry::Verdict::Accept,
                )],
            )
            .unwrap();
        let now = registry.data_of(&project()).unwrap().unwrap();
        let rows = now["investments"].as_array().unwrap();
        assert_eq!(rows.len(), 3, "{name}");
        let hidden = rows.iter().find(|row| row["id"] == "i2").unwrap();
        assert_eq!(hidden["notes"], "hush-hush", "{name}");
        assert_eq!(now["notes"]["value"], "hush-hush");
        intact(registry, name);
    }
}

#[test]
fn a_row_without_an_id_that_holds_more_than_was_seen_is_changed_and_not_doubled() {
    let one = support::sqlite();
    let registry = &one.registry;
    let file = one.folder.path().join("in.jsonl");
    let line = json!({"type": "project", "id": "INDIGO-POJ-0001", "data": {"status": "PUBLIC", "name": {"value": "Homes first"},
        "intermediary_services": [
            {"status": "PRIVATE", "notes": "hush-hush"},
            {"status": "PUBLIC", "notes": "one", "sandboxes": "secret-box"},
            {"status": "PUBLIC", "notes": "two"}]}});
    std::fs::write(&file, line.to_string()).unwrap();
    support::import(registry, &[file]);
    let eva = person(registry, "eva@example.org", Role::Contributor, &[]);
    let seen = registry.seen_by(&eva, &project(), None).unwrap().unwrap();
    let change = written(&seen, |data| {
        data["intermediary_services"][0]["notes"] = "won".into();
    });
    let edit = registry.propose_written(&eva, &change).unwrap().unwrap();
    let sent = registry.sent_items(&eva, &edit).unwrap().unwrap();
    let told = serde_json::to_string(&sent).unwrap();
    assert!(
        !told.contains("hush-hush") && !told.contains("secret-box"),
        "{told}"
    );
    let all = [indigo_registry::ItemChoice::new(
        "",
        indigo_registry::Verdict::Accept,
    )];
    registry.decide_items("user:max", "", &edit, &all).unwrap();
    let now = registry.data_of(&project()).unwrap().unwrap();
    let notes: Vec<_> = now["intermediary_services"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["notes"].clone())
        .collect();
    assert_eq!(notes, ["hush-hush", "won", "two"]);
}

#[test]
fn what_was_written_is_found_again_and_stands_in_the_place_of_the_former() {
    for (name, one) in both() {
        let registry = &one.registry;
        start(&one);
        let eva = person(registry, "eva@example.org", Role::Contributor, &[]);
        let seen = registry.seen_by(&eva, &project(), None).unwrap().unwrap();
        let change = written(&seen, |data| data["name"]["value"] = "Homes second".into());
        let edit = registry.propose_written(&eva, &change).unwrap().unwrap();
        let (again, data) = registry.written_in(&eva, &edit).unwrap().unwrap();
        assert_eq!(data["name"]["value"], "Homes second");
        assert!(!data.to_string().contains("hush-hush"), "{name}");
        let mut better = written(&again, |_| {});
        better.data = data;
        better.data["name"]["value"] = "Homes third".into();
        better.supersedes = Some(edit.clone());
        let second = registry.propose_written(&eva, &better).unwrap().unwrap();
        assert_eq!(keys(registry, &second), ["/name/value"], "{name}");
        assert!(registry.proposal(&edit).unwrap().unwrap().summary.state != "open");
    }
}

#[test]
fn who_sees_it_whole_changes_all_of_it() {
    let one = support::sqlite();
    let registry = &one.registry;
    start(&one);
    let grant = Grant::parse("project/INDIGO-POJ-0001").unwrap();
    let steward = person(registry, "ste@example.org", Role::DataSteward, &[grant]);
    let seen = registry
        .seen_by(&steward, &project(), None)
        .unwrap()
        .unwrap();
    assert!(seen.is_whole);
    let change = written(&seen, |data| {
        data["investments"].as_array_mut().unwrap().pop();
    });
    let edit = registry
        .propose_written(&steward, &change)
        .unwrap()
        .unwrap();
    assert_eq!(keys(registry, &edit), ["/investments/[i2]"]);
}

#[test]
fn what_is_not_public_is_not_there_for_a_contributor() {
    let one = support::sqlite();
    let registry = &one.registry;
    start(&one);
    let eva = person(registry, "eva@example.org", Role::Contributor, &[]);
    let seen = registry.seen_by(&eva, &project(), None).unwrap().unwrap();
    let change = written(&seen, |data| data["name"]["value"] = "x".into());
    registry
        .propose_status("user:max", "not agreed", &project(), "PRIVATE")
        .map(|edit| registry.decide("user:max", "", &edit, &indigo_registry::Decision::Approve))
        .unwrap()
        .unwrap();
    assert_eq!(registry.seen_by(&eva, &project(), None).unwrap(), None);
    // What she saw before can still be proposed on; it tells her nothing new.
    registry.propose_written(&eva, &change).unwrap().unwrap();
    registry.purge("user:max", "asked for", &project()).unwrap();
    let refused = registry.propose_written(&eva, &change).unwrap_err();
    // Who saw its public part is told no more than of a record that never was.
    assert!(
        matches!(refused, RegistryError::UnknownRecord(_)),
        "{refused}"
    );
}

#[test]
fn a_new_record_gets_the_next_id_and_not_one_that_is_taken() {
    let one = support::sqlite();
    let registry = &one.registry;
    start(&one);
    let eva = person(registry, "eva@example.org", Role::Contributor, &[]);
    let key = registry.next_id("project").unwrap();
    assert_eq!(key.id, "INDIGO-POJ-0002");
    let mut new = Written {
        key,
        base_version: 0,
        data: json!({"name": {"value": "New", "status": "PUBLIC"}, "status": "PUBLIC"}),
        comment: String::new(),
        source: String::new(),
        origin: Origin::Form,
        supersedes: None,
    };
    registry.propose_written(&eva, &new).unwrap().unwrap();
    assert_eq!(registry.next_id("project").unwrap().id, "INDIGO-POJ-0003");
    // Without an id it gets the one that is free when it is proposed.
    new.key.id.clear();
    let edit = registry.propose_written(&eva, &new).unwrap().unwrap();
    let view = registry.proposal(&edit).unwrap().unwrap();
    assert_eq!(view.summary.key.id, "INDIGO-POJ-0003");
    new.key = project();
    let refused = registry.propose_written(&eva, &new).unwrap_err();
    assert!(refused.to_string().contains("is taken"), "{refused}");
}
