//! Records, events, edits and their past.

use indigo_model::RecordKey;
use indigo_registry::{
    HistoryEvent, ItemChoice, Origin, QueueFilter, Reader, Registry, Verdict, accounts::By,
};
use serde_json::json;

use super::{intact, taken_over, told};
use crate::{
    old::{Edit, Old},
    story,
    support::{both, sqlite},
};

fn project() -> RecordKey {
    RecordKey::new("project", "INDIGO-POJ-0001")
}

/// The account of an address, as the ledger calls it.
fn actor(registry: &Registry, email: &str) -> String {
    registry.account(By::CommandLine, email).unwrap().actor()
}

fn queue(registry: &Registry, state: &str) -> Vec<(String, String, String)> {
    let filter = QueueFilter {
        state: Some(state.to_owned()),
        ..QueueFilter::default()
    };
    let found = registry.queue(&filter, 99, 0).unwrap();
    assert_eq!(found.total as usize, found.proposals.len());
    let told = found.proposals.into_iter().map(|one| {
        assert_eq!(one.origin, Origin::Import);
        (one.edit, one.created, one.proposer)
    });
    told.collect()
}

#[test]
fn all_is_counted_and_every_difference_told_on_both_databases() {
    let Some(old) = story::whole() else { return };
    for (name, one) in both() {
        let summary = taken_over(&one, &old.url);
        assert!(!summary.dry_run);
        let types: Vec<(&str, u64)> = summary
            .types
            .iter()
            .map(|(record_type, count)| (record_type.as_str(), *count))
            .collect();
        assert_eq!(
            types,
            [
                ("project", 4),
                ("organisation", 3),
                ("fund", 2),
                ("pipeline", 1),
                ("assessment_resource", 1),
                ("joining_up_initiative", 1),
                ("walking_route", 1),
            ],
            "{name}"
        );
        assert_eq!(
            (summary.events, summary.events_of_somebody_unknown),
            (10, 2)
        );
        let edits = summary.edits;
        assert_eq!(
            (edits.at_once, edits.approved, edits.refused, edits.open),
            (12, 2, 2, 3)
        );
        assert_eq!(summary.versions, 14);
        assert_eq!((summary.records_compared, summary.snapshots), (13, 5));
        assert_eq!(summary.put_right, ["project INDIGO-POJ-0004"]);
        assert_eq!(summary.sandboxes, 2);

        assert_eq!(
            told(&summary, "record_differs"),
            [
                "warning: project INDIGO-POJ-0004, /name/value: At present, the edits give \"Plain\" there, and the first system has {\"deep\":true}. [record_differs]"
            ]
        );
        assert_eq!(
            told(&summary, "snapshot_differs"),
            [
                "warning: project INDIGO-POJ-0003, /status: After event event-5, the edits give \"PRIVATE\" there, and the first system has \"PUBLIC\". [snapshot_differs]"
            ]
        );
        for (code, words) in [
            ("edit_does_not_fit", "edit-13"),
            ("approved_and_refused", "edit-14"),
            ("type_not_in_standard", "walking_route"),
            ("publicity_differs", "INDIGO-FUND-0001"),
            ("table_left_out", "strange_notes"),
        ] {
            let told = told(&summary, code);
            assert_eq!(told.len(), 1, "{name} {code}: {told:?}");
            assert!(
                told[0].to_lowercase().contains(&words.to_lowercase()),
                "{told:?}"
            );
        }
        let left = |table: &str| {
            let found = summary.left_out.iter().find(|left| left.table == table);
            found.and_then(|left| left.rows)
        };
        for (table, rows) in [
            ("django_session", 2),
            ("django_admin_log", 1),
            ("indigo_projectimport", 1),
            ("strange_notes", 3),
            ("jsondataferret_type", 7),
            ("indigo_adminuserhaspermissionsforproject", 1),
            ("indigo_project", 4),
        ] {
            assert_eq!(left(table), Some(rows), "{table}");
        }
        for read in [
            "jsondataferret_event",
            "jsondataferret_edit",
            "auth_user",
            "django_migrations",
        ] {
            assert_eq!(left(read), None, "{read}");
        }
        intact(&one.registry);
    }
}

#[test]
fn present_values_are_those_of_the_first_system() {
    let Some(mut old) = story::whole() else {
        return;
    };
    let one = sqlite();
    taken_over(&one, &old.url);
    let rows = old
        .client
        .query(
            "select t.public_id, r.public_id, r.cached_exists, r.cached_data::text from jsondataferret_record r join jsondataferret_type t on t.id = r.type_id",
            &[],
        )
        .unwrap();
    assert_eq!(rows.len(), 13);
    for row in rows {
        let key = RecordKey::new(row.get::<_, String>(0), row.get::<_, String>(1));
        let shown: indigo_model::Value = serde_json::from_str(row.get(3)).unwrap();
        let wanted = row.get::<_, bool>(2).then_some(shown);
        assert_eq!(one.registry.data_of(&key).unwrap(), wanted, "{key}");
    }
    // Those of which nothing was approved, or that were only named, are listed as not public.
    let ids = one.registry.ids("project").unwrap();
    assert!(
        ids.contains(&("INDIGO-POJ-0002".to_owned(), false)),
        "{ids:?}"
    );
    let ids = one.registry.ids("fund").unwrap();
    assert!(
        ids.contains(&("INDIGO-FUND-0002".to_owned(), false)),
        "{ids:?}"
    );
}

#[test]
fn the_past_is_that_of_the_first_system_on_both_databases() {
    let Some(old) = story::whole() else { return };
    for (name, one) in both() {
        let registry = &one.registry;
        taken_over(&one, &old.url);
        let ann = actor(registry, "ann.steward@example.org");
        let max = actor(registry, "max@example.org");
        let nobody = "somebody unknown";

        let timeline = registry.timeline(&project()).unwrap();
        let told: Vec<(&str, &str, &str, &str)> = timeline
            .iter()
            .map(|one: &HistoryEvent| {
                (
                    one.event.as_str(),
                    one.created.as_str(),
                    one.actor.as_str(),
                    one.kind.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    "event-1",
                    "2020-03-01T10:00:00.123456Z",
                    ann.as_str(),
                    "edit"
                ),
                ("event-2", "2020-03-02T09:00:00.000000Z", &ann, "propose"),
                ("event-3", "2020-03-03T12:00:00.500000Z", &max, "decide"),
                ("event-4", "2020-03-04T12:00:00.000000Z", nobody, "edit"),
                ("event-6", "2021-01-01T00:00:00.000000Z", &ann, "propose"),
            ],
            "{name}"
        );
        assert_eq!(timeline[0].comment, "Neu: \"Würde\"\nmit zwei Zeilen");
        assert_eq!(timeline[1].did.proposed, ["edit-2"]);
        assert_eq!(
            timeline[2].did.closed,
            [("edit-2".to_owned(), "approve".to_owned())]
        );
        assert_eq!(timeline[3].did.version, Some(4), "two edits in one event");

        let versions = registry.versions(&project()).unwrap();
        let events: Vec<&str> = versions.iter().map(|one| one.event.as_str()).collect();
        assert_eq!(events, ["event-1", "event-3", "event-4", "event-4"]);
        let then = |version| registry.version_data(&project(), version).unwrap().unwrap();
        assert_eq!(then(1)["gone"], json!({"with": "the replacement"}));
        assert_eq!(then(2)["dates"], json!({"notes": null}), "null is kept");
        assert_eq!(then(3)["notes"], json!({"value": "For a moment"}));
        assert_eq!(then(4), story::first_project());

        let blame = registry.blame(&project()).unwrap();
        let status = blame.iter().find(|one| one.key == "/status").unwrap();
        assert_eq!(
            (status.said_by.as_str(), status.approved_by.as_str()),
            (ann.as_str(), max.as_str())
        );
        assert_eq!(
            (status.version, status.proposal.as_deref()),
            (2, Some("edit-2"))
        );
        let title = blame.iter().find(|one| one.key == "/name/value").unwrap();
        assert_eq!((title.said_by.as_str(), title.version), (nobody, 4));

        // Refused, open and undone ones.
        let stamp = |day: &str| format!("{day}T00:00:00.000000Z");
        let closed = actor(registry, "closed@example.org");
        assert_eq!(
            queue(registry, "open"),
            [
                ("edit-9".to_owned(), stamp("2021-01-01"), ann.clone()),
                ("edit-10".to_owned(), stamp("2021-01-01"), ann.clone()),
                ("edit-11".to_owned(), stamp("2021-01-02"), closed.clone()),
            ]
        );
        assert_eq!(
            queue(registry, "rejected"),
            [
                (
                    "edit-3".to_owned(),
                    "2020-03-02T09:00:00.000000Z".to_owned(),
                    ann.clone()
                ),
                ("edit-15".to_owned(), stamp("2021-01-04"), max.clone()),
            ]
        );
        let approved = queue(registry, "approved");
        assert_eq!(
            approved
                .iter()
                .map(|one| one.0.as_str())
                .collect::<Vec<_>>(),
            ["edit-2", "edit-13"]
        );
        let waits = registry.proposal("edit-9").unwrap().unwrap();
        assert_eq!(
            (waits.base_version, waits.summary.comment.as_str()),
            (4, "Waits")
        );
        assert_eq!(waits.summary.undecided, 2, "{:?}", waits.items);
        let unfit = registry.proposal("edit-11").unwrap().unwrap();
        assert!(unfit.fault.unwrap().contains("/name/value"));
        assert_eq!(
            registry.proposal_data("edit-3").unwrap(),
            Some(json!({"name": {"value": "Never"}}))
        );

        // What was put right stands at the end, and what was so before is still seen.
        let odd = registry
            .timeline(&RecordKey::new("project", "INDIGO-POJ-0004"))
            .unwrap();
        let kinds: Vec<(&str, &str)> = odd
            .iter()
            .map(|one| (one.kind.as_str(), one.actor.as_str()))
            .collect();
        assert_eq!(
            kinds,
            [
                ("edit", closed.as_str()),
                ("approve", &max),
                ("import", "command line")
            ]
        );
        assert_eq!(
            odd[1].did.closed,
            [("edit-13".to_owned(), "accept".to_owned())]
        );
        assert_eq!(odd[1].did.version, None);

        // And it goes on from there.
        let choice = [ItemChoice::new("", Verdict::Accept)];
        let outcome = registry
            .decide_items(&max, "yes", "edit-9", &choice)
            .unwrap();
        assert_eq!(
            (outcome.closed.as_deref(), outcome.version),
            (Some("approved"), 5)
        );
        let choice = [ItemChoice::new("", Verdict::Reject)];
        registry
            .decide_items(&max, "no", "edit-11", &choice)
            .unwrap();
        intact(registry);
    }
}

#[test]
fn a_backup_carries_all_of_it_on_both_databases() {
    let Some(old) = story::whole() else { return };
    for (name, one) in both() {
        taken_over(&one, &old.url);
        let file = one.folder.path().join("backup.sqlite");
        one.registry.backup(&file).unwrap();
        let elsewhere = sqlite();
        elsewhere.registry.restore(&file).unwrap();
        intact(&elsewhere.registry);
        for key in [project(), RecordKey::new("project", "INDIGO-POJ-0004")] {
            let timeline = |registry: &Registry| registry.timeline(&key).unwrap();
            assert_eq!(
                timeline(&one.registry),
                timeline(&elsewhere.registry),
                "{name}"
            );
        }
        for state in ["open", "rejected", "approved"] {
            assert_eq!(
                queue(&one.registry, state),
                queue(&elsewhere.registry, state),
                "{name}"
            );
        }
        let accounts = |registry: &Registry| registry.accounts(By::CommandLine, "", 99).unwrap();
        assert_eq!(
            accounts(&one.registry),
            accounts(&elsewhere.registry),
            "{name}"
        );
    }
}

#[test]
fn times_with_a_zone_and_without_are_utc_to_the_microsecond() {
    for zoned in [true, false] {
        let Some(mut old) = Old::empty(zoned) else {
            return;
        };
        let data = json!({"name": {"value": "A"}, "status": "PUBLIC"});
        let record = old.record(3, "INDIGO-FUND-0001", Some(&data));
        let event = old.event("e", "2020-07-01 00:00:00.000001+02", None, "");
        old.edit(&Edit {
            name: "edit",
            record,
            mode: "REPLACE",
            data,
            brought: event,
            approved: Some(event),
            refused: None,
        });
        // Whatever zone the database is set up for.
        let name = old.url.rsplit('/').next().unwrap().to_owned();
        old.run(&format!(
            "alter database \"{name}\" set time zone 'Asia/Tokyo'"
        ));
        let one = sqlite();
        taken_over(&one, &old.url);
        let key = RecordKey::new("fund", "INDIGO-FUND-0001");
        let timeline = one.registry.timeline(&key).unwrap();
        assert_eq!(
            timeline[0].created, "2020-06-30T22:00:00.000001Z",
            "{zoned}"
        );
        intact(&one.registry);
    }
}
