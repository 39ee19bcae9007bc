//! Deciding in part, looking back, merging, purging, suggesting: one story each, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, sync::Barrier};

use indigo_model::{ItemKind, Mode, RecordKey, Value};
use indigo_registry::{
    CorrectionLimits, Decision, DuplicateReason, ItemChoice, ItemsOutcome, TidingKind, Origin,
    Outcome, Proposal, QueueFilter, Reader, Registry, RegistryError, Submission, Suggestion,
    Verdict,
};
use serde_json::json;
use support::{Installation, both, import};

const ADA: &str = "user:ada@example.org";
const MAX: &str = "user:max@example.org";

fn project() -> RecordKey {
    RecordKey::new("project", "INDIGO-POJ-0001")
}

fn org(number: u32) -> RecordKey {
    RecordKey::new("organisation", format!("INDIGO-ORG-000{number}"))
}

fn start(one: &Installation) {
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

fn submit(registry: &Registry, key: &RecordKey, mode: Mode, data: Value) -> String {
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
fn submit_changed(registry: &Registry, change: impl FnOnce(&mut Value)) -> String {
    let mut data = registry.data_of(&project()).unwrap().unwrap();
    change(&mut data);
    submit(registry, &project(), Mode::Replace, data)
}

fn decide(registry: &Registry, edit: &str, choices: &[(&str, Verdict)]) -> ItemsOutcome {
    let choices: Vec<ItemChoice> = choices
        .iter()
        .map(|(key, verdict)| ItemChoice::new(*key, *verdict))
        .collect();
    registry
        .decide_items(MAX, "checked", edit, &choices)
        .unwrap()
}

fn intact(registry: &Registry, name: &str) {
    assert_eq!(
        registry.verify(&mut |_, _| {}).unwrap().differences,
        [],
        "{name}"
    );
}

#[test]
fn a_proposal_is_decided_in_part() {
    for (name, one) in both() {
        let registry = &one.registry;
        start(&one);
        let edit = submit_changed(registry, |data| {
            data["stage_development"]["value"] = "Complete".into();
            data["investments"][0]["notes"] = "two".into();
            data["investments"]
                .as_array_mut()
                .unwrap()
                .insert(0, json!({"id": "i3", "status": "PUBLIC", "notes": "new"}));
        });
        let view = registry.proposal(&edit).unwrap().unwrap();
        let told: Vec<_> = view
            .items
            .iter()
            .map(|item| (item.key.as_str(), item.kind, item.label.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "/stage_development/value",
                    ItemKind::Value,
                    "Stage of Development"
                ),
                ("/investments/[i3]", ItemKind::NewRow, "Investments: i3"),
                (
                    "/investments/[i1]/notes",
                    ItemKind::Value,
                    "Investments: i1: Notes"
                ),
            ],
            "{name}"
        );
        assert_eq!(view.items[0].before, Some("Implementation".into()));
        assert_eq!(view.items[0].after, Some("Complete".into()));
        assert_eq!(view.summary.name.as_deref(), Some("Homes first"));
        assert_eq!(
            (view.summary.source.as_str(), view.summary.origin),
            ("https://example.org/report", Origin::Api)
        );

        // What the public would see, computed and undone.
        let position = registry.position().unwrap();
        let preview = registry
            .preview(&edit, &["/stage_development".to_owned()], false)
            .unwrap();
        assert!(preview.now.unwrap().contains("Implementation"), "{name}");
        let then = preview.then.unwrap();
        assert!(
            then.contains("Complete") && !then.contains("\"i3\""),
            "{name}"
        );
        assert!(then.starts_with("{\"project\": {\"id\": \"INDIGO-POJ-0001\""));
        assert_eq!(registry.position().unwrap(), position, "{name}: undone");

        // One accepted, one rejected with its own reason, one open.
        let outcome = registry
            .decide_items(
                MAX,
                "checked",
                &edit,
                &[
                    ItemChoice::new("/stage_development/value", Verdict::Accept),
                    ItemChoice {
                        selector: "/investments/[i3]".to_owned(),
                        verdict: Verdict::Reject,
                        reason: "not in the report".to_owned(),
                    },
                ],
            )
            .unwrap();
        assert_eq!(outcome.accepted, ["/stage_development/value"], "{name}");
        assert_eq!(outcome.rejected, ["/investments/[i3]"]);
        assert_eq!((outcome.undecided, outcome.closed), (1, None), "{name}");
        let public = registry
            .record("project", "INDIGO-POJ-0001")
            .unwrap()
            .unwrap();
        assert!(public.api_text.contains("Complete"), "{name}");
        let data = registry.data_of(&project()).unwrap().unwrap();
        assert_eq!(data["investments"].as_array().unwrap().len(), 2);
        intact(registry, name);

        // Somebody changes the record meanwhile, in a row that the proposal does not touch and in
        // the one that it does.
        let other = submit(
            registry,
            &project(),
            Mode::Merge,
            json!({"investments": [
                {"id": "i9", "status": "PUBLIC"},
                {"id": "i1", "status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-0002"}, "notes": "three"}]}),
        );
        let outcome = decide(registry, &other, &[("", Verdict::Accept)]);
        assert_eq!(outcome.closed.as_deref(), Some("approved"), "{name}");
        let queue = registry
            .queue(
                &QueueFilter {
                    conflict: Some(true),
                    ..QueueFilter::default()
                },
                10,
                0,
            )
            .unwrap();
        assert_eq!(
            (queue.total, queue.proposals[0].conflicts),
            (1, 1),
            "{name}"
        );

        // The conflict is named and left open; "anyway" takes it.
        let outcome = decide(registry, &edit, &[("", Verdict::Accept)]);
        assert_eq!(
            outcome.conflicts[0].key, "/investments/[i1]/notes",
            "{name}"
        );
        assert_eq!(outcome.conflicts[0].now, Some("three".into()));
        assert_eq!(outcome.closed, None);
        let many = registry.accept_many(MAX, "", &[edit.clone(), "nothing".to_owned()]);
        assert_eq!(many[0].result.as_ref().unwrap().conflicts.len(), 1);
        assert!(matches!(many[1].result, Err(RegistryError::UnknownEdit(_))));
        let outcome = decide(
            registry,
            &edit,
            &[("/investments/[i1]", Verdict::AcceptAnyway)],
        );
        assert_eq!(outcome.closed.as_deref(), Some("partly_approved"), "{name}");
        let data = registry.data_of(&project()).unwrap().unwrap();
        assert_eq!(data["investments"][1]["notes"], "two", "{name}");
        assert_eq!(
            data["investments"][0]["id"], "i9",
            "{name}: rows of others stay"
        );

        // The proposer is told, with the reasons, in the transaction of each decision.
        let tidings = registry.tidings_due(10).unwrap();
        assert_eq!(tidings.len(), 3, "{name}: {tidings:?}");
        assert_eq!(
            (tidings[0].recipient.as_str(), tidings[0].kind),
            (ADA, TidingKind::Decided)
        );
        assert_eq!(tidings[0].rejected, ["/investments/[i3]"]);
        registry.tiding_sent(tidings[0].id).unwrap();
        assert_eq!(registry.tidings_due(10).unwrap().len(), 2);
        assert_eq!(registry.tidings_for(ADA, true, 10).unwrap().len(), 3);
        registry.tidings_seen(ADA, tidings[2].id).unwrap();
        assert_eq!(registry.tidings_for(ADA, true, 10).unwrap(), []);

        // Who said what, from where.
        let blame = registry.blame(&project()).unwrap();
        let stage = blame
            .iter()
            .find(|blame| blame.key == "/stage_development/value")
            .unwrap();
        assert_eq!(
            (stage.said_by.as_str(), stage.approved_by.as_str()),
            (ADA, MAX),
            "{name}"
        );
        assert_eq!(stage.proposal.as_deref(), Some(edit.as_str()));
        assert_eq!(
            stage.proposal_source.as_deref(),
            Some("https://example.org/report")
        );
        let first = blame
            .iter()
            .find(|blame| blame.key == "/name/value")
            .unwrap();
        assert_eq!((first.version, first.proposal.as_ref()), (1, None));

        // Out and back, into the same and another installation.
        intact(registry, name);
        let backup = one.folder.path().join("backup.sqlite");
        registry.backup(&backup).unwrap();
        let before = registry.proposal(&edit).unwrap();
        registry.restore(&backup).unwrap();
        assert_eq!(registry.proposal(&edit).unwrap(), before, "{name}");
        intact(registry, name);
        let elsewhere = support::sqlite();
        elsewhere.registry.restore(&backup).unwrap();
        assert_eq!(
            elsewhere.registry.proposal(&edit).unwrap(),
            before,
            "{name}"
        );
        intact(&elsewhere.registry, name);
    }
}

#[test]
fn of_two_who_decide_at_once_the_second_is_told() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let edit = submit(
            registry,
            &project(),
            Mode::Merge,
            json!({"stage_development": {"value": "Complete"}, "name": {"value": "Homes"}}),
        );
        let other = Registry::open(one.settings.clone()).unwrap();
        let barrier = Barrier::new(2);
        let choice = |selector: &str| [ItemChoice::new(selector, Verdict::Accept)];
        let race = |selector: &str| {
            std::thread::scope(|scope| {
                let runs = [(registry, MAX), (&other, "user:eve@example.org")].map(|(one, who)| {
                    let (barrier, edit, choice) = (&barrier, &edit, choice(selector));
                    scope.spawn(move || {
                        barrier.wait();
                        one.decide_items(who, "", edit, &choice)
                    })
                });
                runs.map(|run| run.join().unwrap())
            })
        };
        let results = race("/name/value");
        let errors: Vec<_> = results
            .iter()
            .filter_map(|result| result.as_ref().err())
            .collect();
        assert_eq!(errors.len(), 1, "{name}");
        assert!(
            matches!(errors[0], RegistryError::ItemsDecided { .. }),
            "{name}"
        );
        let said = errors[0].to_string();
        assert!(
            said.contains("one item was decided before: /name/value by user:"),
            "{said}"
        );
        let results = race("");
        let errors: Vec<_> = results
            .iter()
            .filter_map(|result| result.as_ref().err())
            .collect();
        assert_eq!(errors.len(), 1, "{name}");
        assert!(
            matches!(errors[0], RegistryError::AlreadyDecided { .. }),
            "{name}"
        );
        assert_eq!(
            registry.versions(&project()).unwrap().len(),
            3,
            "{name}: nothing twice"
        );
        intact(registry, name);
    }
}

#[test]
fn a_proposal_goes_back_and_comes_again() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let data = json!({"name": {"value": "Homes"}});
        let edit = submit(registry, &project(), Mode::Merge, data.clone());
        registry
            .assign(MAX, &edit, Some("user:eve@example.org"))
            .unwrap();
        registry
            .comment_on("user:eve@example.org", &edit, "Is this the new name?")
            .unwrap();
        registry
            .ask_for_changes(MAX, &edit, "Please give the full name.")
            .unwrap();
        assert!(registry.ask_for_changes(MAX, &edit, " ").is_err());
        let view = registry.proposal(&edit).unwrap().unwrap();
        assert_eq!(view.summary.state, "changes_asked", "{name}");
        assert_eq!(view.comments.len(), 2);
        assert!(view.comments[1].asks_for_changes);
        let counts = registry.queue_counts().unwrap();
        assert_eq!(
            (counts.open, counts.changes_asked, counts.unassigned),
            (0, 1, 0),
            "{name}"
        );
        let mine = QueueFilter {
            assigned_to: Some("user:eve@example.org".to_owned()),
            state: Some("changes_asked".to_owned()),
            record_type: Some("project".to_owned()),
            proposer: Some(ADA.to_owned()),
            ..QueueFilter::default()
        };
        assert_eq!(registry.queue(&mine, 10, 0).unwrap().total, 1, "{name}");

        let mut again = Submission {
            actor: "user:eve@example.org".to_owned(),
            supersedes: Some(edit.clone()),
            edits: vec![Proposal {
                key: project(),
                mode: Mode::Merge,
                base_version: None,
                data,
            }],
            ..Submission::default()
        };
        assert!(matches!(
            registry.submit(&again),
            Err(RegistryError::NotYours { .. })
        ));
        again.actor = ADA.to_owned();
        let second = registry.submit(&again).unwrap().remove(0);
        let former = registry.proposal(&edit).unwrap().unwrap();
        assert_eq!(former.summary.state, "superseded", "{name}");
        assert_eq!(former.superseded_by.as_deref(), Some(second.as_str()));
        let view = registry.proposal(&second).unwrap().unwrap();
        assert_eq!(view.summary.supersedes.as_deref(), Some(edit.as_str()));
        assert_eq!(
            view.summary.assigned_to.as_deref(),
            Some("user:eve@example.org")
        );
        assert!(matches!(
            registry.decide_items(MAX, "", &edit, &[ItemChoice::new("", Verdict::Accept)]),
            Err(RegistryError::AlreadyDecided { .. })
        ));
        assert!(matches!(
            registry.withdraw_proposal(MAX, "", &second),
            Err(RegistryError::NotYours { .. })
        ));
        registry
            .withdraw_proposal(ADA, "a mistake", &second)
            .unwrap();
        let any = QueueFilter {
            state: Some("any".to_owned()),
            ..QueueFilter::default()
        };
        let all = registry.queue(&any, 1, 1).unwrap();
        assert_eq!(
            (all.total, all.proposals[0].state.as_str()),
            (2, "withdrawn"),
            "{name}"
        );
        let kinds: Vec<_> = registry
            .tidings_for(ADA, false, 10)
            .unwrap()
            .into_iter()
            .map(|tiding| tiding.kind)
            .collect();
        assert_eq!(
            kinds,
            [TidingKind::ChangesAsked, TidingKind::Commented],
            "{name}"
        );
        assert_eq!(
            registry
                .tidings_for("user:eve@example.org", false, 10)
                .unwrap()[0]
                .kind,
            TidingKind::Assigned
        );
        intact(registry, name);
    }
}

#[test]
fn a_record_is_looked_back_on_and_undone() {
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
fn a_purge_erases_and_leaves_a_trace() {
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
            .save_draft(ADA, &key, None, &json!({"name": {"value": "secret draft"}}))
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
fn duplicates_are_found_and_merged() {
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
fn the_public_history_shows_what_was_and_is_public() {
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

#[test]
fn drafts_are_kept_by_person_and_record() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let position = registry.position().unwrap();
        registry
            .save_draft(ADA, &project(), None, &json!({"name": {"value": "x"}}))
            .unwrap();
        registry
            .save_draft(ADA, &project(), Some(1), &json!({"name": {"value": "y"}}))
            .unwrap();
        let new = RecordKey::new("fund", "INDIGO-FUND-0009");
        registry.save_draft(ADA, &new, None, &json!({})).unwrap();
        assert_eq!(
            registry.position().unwrap(),
            position,
            "{name}: nothing rendered is made anew"
        );
        let drafts = registry.drafts(ADA).unwrap();
        assert_eq!(drafts.len(), 2, "{name}");
        let draft = registry.draft(ADA, &project()).unwrap().unwrap();
        assert_eq!(
            (draft.base_version, draft.data["name"]["value"].as_str()),
            (1, Some("y"))
        );
        assert_eq!(registry.drafts(MAX).unwrap(), []);
        assert!(registry.delete_draft(ADA, &new).unwrap());
        assert!(!registry.delete_draft(ADA, &new).unwrap());
        assert!(
            registry
                .save_draft(ADA, &RecordKey::new("nothing", "1"), None, &json!({}))
                .is_err()
        );
    }
}

fn suggestion(place: &str, value: &str) -> Suggestion {
    Suggestion {
        key: project(),
        place: place.to_owned(),
        value: value.to_owned(),
        source: "the council's minutes".to_owned(),
        email: "Bo@example.org".to_owned(),
        address: "192.0.2.7".to_owned(),
    }
}

#[test]
fn a_correction_becomes_a_proposal_when_confirmed() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let limits = CorrectionLimits {
            per_address_hourly: 3,
            per_email_daily: 2,
        };
        let taken = registry
            .suggest_correction(&suggestion("/investments/0/notes", "right"), limits)
            .unwrap();
        assert_eq!(taken.label, "Investments: i1: Notes", "{name}");
        assert_eq!(
            registry.queue(&QueueFilter::default(), 9, 0).unwrap().total,
            0
        );
        let done = registry.confirm_correction(&taken.token).unwrap();
        assert_eq!(
            registry.confirm_correction(&taken.token).unwrap(),
            done,
            "{name}: twice is once"
        );
        let view = registry.proposal(&done.edit).unwrap().unwrap();
        assert_eq!(view.summary.origin, Origin::Correction);
        assert_eq!(
            view.items.len(),
            1,
            "{name}: rows that nobody sees stay out of it"
        );
        assert_eq!(view.items[0].key, "/investments/[i1]/notes");
        let actor = format!("correction:{}", done.correction);
        assert_eq!(view.summary.proposer, actor);
        assert_eq!(
            registry.correction_email(&actor).unwrap().as_deref(),
            Some("Bo@example.org")
        );
        decide(registry, &done.edit, &[("", Verdict::Accept)]);
        assert_eq!(
            registry.tidings_due(9).unwrap()[0].recipient,
            actor,
            "{name}"
        );

        // What is private, what is not there, and what is no value get one answer.
        let mut elsewhere = suggestion("/name/value", "x");
        elsewhere.key = RecordKey::new("project", "INDIGO-POJ-9999");
        let answers: Vec<String> = [
            "/notes/value",
            "/notes/nothing",
            "/investments/1/notes",
            "/investments/[i2]/notes",
            "/investments/0/id",
            "/name",
            "/status",
            "/stage_development/status",
            "name",
        ]
        .into_iter()
        .map(|place| suggestion(place, "x"))
        .chain([elsewhere])
        .map(|one| {
            registry
                .suggest_correction(&one, limits)
                .unwrap_err()
                .to_string()
        })
        .collect();
        assert!(
            answers.iter().all(|answer| *answer == answers[0]),
            "{name}: {answers:?}"
        );

        let wrong = Suggestion {
            email: "nobody".to_owned(),
            ..suggestion("/name/value", "x")
        };
        assert!(registry.suggest_correction(&wrong, limits).is_err());
        assert!(
            registry
                .suggest_correction(&suggestion("/name/value", "Homes first"), limits)
                .is_err()
        );
        let second = registry
            .suggest_correction(&suggestion("/name/value", "Homes"), limits)
            .unwrap();
        let email = registry.suggest_correction(&suggestion("/name/value", "Homes"), limits);
        assert!(
            matches!(email, Err(RegistryError::TooMany("tomorrow"))),
            "{name}"
        );
        let mut other = suggestion("/name/value", "Homes");
        other.email = "else@example.org".to_owned();
        registry.suggest_correction(&other, limits).unwrap();
        let address = registry.suggest_correction(&other, limits);
        assert!(
            matches!(address, Err(RegistryError::TooMany("in an hour"))),
            "{name}"
        );
        assert!(matches!(
            registry.confirm_correction("guess"),
            Err(RegistryError::LinkNotValid)
        ));

        // What is private by now cannot be confirmed.
        registry.set_status(MAX, "", &project(), "PRIVATE").unwrap();
        assert!(
            matches!(
                registry.confirm_correction(&second.token),
                Err(RegistryError::NotPublic)
            ),
            "{name}"
        );
        assert_eq!(registry.forget_unconfirmed_corrections().unwrap(), 0);
        intact(registry, name);
    }
}

#[test]
fn a_record_is_made_of_the_items_accepted() {
    for (name, one) in both() {
        let registry = &one.registry;
        let key = RecordKey::new("fund", "INDIGO-FUND-0001");
        let data = json!({"status": "PUBLIC", "name": {"value": "A fund"}, "notes": {"value": "n", "status": "PUBLIC"}});
        let edit = submit(registry, &key, Mode::Replace, data);
        let outcome = decide(
            registry,
            &edit,
            &[("", Verdict::Accept), ("/notes", Verdict::Reject)],
        );
        assert_eq!(
            (outcome.closed.as_deref(), outcome.version),
            (Some("partly_approved"), 1),
            "{name}"
        );
        assert_eq!(
            registry.data_of(&key).unwrap().unwrap(),
            json!({"status": "PUBLIC", "name": {"value": "A fund"}})
        );
        let nothing = submit(registry, &key, Mode::Merge, json!({}));
        let outcome = decide(registry, &nothing, &[("", Verdict::Accept)]);
        assert_eq!(outcome.closed.as_deref(), Some("approved"), "{name}");
        let rejected = submit(registry, &key, Mode::Merge, json!({"name": {"value": "B"}}));
        let outcome = decide(registry, &rejected, &[("", Verdict::Reject)]);
        assert_eq!(outcome.closed.as_deref(), Some("rejected"), "{name}");
        let unknown = submit(registry, &key, Mode::Merge, json!({"name": {"value": "B"}}));
        let error = registry.decide_items(
            MAX,
            "",
            &unknown,
            &[ItemChoice::new("/nam", Verdict::Accept)],
        );
        assert!(
            matches!(error, Err(RegistryError::UnknownItems { .. })),
            "{name}"
        );
        assert_eq!(
            registry
                .decide(MAX, "", &unknown, &Decision::Approve)
                .unwrap(),
            Outcome::Done
        );
        // An edit that does not fit says so, and can be put away.
        let unfit = submit(
            registry,
            &key,
            Mode::Merge,
            json!({"status": {"value": "x"}}),
        );
        let view = registry.proposal(&unfit).unwrap().unwrap();
        assert!(view.fault.unwrap().contains("/status"), "{name}");
        let accept = [ItemChoice::new("", Verdict::Accept)];
        assert!(matches!(
            registry.decide_items(MAX, "", &unfit, &accept),
            Err(RegistryError::Merge { .. })
        ));
        let outcome = decide(registry, &unfit, &[("", Verdict::Reject)]);
        assert_eq!(outcome.closed.as_deref(), Some("rejected"), "{name}");
        intact(registry, name);
    }
}

#[test]
fn decisions_changed_behind_the_ledger_are_named() {
    let one = support::sqlite();
    start(&one);
    let edit = submit(
        &one.registry,
        &project(),
        Mode::Merge,
        json!({"name": {"value": "Homes"}, "stage_development": {"value": "Complete"}}),
    );
    decide(&one.registry, &edit, &[("/name/value", Verdict::Accept)]);
    one.registry.withdraw_record(MAX, "", &project()).unwrap();
    let database = rusqlite::Connection::open(one.folder.path().join("indigo.sqlite")).unwrap();
    for (tampering, undo) in [
        (
            "update item_decision set item_key = '/x'",
            "update item_decision set item_key = '/name/value'",
        ),
        (
            "update item_decision set reason = 'x'",
            "update item_decision set reason = 'checked'",
        ),
        (
            "update item_decision set kind = 'reject'",
            "update item_decision set kind = 'accept'",
        ),
        (
            "update mark set kind = 'absorb'",
            "update mark set kind = 'withdraw'",
        ),
        (
            "update record set is_there = 1 where type = 'project'",
            "update record set is_there = 0 where type = 'project'",
        ),
        (
            "update edit set state = 'rejected' where state = 'pending'",
            "update edit set state = 'pending' where state = 'rejected'",
        ),
        (
            "update proposal set is_open = 0",
            "update proposal set is_open = 1",
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
        intact(&one.registry, undo);
    }
}

#[test]
fn a_database_from_before_has_its_proposals() {
    let one = support::sqlite();
    start(&one);
    let edit = submit(
        &one.registry,
        &project(),
        Mode::Merge,
        json!({"name": {"value": "Homes"}}),
    );
    let settings = one.settings.clone();
    drop(one.registry);
    let file = one.folder.path().join("indigo.sqlite");
    let database = rusqlite::Connection::open(&file).unwrap();
    for table in [
        "correction",
        "draft",
        "not_duplicate",
        "tiding",
        "proposal_comment",
        "proposal",
        "mark",
        "item_decision",
    ] {
        database
            .execute(&format!("drop table {table}"), [])
            .unwrap();
    }
    database
        .execute_batch("update indigo_format set format = 1; delete from setting where key = 'proposals_counted'; pragma wal_checkpoint(truncate);")
        .unwrap();
    drop(database);
    let old = one.folder.path().join("old.backup");
    fs::copy(&file, &old).unwrap();
    let opened = Registry::open(settings).unwrap();
    let elsewhere = support::sqlite();
    elsewhere.registry.restore(&old).unwrap();
    for registry in [&opened, &elsewhere.registry] {
        let queue = registry.queue(&QueueFilter::default(), 9, 0).unwrap();
        assert_eq!(queue.total, 1);
        let summary = &queue.proposals[0];
        assert_eq!(
            (summary.edit.as_str(), summary.undecided),
            (edit.as_str(), 1)
        );
        assert_eq!(
            (summary.proposer.as_str(), summary.comment.as_str()),
            (ADA, "from the annual report")
        );
        intact(registry, "old");
        let outcome = decide(registry, &edit, &[("/name", Verdict::Accept)]);
        assert_eq!(outcome.closed.as_deref(), Some("approved"));
        intact(registry, "old");
    }
}
