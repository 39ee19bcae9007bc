//! What to call whoever stands in the ledger.

use std::{cell::RefCell, collections::HashMap};

use indigo_model::Grant;
use indigo_registry::Registry;
use indigo_standard::Standard;

/// What was granted, as people say it: "all organisations", or "project INDIGO-POJ-0001".
pub(crate) fn grant_in_words(standard: &Standard, grant: &Grant) -> String {
    let words = standard
        .get(&grant.record_type)
        .map(|one| &one.profile.words);
    let in_type = |text: Option<&String>| text.unwrap_or(&grant.record_type).to_lowercase();
    match &grant.id {
        Some(id) => format!("{} {id}", in_type(words.map(|words| &words.title))),
        None => format!("all {}", in_type(words.map(|words| &words.titles))),
    }
}

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
