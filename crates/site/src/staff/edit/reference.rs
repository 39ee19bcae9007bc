//! Other records in a form: known by id, found by name.

use indigo_model::{Action, RecordKey};
use indigo_registry::{Catalogue, QueueFilter, ReadError};
use std::{cell::RefCell, collections::HashMap, sync::Arc};

use crate::{
    error::SiteError,
    staff::{desk::Desk, fault::StaffFault},
};

/// A record to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) id: String,
    /// Its name; empty when it has none that they may see.
    pub(super) name: String,
}

impl Found {
    /// `Social Finance (INDIGO-ORG-0003)`.
    pub(super) fn said(&self) -> String {
        if self.name.is_empty() {
            self.id.clone()
        } else {
            format!("{} ({})", self.name, self.id)
        }
    }
}

/// Looks up other records for one page.
pub(super) struct References<'d, 'a> {
    desk: &'d Desk<'a>,
    catalogue: Arc<Catalogue>,
    /// Type → the records of it that they have proposed, looked up once.
    own: RefCell<HashMap<String, Vec<Found>>>,
}

impl<'d, 'a> References<'d, 'a> {
    pub(super) fn of(desk: &'d Desk<'a>) -> Result<Self, StaffFault> {
        let catalogue = desk
            .site
            .reader
            .catalogue()
            .map_err(|error: ReadError| SiteError::from(error))?;
        Ok(Self {
            desk,
            catalogue,
            own: RefCell::default(),
        })
    }

    /// A record by its id, with its name as far as they may know it.
    pub(super) fn by_id(&self, record_type: &str, id: &str) -> Found {
        let name = self
            .catalogue
            .entry(record_type, id)
            .map(|entry| entry.card.name.clone())
            .or_else(|| self.hidden_name(record_type, id))
            .filter(|name| name != id)
            .unwrap_or_default();
        Found {
            id: id.to_owned(),
            name,
        }
    }

    /// Whether there is such a record, public, seen by them, or proposed.
    pub(super) fn is_known(&self, record_type: &str, id: &str) -> bool {
        self.catalogue.entry(record_type, id).is_some()
            || self.hidden_name(record_type, id).is_some()
            || self.own_new(record_type).iter().any(|own| own.id == id)
    }

    /// Whether an id is that of a record that they have proposed.
    pub(super) fn is_own_new(&self, id: &str) -> bool {
        let types = self.desk.site.standard().types();
        types
            .filter(|one| id.starts_with(&one.profile.id_prefix))
            .any(|one| self.own_new(&one.id).iter().any(|own| own.id == id))
    }

    /// What was typed as an id: the one in brackets at its end, an id, or the only one so called.
    pub(super) fn resolved(&self, record_type: &str, typed: &str) -> Option<String> {
        if let Some((_, id)) = typed
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
            && self.is_known(record_type, id.trim())
        {
            return Some(id.trim().to_owned());
        }
        let upper = typed.to_uppercase();
        if self.is_known(record_type, &upper) {
            return Some(upper);
        }
        let mut called = self
            .all(record_type)
            .filter(|found| folded(&found.name) == folded(typed));
        match (called.next(), called.next()) {
            (Some(only), None) => Some(only.id),
            _ => None,
        }
    }

    /// The records whose name or id holds all the words, best first.
    pub(super) fn search(&self, record_type: &str, typed: &str, most: usize) -> Vec<Found> {
        let typed = folded(typed);
        let words: Vec<&str> = typed.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(bool, Found)> = self
            .all(record_type)
            .filter_map(|found| {
                let text = format!("{} {}", folded(&found.name), found.id.to_lowercase());
                let all = words.iter().all(|word| text.contains(word));
                all.then(|| (!text.starts_with(words[0]), found))
            })
            .collect();
        found.sort_by_key(|(later, found)| (*later, found.name.len()));
        found.truncate(most);
        found.into_iter().map(|(_, found)| found).collect()
    }

    fn all(&self, record_type: &str) -> impl Iterator<Item = Found> {
        let public = self
            .catalogue
            .entries(record_type)
            .iter()
            .map(|entry| Found {
                id: entry.id.clone(),
                name: entry.card.name.clone(),
            });
        public.chain(self.own_new(record_type))
    }

    /// The records that they have proposed and nobody has decided about.
    fn own_new(&self, record_type: &str) -> Vec<Found> {
        if let Some(known) = self.own.borrow().get(record_type) {
            return known.clone();
        }
        let found = self.find_own_new(record_type);
        let mut own = self.own.borrow_mut();
        own.insert(record_type.to_owned(), found.clone());
        found
    }

    fn find_own_new(&self, record_type: &str) -> Vec<Found> {
        let filter = QueueFilter {
            record_type: Some(record_type.to_owned()),
            proposer: Some(self.desk.person().actor()),
            ..QueueFilter::default()
        };
        let Ok(queue) = self.desk.registry.queue(&filter, 200, 0) else {
            return Vec::new();
        };
        let one = self.desk.site.standard().get(record_type);
        queue
            .proposals
            .into_iter()
            .filter(|own| self.catalogue.entry(record_type, &own.key.id).is_none())
            .map(|own| {
                let data = self.desk.registry.proposal_data(&own.edit);
                let name = data
                    .ok()
                    .flatten()
                    .and_then(|data| Some(one?.name_of(&data)?.to_owned()));
                Found {
                    id: own.key.id,
                    name: name.unwrap_or_default(),
                }
            })
            .collect()
    }

    /// The name of a record that is not public, for those who may see it.
    fn hidden_name(&self, record_type: &str, id: &str) -> Option<String> {
        let key = RecordKey::new(record_type, id);
        if !self.desk.person().may(Action::SeePrivate, Some(&key)) {
            return None;
        }
        let data = self.desk.registry.data_of(&key).ok().flatten()?;
        let one = self.desk.site.standard().get(record_type)?;
        Some(one.name_of(&data).unwrap_or(id).to_owned())
    }
}

/// A name for comparing: small letters, single blanks.
fn folded(text: &str) -> String {
    let text = crate::fold::fold(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
