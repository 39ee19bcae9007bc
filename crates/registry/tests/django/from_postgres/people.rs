//! Users, passwords, roles and what was opened to them.

use indigo_model::{Grant, Role, Secret};
use indigo_registry::accounts::{AccountState, By, NewAccount, SignIn, SignInRequest, Visitor};

use super::{taken_over, told};
use crate::{
    story,
    support::{Installation, both, sqlite},
};

fn sign_in(one: &Installation, email: &str, password: &str) -> SignIn {
    let request = SignInRequest {
        email,
        password: &Secret::new(password),
        visitor: Visitor {
            address: "192.0.2.1",
            agent: "Test/1.0",
        },
        brought: None,
    };
    one.registry.sign_in(&request).unwrap()
}

#[test]
fn people_get_in_with_their_old_passwords_on_both_databases() {
    let Some(old) = story::whole() else { return };
    for (name, one) in both() {
        let summary = taken_over(&one, &old.url);
        for (email, password, gets_in) in [
            ("root@example.org", story::ROOTS, true),
            ("Ann.Steward@example.org", story::ANNS, true),
            // The hash was made anew, and is of the same password.
            ("ann.steward@example.org", story::ANNS, true),
            ("ann.steward@example.org", "another password", false),
            ("max@example.org", "x", true),
            ("no-mail+1@user.invalid", "nomail's password", true),
            ("closed@example.org", story::ROOTS, false),
            ("sso@example.org", "!kV0tNq1oXm", false),
            ("sso@example.org", "", false),
            ("ann2@user.invalid", "x", false),
        ] {
            let said = sign_in(&one, email, password);
            assert_eq!(
                matches!(said, SignIn::Open(_)),
                gets_in,
                "{name}: {email} {said:?}"
            );
        }
        let made_up = told(&summary, "address_made_up").join("\n");
        assert!(
            made_up.contains("No Mail+1") && made_up.contains("ann2"),
            "{made_up}"
        );
        let none = told(&summary, "no_password").join("\n");
        assert!(
            none.contains("sso@example.org") && none.contains("bcrypt_sha256"),
            "{none}"
        );
        assert!(
            !none.contains("secretletters") && !none.contains("kV0t"),
            "{none}"
        );
    }
}

#[test]
fn roles_states_dates_and_grants_are_kept() {
    let Some(old) = story::whole() else { return };
    let one = sqlite();
    let summary = taken_over(&one, &old.url);
    let counts: Vec<(&str, u64)> = summary
        .accounts
        .iter()
        .map(|(role, count)| (role.as_str(), *count))
        .collect();
    let count = |role| counts.iter().find(|(known, _)| *known == role).unwrap().1;
    assert_eq!(count("administrator"), 3);
    assert_eq!(count("moderator"), 1);
    assert_eq!(count("data-steward"), 1);
    assert_eq!(count("contributor"), 3);
    assert_eq!(
        (summary.accounts_closed, summary.accounts_without_password),
        (2, 2)
    );
    assert_eq!(summary.grants, 2);

    let account = |email: &str| one.registry.account(By::CommandLine, email).unwrap();
    let ann = account("ann.steward@example.org");
    assert_eq!(
        (ann.name.as_str(), ann.role, ann.state),
        ("Änn O'Steward", Role::DataSteward, AccountState::Active)
    );
    assert_eq!(ann.created, "2019-05-06T07:08:09.000001Z");
    assert_eq!(
        ann.last_sign_in.as_deref(),
        Some("2023-12-31T23:59:59.999999Z")
    );
    let grants: Vec<String> = ann.grants.iter().map(Grant::to_string).collect();
    assert_eq!(grants, ["fund", "organisation", "project/INDIGO-POJ-0001"]);
    let max = account("max@example.org");
    assert_eq!(
        (max.name.as_str(), max.role),
        ("max@example.org", Role::Moderator)
    );
    assert_eq!(
        max.grants,
        [Grant::parse("project/INDIGO-POJ-0003").unwrap()]
    );
    let closed = account("closed@example.org");
    assert_eq!(
        (closed.role, closed.state),
        (Role::Administrator, AccountState::Disabled)
    );
    assert_eq!(account("sso@example.org").state, AccountState::Invited);
    assert_eq!(account("keeper@example.org").role, Role::Administrator);
    let log = one
        .registry
        .audit_log(By::CommandLine, None, Some(&ann.id), 9)
        .unwrap();
    assert!(
        log.iter()
            .any(|line| line.action == "account taken over" && line.detail.contains("\"ann\"")),
        "{log:?}"
    );
}

#[test]
fn an_account_that_was_here_stays_as_it_is() {
    let Some(old) = story::whole() else { return };
    let one = sqlite();
    let new = NewAccount {
        email: "ann.steward@example.org",
        name: "Ann, here first",
        role: Role::Contributor,
        grants: &[],
    };
    let password = Secret::new("correct horse battery");
    let here = one
        .registry
        .create_account(By::CommandLine, &new, &password)
        .unwrap();
    let summary = taken_over(&one, &old.url);
    assert_eq!(told(&summary, "account_was_here").len(), 1);
    let after = one.registry.account(By::CommandLine, &here.id).unwrap();
    assert_eq!(
        after, here,
        "neither role nor password of somebody here is changed"
    );
    assert!(matches!(
        sign_in(&one, new.email, password.expose()),
        SignIn::Open(_)
    ));
    assert!(!matches!(
        sign_in(&one, new.email, story::ANNS),
        SignIn::Open(_)
    ));
    let key = indigo_model::RecordKey::new("project", "INDIGO-POJ-0001");
    assert_eq!(one.registry.timeline(&key).unwrap()[0].actor, here.actor());
}
