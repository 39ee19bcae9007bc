//! Getting in and out: sessions, their ids and their ends.

use indigo_model::{Action, Role};
use indigo_registry::{Reader, accounts::SignIn};

use super::{HOME, PASSWORD, add, opened, sign_in, sign_in_from};
use crate::support::both;

#[test]
fn people_get_in_and_out_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, " Eva@Example.org ", Role::Moderator);
        let before = registry.position().unwrap();
        let in_one = opened(sign_in(registry, "EVA@example.org", PASSWORD));
        let in_two = opened(sign_in(registry, "eva@example.org", PASSWORD));
        assert_ne!(in_one.id, in_two.id, "{name}");
        assert_eq!(
            registry.position().unwrap(),
            before,
            "{name}: what is rendered stays good"
        );

        let eva = registry.person_of_session(&in_one.id).unwrap().unwrap();
        assert_eq!(eva.account.email, "eva@example.org", "{name}");
        assert!(eva.may(Action::Decide, None) && !eva.may(Action::ManageAccounts, None));
        let sessions = registry.sessions(&eva).unwrap();
        assert_eq!(sessions.len(), 2, "{name}");
        assert_eq!(
            sessions.iter().filter(|session| session.is_current).count(),
            1,
            "{name}"
        );
        let other = sessions.iter().find(|session| !session.is_current).unwrap();
        assert_eq!(other.agent, "Test/1.0");

        // One by one, and all.
        assert!(
            registry.end_session(&eva, &other.id, HOME.address).unwrap(),
            "{name}"
        );
        assert!(
            registry.person_of_session(&in_two.id).unwrap().is_none(),
            "{name}"
        );
        registry.sign_out(&in_one.id, HOME.address).unwrap();
        assert!(
            registry.person_of_session(&in_one.id).unwrap().is_none(),
            "{name}"
        );
        let ids: Vec<_> = (0..3)
            .map(|_| opened(sign_in(registry, "eva@example.org", PASSWORD)).id)
            .collect();
        assert_eq!(
            registry.sign_out_everywhere(&eva, HOME.address).unwrap(),
            3,
            "{name}"
        );
        for id in &ids {
            assert!(registry.person_of_session(id).unwrap().is_none(), "{name}");
        }
        for nothing in ["", "x", "'; drop table account"] {
            assert!(
                registry
                    .person_of_session(&nothing.into())
                    .unwrap()
                    .is_none(),
                "{name}"
            );
        }
    }
}

#[test]
fn a_session_id_that_was_brought_is_never_taken_over_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        add(registry, "mallory@example.org", Role::Contributor);
        // Mallory plants their own live session, and an id that nobody gave out.
        let planted = opened(sign_in(registry, "mallory@example.org", PASSWORD)).id;
        for brought in [planted.clone(), "chosen-by-mallory".into()] {
            let eva = sign_in_from(registry, "eva@example.org", PASSWORD, HOME, Some(&brought));
            let eva = opened(eva);
            assert_ne!(eva.id, brought, "{name}");
            assert!(
                registry.person_of_session(&brought).unwrap().is_none(),
                "{name}: what was brought opens nothing afterwards"
            );
        }
    }
}

#[test]
fn sessions_run_out_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        let id = opened(sign_in(registry, "eva@example.org", PASSWORD)).id;
        let last_used = || {
            let eva = registry.person_of_session(&id).unwrap().unwrap();
            registry.sessions(&eva).unwrap()[0].last_used.clone()
        };
        let first = last_used();
        registry.let_time_pass(30);
        assert_eq!(last_used(), first, "{name}: written once a minute at most");
        registry.let_time_pass(40);
        assert_ne!(last_used(), first, "{name}");

        // Used every eleven hours, it lasts thirty days and no longer.
        let mut hours = 0;
        while registry.person_of_session(&id).unwrap().is_some() {
            registry.let_time_pass(11 * 3_600);
            hours += 11;
            assert!(hours < 1_000, "{name}");
        }
        assert_eq!(hours / 24, 30, "{name}: {hours} hours");

        // Not used, it lasts twelve hours.
        let id = opened(sign_in(registry, "eva@example.org", PASSWORD)).id;
        registry.let_time_pass(12 * 3_600 - 5);
        assert!(registry.person_of_session(&id).unwrap().is_some(), "{name}");
        registry.let_time_pass(12 * 3_600 + 5);
        assert!(registry.person_of_session(&id).unwrap().is_none(), "{name}");
        registry.tidy_accounts().unwrap();
        let eva = opened(sign_in(registry, "eva@example.org", PASSWORD)).person;
        assert_eq!(registry.sessions(&eva).unwrap().len(), 1, "{name}");
    }
}

#[test]
fn a_password_of_the_first_system_lets_in_and_is_hashed_anew_on_both_databases() {
    // Made by Python's hashlib for the password "a password from before", 260,000 rounds.
    const DJANGO: &str =
        "pbkdf2_sha256$260000$Zk3pQ1yVt8Rw$Rqk+JSUZm60K8Nrs2W1dp3+NMyelcmbNHceIJcEWEUU=";
    for (name, one) in both() {
        let registry = &one.registry;
        let new = indigo_registry::accounts::NewAccount {
            email: "old@example.org",
            name: "Old Hand",
            role: Role::Contributor,
            grants: &[],
        };
        let by = indigo_registry::accounts::By::CommandLine;
        registry
            .take_over_account(by, &new, &DJANGO.into(), true)
            .unwrap();
        let wrong = sign_in(registry, "old@example.org", "another password");
        assert!(matches!(wrong, SignIn::Refused), "{name}");
        assert!(
            stored(&one).starts_with("pbkdf2_sha256$"),
            "{name}: not by a wrong one"
        );
        opened(sign_in(
            registry,
            "old@example.org",
            "a password from before",
        ));
        let anew = stored(&one);
        assert!(
            anew.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{name}: {anew}"
        );
        opened(sign_in(
            registry,
            "old@example.org",
            "a password from before",
        ));
        assert_eq!(stored(&one), anew, "{name}: once");
        let wrong = sign_in(registry, "old@example.org", "another password");
        assert!(matches!(wrong, SignIn::Refused), "{name}");

        // Any other hash is no password.
        let new = indigo_registry::accounts::NewAccount {
            email: "md5@example.org",
            ..new
        };
        let account = registry
            .take_over_account(by, &new, &"md5$salt$0123".into(), true)
            .unwrap();
        assert!(!account.has_password, "{name}");
    }
}

/// The stored password of the first account.
fn stored(one: &crate::support::Installation) -> String {
    let statement = "select password from account order by row_id limit 1";
    match &one.settings.database {
        Some(url) => {
            let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
            client.query_one(statement, &[]).unwrap().get(0)
        }
        None => rusqlite::Connection::open(one.folder.path().join("indigo.sqlite"))
            .unwrap()
            .query_row(statement, [], |row| row.get(0))
            .unwrap(),
    }
}
