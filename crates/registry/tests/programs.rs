//! What programs ask of the registry: requests that are done once, names of versions, and trying
//! tokens.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use indigo_model::{Mode, RecordKey, Role, Secret};
use indigo_registry::{
    Answered, ApiAnswer, Once, Origin, Proposal, Registry, Submission,
    accounts::{Bearer, By, How, NewAccount, Person},
};
use serde_json::json;
use support::{
    both,
    proposals::{project, start, submit},
};

fn person(registry: &Registry, email: &str, role: Role, token: &str) -> Person {
    let new = NewAccount {
        email,
        name: "Eva Example",
        role,
        grants: &[],
    };
    let account = registry
        .create_account(By::CommandLine, &new, &Secret::new("correct horse battery"))
        .unwrap();
    Person {
        account,
        how: How::Session(token.to_owned()),
    }
}

fn submission(keys: &[RecordKey]) -> Submission {
    Submission {
        actor: "user:eva".to_owned(),
        comment: "x".to_owned(),
        origin: Origin::Api,
        edits: keys
            .iter()
            .map(|key| Proposal {
                key: key.clone(),
                mode: Mode::Replace,
                base_version: Some(0),
                data: json!({"name": {"value": "New"}}),
            })
            .collect(),
        ..Submission::default()
    }
}

fn once(key: &str, digest: &str) -> Once {
    Once {
        key: key.to_owned(),
        request_digest: digest.to_owned(),
    }
}

fn answer(made: &[(RecordKey, String)]) -> ApiAnswer {
    let ids: Vec<&str> = made.iter().map(|(key, _)| key.id.as_str()).collect();
    ApiAnswer {
        status: 201,
        location: "/there".to_owned(),
        body: ids.join(" "),
    }
}

#[test]
fn a_request_with_a_key_is_done_once_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        start(&one);
        let eva = person(registry, "eva@example.org", Role::Contributor, "one");
        let other = Person {
            how: How::Session("two".to_owned()),
            ..eva.clone()
        };
        let new = RecordKey::new("organisation", "");
        let (two, key) = (submission(&[new.clone(), new]), once("k", "d"));
        let first = registry.submit_once(&eva, two.clone(), Some(&key), answer);
        let Answered::Now(first) = first.unwrap() else {
            panic!("{name}: it was not done");
        };
        assert_eq!(first.body, "INDIGO-ORG-0004 INDIGO-ORG-0005", "{name}");
        let again = registry.submit_once(&eva, two.clone(), Some(&key), answer);
        assert_eq!(again.unwrap(), Answered::Before(first.clone()), "{name}");
        assert_eq!(
            registry.answered_before(&eva, &key).unwrap(),
            Some(Answered::Before(first)),
            "{name}"
        );
        let changed = registry.answered_before(&eva, &once("k", "other"));
        assert_eq!(changed.unwrap(), Some(Answered::Otherwise), "{name}");
        // Keys are of a token, and last a day.
        assert_eq!(registry.answered_before(&other, &key).unwrap(), None);
        registry.let_time_pass(86_401);
        assert_eq!(registry.answered_before(&eva, &key).unwrap(), None);
        registry.tidy_accounts().unwrap();
        registry.verify(&mut |_, _| {}).unwrap();
    }
}

#[test]
fn a_purge_takes_the_kept_answers_with_it_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        start(&one);
        let eva = person(registry, "eva@example.org", Role::Contributor, "one");
        for (key, about) in [("a", project()), ("b", RecordKey::new("organisation", ""))] {
            let submission = submission(&[about]);
            registry
                .submit_once(&eva, submission, Some(&once(key, "d")), answer)
                .unwrap();
        }
        registry.purge("a", "asked for", &project()).unwrap();
        let kept = |key: &str| registry.answered_before(&eva, &once(key, "d")).unwrap();
        assert_eq!(kept("a"), None, "{name}");
        assert!(kept("b").is_some(), "{name}");
    }
}

#[test]
fn the_name_of_a_version_tells_of_public_changes_alone_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        start(&one);
        let eva = person(registry, "eva@example.org", Role::Contributor, "one");
        let max = person(registry, "max@example.org", Role::Moderator, "two");
        let names = || {
            let seen = |person| registry.seen_by(person, &project(), None).unwrap().unwrap();
            let all = registry.seen_by_anybody(&project()).unwrap().unwrap();
            assert_eq!(all.version_name(), seen(&eva).version_name(), "{name}");
            (seen(&eva).version_name(), seen(&max).version_name())
        };
        let change = |data| {
            let edit = submit(registry, &project(), Mode::Merge, data);
            let decision = indigo_registry::Decision::Approve;
            registry.decide("max", "ok", &edit, &decision).unwrap();
        };
        let first = names();
        assert_eq!(first.1, "1", "{name}");
        change(json!({"notes": {"value": "more of it"}}));
        assert_eq!(names(), (first.0.clone(), "2".to_owned()), "{name}");
        change(json!({"stage_development": {"value": "Complete"}}));
        let third = names();
        assert_ne!(third.0, first.0, "{name}");
        let named = |person, word: &str| registry.version_named(person, &project(), word).unwrap();
        // The newest of those that look the same.
        assert_eq!(named(&eva, &first.0), Some(2), "{name}");
        assert_eq!(named(&eva, &third.0), Some(3), "{name}");
        assert_eq!(named(&max, "1"), Some(1), "{name}");
        for odd in ["1", "3", "4", "-1", "", "p-", "x"] {
            assert_eq!(named(&eva, odd), None, "{name} {odd}");
        }
        assert_eq!(named(&max, "4"), None, "{name}");
        assert_eq!(named(&max, "0"), Some(0), "{name}");
    }
}

#[test]
fn trying_tokens_is_slowed_down_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        let bad = Secret::new("indigo_made-up");
        let waits = |address: &str| {
            let found = registry.person_of_bearer(&bad, address).unwrap();
            matches!(found, Bearer::Wait { .. })
        };
        let from_one: Vec<bool> = (0..25).map(|_| waits("192.0.2.1")).collect();
        assert!(!from_one[..20].contains(&true), "{name}");
        assert!(from_one[20..].iter().all(|waits| *waits), "{name}");
        assert!(!waits("192.0.2.2"), "{name}");
    }
}
