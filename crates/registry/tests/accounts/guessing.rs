//! Whoever guesses learns nothing and waits longer and longer.

use indigo_model::Role;
use indigo_registry::accounts::{SignIn, Visitor};

use super::{PASSWORD, add, opened, sign_in, sign_in_from};
use crate::support::both;

/// What a guesser sees, in words.
fn seen(result: &SignIn) -> String {
    match result {
        SignIn::Refused => "refused".to_owned(),
        SignIn::Wait { seconds } => format!("wait {seconds}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn guesses_wait_longer_and_longer_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        for _ in 0..5 {
            assert_eq!(
                seen(&sign_in(registry, "eva@example.org", "wrong")),
                "refused",
                "{name}"
            );
        }
        let mut waits = Vec::new();
        for _ in 0..12 {
            let SignIn::Wait { seconds } = sign_in(registry, "eva@example.org", PASSWORD) else {
                panic!("{name}: the right password waits too");
            };
            waits.push(seconds);
            registry.let_time_pass(seconds);
            // Counted from elsewhere, so that it is the account that waits and not the address.
            let elsewhere = Visitor {
                address: "198.51.100.9",
                agent: "",
            };
            let wrong = sign_in_from(registry, "eva@example.org", "wrong", elsewhere, None);
            assert_eq!(seen(&wrong), "refused", "{name}");
        }
        let grows = waits.windows(2).all(|pair| pair[0] <= pair[1] + 1);
        assert!(
            grows && waits[0] <= 2 && waits[11] >= 899,
            "{name}: {waits:?}"
        );
        registry.let_time_pass(900);
        opened(sign_in(registry, "eva@example.org", PASSWORD));
        assert_eq!(
            seen(&sign_in(registry, "eva@example.org", "wrong")),
            "refused",
            "{name}: who gets in begins anew"
        );
    }
}

#[test]
fn a_network_address_waits_whatever_accounts_it_tries_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        let mut tried = 0;
        // An account of one's own does not buy more guesses.
        let wait = loop {
            let email = format!("nobody-{tried}@example.org");
            match sign_in(registry, &email, "wrong") {
                SignIn::Wait { .. } => break tried,
                other => assert_eq!(seen(&other), "refused", "{name}"),
            }
            tried += 1;
            opened_or_waiting(&sign_in(registry, "eva@example.org", PASSWORD));
            assert!(tried < 40, "{name}");
        };
        assert!((15..=25).contains(&wait), "{name}: after {wait}");
        let elsewhere = Visitor {
            address: "198.51.100.9",
            agent: "",
        };
        opened(sign_in_from(
            registry,
            "eva@example.org",
            PASSWORD,
            elsewhere,
            None,
        ));
    }
}

fn opened_or_waiting(result: &SignIn) {
    assert!(
        matches!(result, SignIn::Open(_) | SignIn::Wait { .. }),
        "{result:?}"
    );
}

#[test]
fn an_address_without_an_account_looks_like_one_with_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        add(registry, "gone@example.org", Role::Contributor);
        add(registry, "admin@example.org", Role::Administrator);
        registry
            .disable_account(
                indigo_registry::accounts::By::CommandLine,
                "gone@example.org",
            )
            .unwrap();
        let mut stories = Vec::new();
        for (at, email) in [
            "eva@example.org",
            "nobody@example.org",
            "gone@example.org",
            "no address",
        ]
        .iter()
        .enumerate()
        {
            let address = format!("203.0.113.{at}");
            let visitor = Visitor {
                address: &address,
                agent: "",
            };
            let story: Vec<String> = (0..7)
                .map(|_| seen(&sign_in_from(registry, email, "wrong", visitor, None)))
                .collect();
            registry.ask_for_reset(email, visitor).unwrap();
            stories.push(story);
        }
        for story in &stories[1..] {
            // The seconds depend on when the clock strikes.
            let kinds = |story: &[String]| -> Vec<bool> {
                story[..6].iter().map(|one| one == "refused").collect()
            };
            assert_eq!(kinds(story), kinds(&stories[0]), "{name}");
        }
        // A closed account looks the same with the right password.
        let closed = sign_in_from(
            registry,
            "gone@example.org",
            PASSWORD,
            Visitor {
                address: "203.0.113.77",
                agent: "",
            },
            None,
        );
        assert!(
            matches!(closed, SignIn::Refused | SignIn::Wait { .. }),
            "{name}: {closed:?}"
        );
        assert_eq!(
            opened_mail(&one),
            1,
            "{name}: one mail, to the one who has an account"
        );
    }
}

/// How many messages with a link to reset a password are in the queue.
fn opened_mail(one: &crate::support::Installation) -> usize {
    let by = indigo_registry::accounts::By::CommandLine;
    let list = one.registry.mail_list(by, None, 100).unwrap();
    list.iter()
        .filter(|mail| mail.subject.starts_with("Set a new password"))
        .count()
}

#[test]
fn the_work_is_the_same_without_an_account() {
    let one = crate::support::sqlite();
    add(&one.registry, "eva@example.org", Role::Contributor);
    // The hash of nobody is made at the first use.
    sign_in(&one.registry, "warm@example.org", "wrong");
    let time = |email: &str| {
        let mut times: Vec<u128> = (0..5)
            .map(|at| {
                let address = format!("203.0.113.{at}");
                let visitor = Visitor {
                    address: &address,
                    agent: "",
                };
                let started = std::time::Instant::now();
                let result = sign_in_from(&one.registry, email, "wrong", visitor, None);
                assert!(matches!(result, SignIn::Refused));
                started.elapsed().as_micros()
            })
            .collect();
        times.sort_unstable();
        times[2]
    };
    let (with, without) = (time("eva@example.org"), time("nobody@example.org"));
    // Wide, for a busy machine; without the work it is a hundredth.
    assert!(
        without * 4 > with && with * 4 > without,
        "{with} µs with, {without} µs without"
    );
}
