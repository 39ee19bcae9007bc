//! No secret stands in the database, in a log line or in debug output.

use std::path::Path;

use indigo_model::{Role, Scope, Secret};
use indigo_registry::accounts::{LinkKind, SignInRequest, csrf_matches, csrf_token, new_secret};

use super::{HOME, PASSWORD, add, link, opened, sign_in};
use crate::support::{both, sqlite};

#[test]
fn no_secret_stands_in_the_database() {
    let one = sqlite();
    let registry = &one.registry;
    add(registry, "eva@example.org", Role::Contributor);
    let session = opened(sign_in(registry, "eva@example.org", PASSWORD));
    let eva = &session.person;
    let (token, _) = registry
        .create_token(eva, "script", &[Scope::Propose], 30, HOME.address)
        .unwrap();
    registry.ask_for_reset("eva@example.org", HOME).unwrap();
    let reset = link(&one, LinkKind::Reset.path());
    let enrolment = registry.begin_second_factor(eva, HOME.address).unwrap();
    let mut files = Vec::new();
    for entry in std::fs::read_dir(one.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            files.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
    let holds = |needle: &str| {
        let at: Vec<&Path> = files
            .iter()
            .filter(|(_, bytes)| {
                bytes
                    .windows(needle.len())
                    .any(|part| part == needle.as_bytes())
            })
            .map(|(path, _)| path.as_path())
            .collect();
        !at.is_empty()
    };
    assert!(holds("eva@example.org"), "the search finds what is there");
    assert!(
        holds(enrolment.secret.expose()),
        "codes cannot be checked without their secret"
    );
    for (what, secret) in [
        ("password", &Secret::new(PASSWORD)),
        ("session", &session.id),
        ("token", &token),
        ("link", &reset),
    ] {
        assert!(!holds(secret.expose()), "{what}");
    }
    registry
        .set_password_by_link(LinkKind::Reset, &reset, &"another good one".into(), HOME)
        .unwrap();
}

#[test]
fn debug_output_holds_no_secret() {
    let one = sqlite();
    let registry = &one.registry;
    add(registry, "eva@example.org", Role::Contributor);
    let password = Secret::new(PASSWORD);
    let request = SignInRequest {
        email: "eva@example.org",
        password: &password,
        visitor: HOME,
        brought: None,
    };
    let result = registry.sign_in(&request).unwrap();
    let said = format!("{request:?} {result:?}");
    let session = opened(result);
    let enrolment = registry
        .begin_second_factor(&session.person, HOME.address)
        .unwrap();
    let said = format!("{said} {session:?} {enrolment:?} {:?}", session.person);
    for secret in [
        PASSWORD,
        session.id.expose(),
        enrolment.secret.expose(),
        "otpauth",
    ] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[test]
fn a_token_of_a_form_is_bound_to_its_cookie() {
    let (one, other) = (new_secret().unwrap(), new_secret().unwrap());
    let token = csrf_token(&one);
    assert!(csrf_matches(&one, token.expose()));
    for wrong in ["", one.expose(), csrf_token(&other).expose()] {
        assert!(!csrf_matches(&one, wrong), "{wrong}");
    }
    assert!(
        !token.expose().contains(one.expose()),
        "it does not give the cookie away"
    );
}

#[test]
fn names_cannot_reach_into_mail_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        let new = indigo_registry::accounts::NewAccount {
            email: "max@example.org",
            name: "\u{1}link\u{1}\r\nBcc: x@example.org",
            role: Role::Contributor,
            grants: &[],
        };
        let account = registry
            .invite(indigo_registry::accounts::By::CommandLine, &new)
            .unwrap();
        assert_eq!(account.name, "link   Bcc: x@example.org", "{name}");
        link(&one, LinkKind::Invite.path());
    }
}
