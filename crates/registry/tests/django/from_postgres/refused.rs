//! When nothing is taken over, nothing is here: no record, no account.

use indigo_registry::{Reader, Registry, RegistryError, accounts::By};
use serde_json::json;

use super::{intact, taken_over, told};
use crate::{
    old::{Edit, Old},
    story,
    support::{both, postgres_url, sqlite},
};

#[track_caller]
fn assert_empty(registry: &Registry) {
    assert_eq!(registry.record_count().unwrap(), 0);
    assert_eq!(registry.accounts(By::CommandLine, "", 9).unwrap(), []);
    assert_eq!(registry.sandbox_list().unwrap(), []);
    intact(registry);
}

#[test]
fn a_dry_run_says_the_same_and_keeps_nothing_on_both_databases() {
    let Some(old) = story::whole() else { return };
    for (name, one) in both() {
        let position = one.registry.position().unwrap();
        let dry = one
            .registry
            .import_django(&old.url, true, &mut |_| {})
            .unwrap();
        assert!(dry.accepted && dry.dry_run, "{name}");
        assert_empty(&one.registry);
        assert_eq!(one.registry.position().unwrap(), position);
        let wet = taken_over(&one, &old.url);
        let text = |mut summary: indigo_registry::DjangoSummary| {
            summary.dry_run = false;
            serde_json::to_string_pretty(&summary).unwrap()
        };
        assert_eq!(text(dry), text(wet), "{name}");
    }
}

#[test]
fn a_second_time_is_refused_and_changes_nothing() {
    let Some(old) = story::whole() else { return };
    let one = sqlite();
    taken_over(&one, &old.url);
    let position = one.registry.position().unwrap();
    let again = one.registry.import_django(&old.url, false, &mut |_| {});
    let said = again.unwrap_err().to_string();
    assert!(said.contains("empty installation only"), "{said}");
    assert_eq!(one.registry.position().unwrap(), position);
}

#[test]
fn rows_that_cannot_be_taken_are_named_and_nothing_is_kept_on_both_databases() {
    for (name, one) in both() {
        let Some(mut old) = story::whole() else {
            return;
        };
        old.run("update jsondataferret_edit set mode = 'DELETE' where public_id = 'edit-9'");
        let summary = one
            .registry
            .import_django(&old.url, false, &mut |_| {})
            .unwrap();
        assert!(!summary.accepted, "{name}");
        assert_eq!(told(&summary, "edit_of_unknown_mode").len(), 1);
        assert_empty(&one.registry);

        // Deeper than JSON is read; found only when most events are replayed.
        old.run("update jsondataferret_edit set mode = 'MERGE' where public_id = 'edit-9'");
        let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
        old.run(&format!(
            "update jsondataferret_edit set data = '{deep}' where public_id = 'edit-10'"
        ));
        let summary = one
            .registry
            .import_django(&old.url, false, &mut |_| {})
            .unwrap();
        assert!(!summary.accepted, "{name}");
        let told = told(&summary, "edit_not_readable");
        assert!(told.len() == 1 && told[0].contains("edit-10"), "{told:?}");
        assert_empty(&one.registry);

        old.run("update jsondataferret_edit set data = '{}' where public_id = 'edit-10'");
        taken_over(&one, &old.url);
        intact(&one.registry);
    }
}

#[test]
fn a_database_that_goes_away_leaves_nothing_behind() {
    let Some(mut old) = story::whole() else {
        return;
    };
    let one = sqlite();
    let url = old.url.clone();
    let mut cut = false;
    let ended = one.registry.import_django(&url, false, &mut |progress| {
        if !cut && matches!(progress, indigo_registry::Progress::Records(..)) {
            cut = true;
            old.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        }
    });
    assert!(matches!(ended, Err(RegistryError::Store(_))), "{ended:?}");
    assert_empty(&one.registry);
    taken_over(&one, &old.url);
}

#[test]
fn another_database_is_told_without_its_credentials() {
    let one = sqlite();
    let Some(url) = postgres_url() else { return };
    let (front, back) = url.split_once("://").unwrap();
    let place = back.rsplit_once('@').map_or(back, |(_, place)| place);
    let name = back
        .rsplit_once('@')
        .map_or("indigo", |(who, _)| who.split(':').next().unwrap());
    for url in [
        format!("{front}://{name}:s3cret@{place}"),
        format!("{front}://{place}?user={name}&password=s3cret"),
        "postgres://eve:s3cret@127.0.0.1:1/nothing".to_owned(),
        "postgres://eve:s3cret@127.0.0.1:port/nothing".to_owned(),
    ] {
        let said = one
            .registry
            .import_django(&url, false, &mut |_| {})
            .unwrap_err();
        let said = format!("{said} {said:?}");
        assert!(!said.contains("s3cret"), "{said}");
        assert!(
            said.contains("jsondataferret_type") || said.contains("cannot be opened"),
            "{said}"
        );
    }
    assert_empty(&one.registry);
}

#[test]
fn names_given_twice_and_clocks_put_back_lose_nothing() {
    let Some(mut old) = Old::empty(true) else {
        return;
    };
    old.run("alter table jsondataferret_edit drop constraint jsondataferret_edit_public_id_key");
    let data = json!({"name": {"value": "B"}, "status": "PUBLIC"});
    let record = old.record(3, "INDIGO-FUND-0001", Some(&data));
    let brought = old.event("late", "2022-01-01 00:00:00Z", None, "brought");
    let decided = old.event("early", "2021-01-01 00:00:00Z", None, "decided");
    for (value, decided_by) in [("A", brought), ("B", decided)] {
        old.edit(&Edit {
            name: "twin",
            record,
            mode: "REPLACE",
            data: json!({"name": {"value": value}, "status": "PUBLIC"}),
            brought,
            approved: Some(decided_by),
            refused: None,
        });
    }
    let one = sqlite();
    let summary = taken_over(&one, &old.url);
    assert_eq!(told(&summary, "name_given_anew").len(), 1);
    assert_eq!(summary.put_right, [""; 0]);
    let key = indigo_model::RecordKey::new("fund", "INDIGO-FUND-0001");
    let events: Vec<String> = one
        .registry
        .timeline(&key)
        .unwrap()
        .into_iter()
        .map(|one| one.event)
        .collect();
    assert_eq!(events, ["late", "early"]);
    intact(&one.registry);
}
