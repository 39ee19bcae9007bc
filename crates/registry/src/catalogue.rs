//! The cards of all public records in memory, brought up to date by what changed since.

use std::sync::{Arc, PoisonError};

use crate::{Catalogue, Entry, ReadError, Registry, project::read_json, reading::unreadable};

impl Registry {
    /// The catalogue as of the newest revision.
    pub(crate) fn newest_catalogue(&self) -> Result<Arc<Catalogue>, ReadError> {
        let newest = self.store.revision().map_err(unreadable)?;
        let known =
            Arc::clone(&self.catalogue.read().unwrap_or_else(PoisonError::into_inner));
        if known.position == newest && !known.types.is_empty() {
            return Ok(known);
        }
        let mut slot = self.catalogue.write().unwrap_or_else(PoisonError::into_inner);
        if slot.position >= newest && !slot.types.is_empty() {
            return Ok(Arc::clone(&slot));
        }
        let since = if slot.types.is_empty() { -1 } else { slot.position };
        let (position, changes) = self
            .store
            .read(|tx| Ok::<_, indigo_store::StoreError>((tx.revision()?, tx.cards_since(since)?)))
            .map_err(unreadable)?;
        let mut types = if since < 0 { indexmap::IndexMap::new() } else { slot.types.clone() };
        for one in self.standard.types() {
            types.entry(one.id.clone()).or_insert_with(Vec::new);
        }
        for (record_type, id, updated, public, card) in changes {
            let Some(entries) = types.get_mut(&record_type) else { continue };
            // Changes come in order of id, so that the first filling only appends.
            let place = match entries.last() {
                Some(last) if last.id < id => Err(entries.len()),
                _ => entries.binary_search_by(|entry| entry.id.as_str().cmp(id.as_str())),
            };
            match (place, public) {
                (Ok(at), true) => entries[at] = Entry { id, updated, card: read_json(&card) },
                (Ok(at), false) => {
                    entries.remove(at);
                }
                (Err(at), true) => {
                    entries.insert(at, Entry { id, updated, card: read_json(&card) });
                }
                (Err(_), false) => {}
            }
        }
        let made = Arc::new(Catalogue { position, types });
        *slot = Arc::clone(&made);
        Ok(made)
    }
}
