//! Accounts as stories, told on both databases: getting in, being kept out, mail, tokens, backups.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../support/mod.rs"]
mod support;

#[path = "../../../mail/tests/sink/mod.rs"]
mod sink;

mod backups;
mod door;
mod guessing;
mod mail;
mod people;
mod second_factor;
mod secrets;
mod tokens;

use indigo_mail::Outlet;
use indigo_model::{Role, Secret};
use indigo_registry::{
    Registry,
    accounts::{Account, By, NewAccount, Opened, Person, SignIn, SignInRequest, Visitor},
};
use support::Installation;

/// A password that is good enough.
const PASSWORD: &str = "correct horse battery";

/// From where the people of these stories come.
const HOME: Visitor<'static> = Visitor {
    address: "192.0.2.1",
    agent: "Test/1.0",
};

fn add(registry: &Registry, email: &str, role: Role) -> Account {
    let new = NewAccount {
        email,
        name: "Eva Example",
        role,
        grants: &[],
    };
    registry
        .create_account(By::CommandLine, &new, &Secret::new(PASSWORD))
        .unwrap()
}

fn sign_in_from(
    registry: &Registry,
    email: &str,
    password: &str,
    visitor: Visitor<'_>,
    brought: Option<&Secret>,
) -> SignIn {
    let request = SignInRequest {
        email,
        password: &Secret::new(password),
        visitor,
        brought,
    };
    registry.sign_in(&request).unwrap()
}

fn sign_in(registry: &Registry, email: &str, password: &str) -> SignIn {
    sign_in_from(registry, email, password, HOME, None)
}

#[track_caller]
fn opened(result: SignIn) -> Opened {
    match result {
        SignIn::Open(opened) => *opened,
        other => panic!("not in: {other:?}"),
    }
}

#[track_caller]
fn person(registry: &Registry, email: &str) -> Person {
    opened(sign_in(registry, email, PASSWORD)).person
}

fn by(person: &Person) -> By<'_> {
    By::Person {
        person,
        address: HOME.address,
    }
}

/// The way out into the folder of the installation.
fn folder(one: &Installation) -> Outlet {
    Outlet::new(None, None, &one.registry.mail_folder()).unwrap()
}

/// Sends what is due into the folder; gives the link of the last message with this path.
#[track_caller]
fn link(one: &Installation, path: &str) -> Secret {
    let report = one
        .registry
        .deliver_due(&folder(one), "https://data.example.org/")
        .unwrap();
    let found = report.written.iter().rev().find_map(|file| {
        let text = std::fs::read_to_string(file).unwrap();
        let at = text.find(&format!("https://data.example.org{path}"))?;
        let line = text[at..].lines().next()?.to_owned();
        line.rsplit('/').next().map(Secret::from)
    });
    found.unwrap_or_else(|| panic!("no link {path} in {report:?}"))
}
