//! API tokens: what they may, and when they end.

use indigo_model::{Action, Role, Scope};
use indigo_registry::{
    RegistryError,
    accounts::{AccountFault, How},
};

use super::{HOME, add, by, person};
use crate::support::both;

#[test]
fn a_token_may_what_its_scopes_and_its_owner_may_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "admin@example.org", Role::Administrator);
        add(registry, "eva@example.org", Role::Contributor);
        let admin = person(registry, "admin@example.org");
        let eva = person(registry, "eva@example.org");
        let (token, seen) = registry
            .create_token(
                &admin,
                "script",
                &[Scope::Propose, Scope::Decide],
                30,
                HOME.address,
            )
            .unwrap();
        assert!(token.expose().starts_with("indigo_"), "{name}");
        let program = registry.person_of_token(&token).unwrap().unwrap();
        assert!(
            matches!(&program.how, How::Token { id, .. } if *id == seen.id),
            "{name}"
        );
        for (action, may) in [
            (Action::SeePublic, true),
            (Action::Propose, true),
            (Action::Decide, true),
            (Action::UseWriteApi, true),
            (Action::SeePrivate, false),
            (Action::ManageAccounts, false),
            (Action::ManageOwnAccount, false),
            (Action::Purge, false),
            (Action::SeeMail, false),
        ] {
            assert_eq!(program.may(action, None), may, "{name}: {action:?}");
        }
        assert!(registry.accounts(by(&program), "", 9).is_err(), "{name}");
        let more = registry.create_token(&program, "another", &Scope::ALL, 30, HOME.address);
        assert!(
            matches!(more, Err(RegistryError::Account(AccountFault::NotAllowed))),
            "{name}: a token makes no tokens"
        );
        let (token, _) = registry
            .create_token(&eva, "all", &Scope::ALL, 30, HOME.address)
            .unwrap();
        let program = registry.person_of_token(&token).unwrap().unwrap();
        assert!(
            !program.may(Action::Decide, None),
            "{name}: no more than the owner"
        );
        assert!(program.may(Action::Propose, None), "{name}");
    }
}

#[test]
fn tokens_end_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        let eva = person(registry, "eva@example.org");
        let make =
            |days| registry.create_token(&eva, "script", &[Scope::Propose], days, HOME.address);
        for days in [0, 367, u32::MAX] {
            assert!(make(days).is_err(), "{name}: {days}");
        }
        assert!(
            registry
                .create_token(&eva, "x", &[], 1, HOME.address)
                .is_err(),
            "{name}"
        );
        let (short, _) = make(1).unwrap();
        let (long, seen) = make(366).unwrap();
        registry.let_time_pass(86_401);
        assert!(
            registry.person_of_token(&short).unwrap().is_none(),
            "{name}: run out"
        );
        assert!(registry.person_of_token(&long).unwrap().is_some(), "{name}");
        assert!(
            registry.end_token(&eva, &seen.id, HOME.address).unwrap(),
            "{name}"
        );
        assert!(
            !registry.end_token(&eva, &seen.id, HOME.address).unwrap(),
            "{name}: once"
        );
        assert!(
            registry.person_of_token(&long).unwrap().is_none(),
            "{name}: ended"
        );
        let list = registry.tokens(&eva).unwrap();
        assert_eq!(list.len(), 2, "{name}");
        assert!(list.iter().all(|token| !token.is_live), "{name}");
        assert!(list.iter().any(|token| token.last_used.is_some()), "{name}");
    }
}
