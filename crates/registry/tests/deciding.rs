//! Deciding proposals item by item, one story each, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, sync::Barrier};

use indigo_model::{ItemKind, Mode, RecordKey};
use indigo_registry::{
    Decision, ItemChoice, Origin, Outcome, Proposal, QueueFilter, Reader, Registry, RegistryError,
    Submission, TidingKind, Verdict,
};
use serde_json::json;
use support::{
    both,
    proposals::{ADA, MAX, decide, intact, project, start, submit, submit_changed},
};

#[test]
fn a_proposal_is_decided_in_part_on_both_databases() {
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
fn of_two_who_decide_at_once_the_second_is_told_on_both_databases() {
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
fn a_proposal_goes_back_and_comes_again_on_both_databases() {
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
fn a_record_is_made_of_the_items_accepted_on_both_databases() {
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
        "api_answer",
        "quality_day",
        "release",
        "published_past",
        "mark",
        "item_decision",
        "notice",
        "mail",
        "audit",
        "sign_in_attempt",
        "mailed_link",
        "api_token",
        "session",
        "recovery_code",
        "account_grant",
        "account",
    ] {
        database
            .execute(&format!("drop table {table}"), [])
            .unwrap();
    }
    database
        .execute_batch("create virtual table search using fts5 (name, words, content = '', contentless_delete = 1); update indigo_format set format = 1; delete from setting where key = 'proposals_counted'; pragma wal_checkpoint(truncate);")
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
