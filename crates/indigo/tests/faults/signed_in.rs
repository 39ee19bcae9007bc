//! Somebody who is signed in to a server that is driven from outside.

use indigo_model::{Role, Secret};
use indigo_registry::{
    Registry, Settings,
    accounts::{By, NewAccount, SignIn, SignInRequest, Visitor, csrf_token},
};

use super::{installation::Installation, serving::Door};

const PASSWORD: &str = "correct horse battery";

/// The session of a person; it outlasts the server.
pub(crate) struct Session {
    id: Secret,
    /// Who that is in the ledger.
    pub(crate) actor: String,
}

/// Opens what is in the data folder, beside the server.
pub(crate) fn registry(place: &Installation) -> Registry {
    Registry::open(Settings {
        data: place.data(),
        ..Settings::default()
    })
    .unwrap()
}

impl Session {
    /// Makes an account and signs in to it.
    pub(crate) fn of(registry: &Registry, email: &str, role: Role) -> Self {
        let password = Secret::new(PASSWORD);
        let new = NewAccount {
            email,
            name: "Max Example",
            role,
            grants: &[],
        };
        let account = registry
            .create_account(By::CommandLine, &new, &password)
            .unwrap();
        let request = SignInRequest {
            email,
            password: &password,
            visitor: Visitor {
                address: "127.0.0.1",
                agent: "Test/1.0",
            },
            brought: None,
        };
        match registry.sign_in(&request).unwrap() {
            SignIn::Open(opened) => Self {
                id: opened.id.clone(),
                actor: account.actor(),
            },
            other => panic!("not in: {other:?}"),
        }
    }

    fn cookie(&self) -> String {
        format!("Cookie: indigo={}\r\n", self.id.expose())
    }

    /// A page as this person sees it.
    pub(crate) fn get(&self, door: Door, path: &str) -> Option<(u16, String)> {
        door.ask(&format!("GET {path}"), &self.cookie(), "")
    }

    /// Sends a form with the token that its page would show; the fields as they go over the wire.
    pub(crate) fn post(&self, door: Door, path: &str, fields: &str) -> Option<(u16, String)> {
        let body = format!("csrf={}&{fields}", csrf_token(&self.id).expose());
        let head = format!(
            "{}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            self.cookie(),
            body.len()
        );
        door.ask(&format!("POST {path}"), &head, &body)
    }
}
