//! Who may do what to accounts.

use indigo_model::{Action, Grant, RecordKey, Role};
use indigo_registry::{
    RegistryError,
    accounts::{AccountFault, By, NewAccount},
};

use super::{HOME, PASSWORD, add, by, opened, person, sign_in};
use crate::support::both;

fn refused<T>(result: &Result<T, RegistryError>) -> bool {
    matches!(
        result,
        Err(RegistryError::Account(AccountFault::NotAllowed))
    )
}

#[test]
fn only_administrators_touch_accounts_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "admin@example.org", Role::Administrator);
        let victim = add(registry, "victim@example.org", Role::Contributor);
        let new = NewAccount {
            email: "new@example.org",
            name: "New",
            role: Role::Administrator,
            grants: &[],
        };
        let grant = Grant::parse("project").unwrap();
        for role in [Role::Contributor, Role::DataSteward, Role::Moderator] {
            add(registry, &format!("{role}@example.org"), role);
            let somebody = person(registry, &format!("{role}@example.org"));
            let by = by(&somebody);
            for (what, kept_out) in [
                ("list", refused(&registry.accounts(by, "", 9))),
                (
                    "create",
                    refused(&registry.create_account(by, &new, &PASSWORD.into())),
                ),
                ("invite", refused(&registry.invite(by, &new))),
                (
                    "role",
                    refused(&registry.change_role(by, &victim.id, Role::Moderator)),
                ),
                (
                    "own role",
                    refused(&registry.change_role(by, &somebody.account.id, Role::Administrator)),
                ),
                (
                    "grant",
                    refused(&registry.grant(by, &somebody.account.id, &grant)),
                ),
                (
                    "disable",
                    refused(&registry.disable_account(by, &victim.id)),
                ),
                (
                    "sign out",
                    refused(&registry.sign_out_account(by, &victim.id)),
                ),
                (
                    "password",
                    refused(&registry.set_password(by, &victim.id, &PASSWORD.into())),
                ),
                (
                    "second factor",
                    refused(&registry.clear_second_factor(by, &victim.id)),
                ),
                ("audit", refused(&registry.audit_log(by, None, None, 9))),
                ("mail", refused(&registry.mail_list(by, None, 9))),
            ] {
                assert!(kept_out, "{name}: {role} {what}");
            }
        }
        let admin = person(registry, "admin@example.org");
        assert_eq!(
            registry.accounts(by(&admin), "", 99).unwrap().len(),
            5,
            "{name}"
        );
        let taken = registry.create_account(
            by(&admin),
            &NewAccount {
                email: "VICTIM@example.org",
                ..new
            },
            &PASSWORD.into(),
        );
        assert!(
            matches!(
                taken,
                Err(RegistryError::Account(AccountFault::EmailTaken(_)))
            ),
            "{name}: {taken:?}"
        );
    }
}

#[test]
fn a_role_holds_from_the_next_request_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "first@example.org", Role::Administrator);
        add(registry, "second@example.org", Role::Administrator);
        let (first, second) = (
            person(registry, "first@example.org"),
            person(registry, "second@example.org"),
        );
        registry
            .change_role(by(&first), &second.account.id, Role::Moderator)
            .unwrap();
        // What was read before does not count.
        assert!(refused(&registry.accounts(by(&second), "", 9)), "{name}");
        for last in [
            registry.change_role(by(&first), &first.account.id, Role::Contributor),
            registry.disable_account(by(&first), &first.account.id),
        ] {
            assert!(
                matches!(
                    last,
                    Err(RegistryError::Account(AccountFault::LastAdministrator))
                ),
                "{name}: {last:?}"
            );
        }

        // A closed account is out at once, and its token with it.
        let session = opened(sign_in(registry, "second@example.org", PASSWORD));
        let scopes = [indigo_model::Scope::Propose];
        let (token, _) = registry
            .create_token(&session.person, "script", &scopes, 30, HOME.address)
            .unwrap();
        registry
            .disable_account(by(&first), "second@example.org")
            .unwrap();
        assert!(
            registry.person_of_session(&session.id).unwrap().is_none(),
            "{name}"
        );
        assert!(
            registry.person_of_token(&token).unwrap().is_none(),
            "{name}"
        );
        assert!(
            refused(&registry.change_name(&session.person, "X", HOME.address)),
            "{name}"
        );
        registry
            .enable_account(by(&first), "second@example.org")
            .unwrap();
        opened(sign_in(registry, "second@example.org", PASSWORD));
        assert!(
            registry.person_of_token(&token).unwrap().is_none(),
            "{name}: tokens stay ended"
        );
    }
}

#[test]
fn stewards_hold_what_was_granted_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        let steward = add(registry, "steward@example.org", Role::DataSteward);
        let grant = |text: &str| Grant::parse(text).unwrap();
        registry
            .grant(By::CommandLine, &steward.id, &grant("fund"))
            .unwrap();
        for _ in 0..2 {
            registry
                .grant(By::CommandLine, &steward.id, &grant("project/P1"))
                .unwrap();
        }
        let unknown = registry.grant(By::CommandLine, &steward.id, &grant("dragon"));
        assert!(
            matches!(unknown, Err(RegistryError::UnknownType(_))),
            "{name}"
        );
        let steward = person(registry, "steward@example.org");
        let sees = |record_type: &str, id: &str| {
            steward.may(Action::SeePrivate, Some(&RecordKey::new(record_type, id)))
        };
        assert!(sees("fund", "F9") && sees("project", "P1"), "{name}");
        assert!(
            !sees("project", "P2") && !sees("organisation", "P1"),
            "{name}"
        );
        assert!(
            !steward.may(Action::SeePrivate, None) && steward.may_somewhere(Action::SeePrivate)
        );
        assert!(!steward.may_somewhere(Action::Decide), "{name}");
        assert_eq!(
            registry
                .granted_to(By::CommandLine, &grant("project/P1"))
                .unwrap()
                .len(),
            1,
            "{name}"
        );
        registry
            .revoke(By::CommandLine, &steward.account.id, &grant("project/P1"))
            .unwrap();
        let account = registry
            .account(By::CommandLine, "steward@example.org")
            .unwrap();
        assert_eq!(account.grants, [grant("fund")], "{name}");
    }
}

#[test]
fn the_audit_log_says_who_did_what_and_is_paged_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "admin@example.org", Role::Administrator);
        let eva = add(registry, "eva@example.org", Role::Contributor);
        let admin = person(registry, "admin@example.org");
        sign_in(registry, "eva@example.org", "wrong");
        registry
            .change_role(by(&admin), &eva.id, Role::Moderator)
            .unwrap();
        let all = registry.audit_log(by(&admin), None, None, 99).unwrap();
        let actions: Vec<&str> = all.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(
            actions,
            [
                "role changed",
                "sign-in refused",
                "signed in",
                "account created",
                "account created"
            ],
            "{name}: newest first"
        );
        assert_eq!(
            all[0].actor_email.as_deref(),
            Some("admin@example.org"),
            "{name}"
        );
        assert_eq!(
            all[0].account_email.as_deref(),
            Some("eva@example.org"),
            "{name}"
        );
        assert_eq!(all[0].detail, "contributor → moderator", "{name}");
        assert_eq!(all[1].address, HOME.address, "{name}");
        let mut paged = Vec::new();
        while let Some(before) = paged.last().map_or(
            Some(None),
            |last: &indigo_registry::accounts::AuditEntry| {
                (last.number > 1).then_some(Some(last.number))
            },
        ) {
            paged.extend(registry.audit_log(by(&admin), before, None, 2).unwrap());
        }
        assert_eq!(paged, all, "{name}");
        let of_eva = registry
            .audit_log(by(&admin), None, Some("eva@example.org"), 99)
            .unwrap();
        assert_eq!(of_eva.len(), 3, "{name}");
    }
}
