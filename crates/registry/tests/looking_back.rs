//! Looking back on a record, undoing, purging, merging duplicates, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;

use indigo_model::{Mode, Value};
use indigo_registry::{
    Decision, DuplicateReason, ItemChoice, Proposal, Reader, RegistryError, TidingKind, Verdict,
};
use serde_json::json;
use support::{
    both, import,
    proposals::{ADA, MAX, decide, intact, org, project, start, submit},
};

#[test]
fn a_record_is_looked_back_on_and_undone_on_both_databases() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let first = submit(
            registry,
            &project(),
            Mode::Merge,
            json!({"name": {"value": "Homes"}, "stage_development": {"value": "Complete"}}),
        );
        decide(registry, &first, &[("", Verdict::Accept)]);
        let second = submit(
            registry,
            &project(),
            Mode::Merge,
            json!({"name": {"value": "Houses"}}),
        );
        decide(registry, &second, &[("", Verdict::Accept)]);
        let timeline = registry.timeline(&project()).unwrap();
        let kinds: Vec<_> = timeline.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(
            kinds,
            ["import", "propose", "approve", "propose", "approve"],
            "{name}"
        );
        assert_eq!(timeline[1].did.proposed.first(), Some(&first));
        assert_eq!(timeline[2].did.closed, [(first, "approve".to_owned())]);
        assert_eq!(timeline[2].did.changes.len(), 2);
        let compared = registry.compare(&project(), 1, 3).unwrap();
        let told: Vec<_> = compared
            .iter()
            .map(|item| (item.key.as_str(), item.after.clone().unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                ("/name/value", "Houses".into()),
                ("/stage_development/value", "Complete".into())
            ],
            "{name}"
        );
        assert!(registry.compare(&project(), 1, 9).is_err());

        // Of the event's two changes one was changed again: only the other is undone.
        let outcome = registry
            .revert_event(MAX, "wrong source", &project(), &timeline[2].event, false)
            .unwrap();
        assert_eq!(outcome.undone, ["/stage_development/value"], "{name}");
        assert_eq!(outcome.conflicts[0].key, "/name/value");
        let data = registry.data_of(&project()).unwrap().unwrap();
        assert_eq!(
            (&data["name"]["value"], &data["stage_development"]["value"]),
            (&"Houses".into(), &"Implementation".into())
        );

        // Withdrawn and brought back; an edit meanwhile does not bring it back.
        registry
            .withdraw_record(MAX, "asked by the partner", &project())
            .unwrap();
        assert!(registry.withdraw_record(MAX, "", &project()).is_err());
        assert!(
            registry
                .record("project", "INDIGO-POJ-0001")
                .unwrap()
                .is_none(),
            "{name}"
        );
        assert_eq!(
            registry
                .public_history("project", "INDIGO-POJ-0001")
                .unwrap(),
            []
        );
        let state = registry.record_state(&project()).unwrap().unwrap();
        assert_eq!(state.withdrawn.unwrap().2, "asked by the partner");
        let edit = submit(
            registry,
            &project(),
            Mode::Merge,
            json!({"name": {"value": "Homes again"}}),
        );
        decide(registry, &edit, &[("", Verdict::Accept)]);
        assert!(
            registry
                .record("project", "INDIGO-POJ-0001")
                .unwrap()
                .is_none(),
            "{name}"
        );
        intact(registry, name);
        registry.bring_back(MAX, "agreed", &project()).unwrap();
        let public = registry
            .record("project", "INDIGO-POJ-0001")
            .unwrap()
            .unwrap();
        assert!(public.api_text.contains("Homes again"), "{name}");

        // Private at once; public by proposal.
        registry
            .set_status(ADA, "a dispute", &project(), "disputed")
            .unwrap();
        assert!(
            registry
                .record("project", "INDIGO-POJ-0001")
                .unwrap()
                .is_none(),
            "{name}"
        );
        assert!(registry.set_status(ADA, "", &project(), "secret").is_err());
        let edit = registry
            .propose_status(ADA, "settled", &project(), "PUBLIC")
            .unwrap();
        assert!(
            registry
                .preview(&edit, &[String::new()], false)
                .unwrap()
                .becomes_public
        );
        decide(registry, &edit, &[("", Verdict::Accept)]);
        assert!(
            registry
                .record("project", "INDIGO-POJ-0001")
                .unwrap()
                .is_some(),
            "{name}"
        );
        intact(registry, name);
    }
}

#[test]
fn a_purge_erases_and_leaves_a_trace_on_both_databases() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let key = project();
        let half = submit(
            registry,
            &key,
            Mode::Merge,
            json!({"name": {"value": "Homes"}, "stage_development": {"value": "Complete"}}),
        );
        decide(registry, &half, &[("/name/value", Verdict::Accept)]);
        registry
            .save_draft(
                ADA,
                &key,
                None,
                &json!({"name": {"value": "secret draft"}}),
                &indigo_registry::DraftAbout::default(),
            )
            .unwrap();
        let trace = registry
            .purge(MAX, "asked by the person named", &key)
            .unwrap();
        assert_eq!(
            (trace.edits, trace.versions, trace.proposals),
            (3, 2, 1),
            "{name}"
        );
        intact(registry, name);
        assert_eq!(registry.data_of(&key).unwrap(), None);
        assert_eq!(registry.draft(ADA, &key).unwrap(), None, "{name}");
        assert!(
            registry
                .versions(&key)
                .unwrap()
                .iter()
                .all(|version| version.purged)
        );
        let timeline = registry.timeline(&key).unwrap();
        let last = timeline.last().unwrap();
        assert_eq!(
            (
                last.kind.as_str(),
                last.actor.as_str(),
                last.comment.as_str()
            ),
            ("purge", MAX, "asked by the person named")
        );
        let errors = [
            registry
                .decide_items(MAX, "", &half, &[ItemChoice::new("", Verdict::Accept)])
                .unwrap_err(),
            registry
                .decide(MAX, "", &half, &Decision::Approve)
                .unwrap_err(),
            registry.preview(&half, &[], false).unwrap_err(),
            registry
                .propose(
                    ADA,
                    "",
                    &[Proposal {
                        key: key.clone(),
                        mode: Mode::Merge,
                        base_version: None,
                        data: json!({}),
                    }],
                )
                .unwrap_err(),
            registry.bring_back(MAX, "", &key).unwrap_err(),
            registry.revert(MAX, "", &key, 1).unwrap_err(),
        ];
        for error in errors {
            assert!(
                matches!(error, RegistryError::Purged { .. }),
                "{name}: {error}"
            );
        }
        assert_eq!(
            registry.tidings_for(ADA, false, 1).unwrap()[0].kind,
            TidingKind::Purged
        );
        // An import takes nothing into it, and says so.
        let file = one.folder.path().join("again.jsonl");
        fs::write(&file, json!({"type": "project", "id": key.id, "data": {"status": "PUBLIC", "name": {"value": "Homes"}}}).to_string()).unwrap();
        let summary = import(registry, &[file]);
        assert_eq!(summary.problems.first[0].code, "record_purged", "{name}");
        assert_eq!(registry.data_of(&key).unwrap(), None);
        intact(registry, name);
        let backup = one.folder.path().join("backup.sqlite");
        registry.backup(&backup).unwrap();
        registry.restore(&backup).unwrap();
        intact(registry, name);
        if name == "SQLite" {
            for file in ["indigo.sqlite", "indigo.sqlite-wal", "backup.sqlite"] {
                let bytes = fs::read(one.folder.path().join(file)).unwrap_or_default();
                for word in ["hush-hush", "Homes first", "secret draft"] {
                    assert!(
                        !bytes
                            .windows(word.len())
                            .any(|part| part == word.as_bytes()),
                        "{file} holds {word}"
                    );
                }
            }
        }
    }
}

#[test]
fn duplicates_are_found_and_merged_on_both_databases() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let found = registry.duplicates("organisation", 50, 10).unwrap();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert_eq!((&found[0].first.0, &found[0].second.0), (&org(1), &org(2)));
        assert_eq!(
            found[0].reasons,
            [
                DuplicateReason::NameWithoutLegalForm("cafe society".to_owned()),
                DuplicateReason::Website("cafe.example".to_owned())
            ]
        );
        assert!(found[0].score > 80, "{name}: {}", found[0].score);
        registry.not_duplicates(MAX, &org(2), &org(1)).unwrap();
        assert_eq!(
            registry.duplicates("organisation", 50, 10).unwrap(),
            [],
            "{name}"
        );

        let outcome = registry
            .merge_duplicate(MAX, "the same body", &org(1), &org(2))
            .unwrap();
        assert_eq!(outcome.rewritten, [org(3), project()], "{name}");
        let data = registry.data_of(&project()).unwrap().unwrap();
        assert_eq!(
            data["investments"][0]["organisation_id"]["value"],
            "INDIGO-ORG-0001"
        );
        assert_eq!(
            data["investments"][1]["organisation_id"]["value"], "INDIGO-ORG-0001",
            "{name}: private rows too"
        );
        let data = registry.data_of(&org(3)).unwrap().unwrap();
        assert_eq!(
            data["sources"][0]["publishing_organisation_ids"]["value"], "INDIGO-ORG-0001",
            "{name}: once"
        );
        assert_eq!(
            registry
                .redirect_of("organisation", "INDIGO-ORG-0002")
                .unwrap(),
            Some(org(1)),
            "{name}"
        );
        assert_eq!(
            registry
                .redirect_of("organisation", "INDIGO-ORG-0001")
                .unwrap(),
            None
        );
        assert!(
            registry
                .record("organisation", "INDIGO-ORG-0002")
                .unwrap()
                .is_none()
        );
        let public = registry
            .record("project", "INDIGO-POJ-0001")
            .unwrap()
            .unwrap();
        assert!(
            public.api_text.contains("Caf\\u00e9 Society Ltd"),
            "{name}: joined anew"
        );
        for key in [org(1), org(2)] {
            let timeline = registry.timeline(&key).unwrap();
            assert_eq!(timeline.last().unwrap().event, outcome.event, "{name}");
            assert_eq!(timeline.last().unwrap().did.marks.len(), 1);
        }
        assert!(
            registry.merge_duplicate(MAX, "", &org(3), &org(2)).is_err(),
            "{name}: gone"
        );
        assert!(
            registry.merge_duplicate(MAX, "", &org(2), &org(3)).is_err(),
            "{name}: into one that is gone"
        );
        intact(registry, name);
        registry
            .bring_back(MAX, "not the same after all", &org(2))
            .unwrap();
        assert_eq!(
            registry
                .redirect_of("organisation", "INDIGO-ORG-0002")
                .unwrap(),
            None
        );
        intact(registry, name);
    }
}

#[test]
fn the_public_history_shows_what_was_and_is_public_on_both_databases() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let key = project();
        let change = |data: Value| {
            let edit = submit(registry, &key, Mode::Merge, data);
            decide(registry, &edit, &[("", Verdict::Accept)]);
        };
        change(json!({"notes": {"value": "still hushed"}}));
        change(json!({"notes": {"value": "open now", "status": "PUBLIC"}}));
        change(json!({"stage_development": {"value": "Complete"}}));
        change(json!({"stage_development": {"value": "Early stage", "status": "PRIVATE"}}));
        change(json!({"name": {"value": "Homes"}}));
        let history = registry
            .public_history("project", "INDIGO-POJ-0001")
            .unwrap();
        let text = format!("{history:?}");
        assert!(!text.contains("hush"), "{name}: {text}");
        for gone in ["Implementation", "Complete", "Early stage"] {
            assert!(
                !text.contains(gone),
                "{name}: what is private now is not shown"
            );
        }
        let told: Vec<_> = history
            .iter()
            .map(|version| (version.number, version.changes.len()))
            .collect();
        assert_eq!(told[1..], [(2, 1), (3, 1)], "{name}: {history:?}");
        assert_eq!(history[1].changes[0].after, Some("open now".into()));
        assert_eq!(history[2].changes[0].before, Some("Homes first".into()));
        let feed = registry.public_changes(Some("project"), 2).unwrap();
        assert_eq!(feed.len(), 2, "{name}");
        assert_eq!(
            (feed[0].version.number, feed[0].name.as_str()),
            (3, "Homes")
        );
        assert_eq!(registry.public_changes(None, 100).unwrap().len(), 6);
    }
}
