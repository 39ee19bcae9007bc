//! What of accounts a backup carries, and what a restore leaves.

use indigo_model::{Action, Grant, RecordKey, Role, Scope};
use indigo_registry::accounts::By;

use super::{HOME, PASSWORD, add, opened, sign_in};
use crate::support::{Installation, both, sqlite};

#[test]
fn a_backup_carries_accounts_and_no_sessions_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        let eva = add(registry, "eva@example.org", Role::DataSteward);
        let grant = Grant::parse("project/P1").unwrap();
        registry.grant(By::CommandLine, &eva.id, &grant).unwrap();
        let session = opened(sign_in(registry, "eva@example.org", PASSWORD));
        let (token, _) = registry
            .create_token(
                &session.person,
                "script",
                &[Scope::ReadPrivate],
                30,
                HOME.address,
            )
            .unwrap();
        registry
            .tell("eva@example.org", "Hello", "Something happened.", "")
            .unwrap();
        let file = one.folder.path().join("backup.sqlite");
        registry.backup(&file).unwrap();
        let backup = rusqlite::Connection::open(&file).unwrap();
        for table in ["session", "mailed_link", "sign_in_attempt", "mail"] {
            let count: i64 = backup
                .query_row(&format!("select count(*) from {table}"), [], |row| {
                    row.get(0)
                })
                .unwrap();
            assert_eq!(count, 0, "{name}: {table}");
        }
        drop(backup);

        // Here, after more has happened, and elsewhere.
        add(registry, "later@example.org", Role::Administrator);
        registry.disable_account(By::CommandLine, &eva.id).unwrap();
        let elsewhere = sqlite();
        add(
            &elsewhere.registry,
            "other@example.org",
            Role::Administrator,
        );
        for place in [&one, &elsewhere] {
            place.registry.restore(&file).unwrap();
            let accounts = place.registry.accounts(By::CommandLine, "", 9).unwrap();
            assert_eq!(accounts.len(), 1, "{name}");
            assert_eq!(
                accounts[0].id, eva.id,
                "{name}: the ledger's names stay right"
            );
            assert!(
                place
                    .registry
                    .person_of_session(&session.id)
                    .unwrap()
                    .is_none(),
                "{name}"
            );
            let program = place.registry.person_of_token(&token).unwrap().unwrap();
            assert!(program.may(Action::SeePrivate, Some(&RecordKey::new("project", "P1"))));
            let eva = opened(sign_in(&place.registry, "eva@example.org", PASSWORD)).person;
            assert_eq!(
                place.registry.notices(&eva, None, 9).unwrap().len(),
                1,
                "{name}"
            );
            let log = place
                .registry
                .audit_log(By::CommandLine, None, None, 99)
                .unwrap();
            assert!(log.iter().any(|entry| entry.action == "granted"), "{name}");
            assert_eq!(
                place.registry.verify(&mut |_, _| {}).unwrap().differences,
                [],
                "{name}"
            );
        }
    }
}

#[test]
fn a_backup_from_before_there_were_accounts_leaves_them_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        let file = one.folder.path().join("backup.sqlite");
        with_a_record(&one);
        registry.backup(&file).unwrap();
        make_old(&file);
        add(registry, "eva@example.org", Role::Administrator);
        let session = opened(sign_in(registry, "eva@example.org", PASSWORD));
        for place in [&one, &sqlite()] {
            place.registry.restore(&file).unwrap();
            assert_eq!(place.registry.record_count().unwrap(), 1, "{name}");
            assert_eq!(
                place.registry.verify(&mut |_, _| {}).unwrap().differences,
                [],
                "{name}"
            );
        }
        assert!(
            registry.person_of_session(&session.id).unwrap().is_some(),
            "{name}: still in"
        );
    }
}

fn with_a_record(one: &Installation) {
    let file = one.folder.path().join("in.jsonl");
    let line =
        r#"{"type": "fund", "id": "F1", "data": {"status": "PUBLIC", "name": {"value": "A"}}}"#;
    std::fs::write(&file, line).unwrap();
    crate::support::import(&one.registry, &[file]);
}

/// Makes a backup as the first format had it.
fn make_old(file: &std::path::Path) {
    let database = rusqlite::Connection::open(file).unwrap();
    database.execute_batch("pragma foreign_keys = off").unwrap();
    for table in [
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
            .execute_batch(&format!("drop table {table}"))
            .unwrap();
    }
    database
        .execute_batch("update indigo_format set format = 1")
        .unwrap();
}
