//! What to call whoever stands in the ledger.

use std::{cell::RefCell, collections::HashMap};

use indigo_registry::Registry;

/// Names of actors, each looked up once.
pub(crate) struct Names<'a> {
    registry: &'a Registry,
    known: RefCell<HashMap<String, String>>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(registry: &'a Registry) -> Self {
        Self {
            registry,
            known: RefCell::default(),
        }
    }

    /// The name of an account, a phrase for who has none, or the word of the ledger itself.
    pub(crate) fn name(&self, actor: &str) -> String {
        if actor.starts_with("correction:") {
            return "somebody without an account".to_owned();
        }
        if let Some(name) = self.known.borrow().get(actor) {
            return name.clone();
        }
        let name = self
            .registry
            .actor_name(actor)
            .ok()
            .flatten()
            .unwrap_or_else(|| actor.to_owned());
        self.known
            .borrow_mut()
            .insert(actor.to_owned(), name.clone());
        name
    }
}
