//! The cards of all public records in memory, brought up to date by what changed since.

use std::sync::{Arc, PoisonError};

use indexmap::IndexMap;
use indigo_standard::Standard;
use indigo_store::CardRow;

use crate::{
    Catalogue, Entry, ReadError, Registry, RegistryError,
    backup::REBUILT,
    reading::{said, unreadable},
    stored::read_json,
};

impl Registry {
    /// The catalogue as of the newest revision.
    pub(crate) fn newest_catalogue(&self) -> Result<Arc<Catalogue>, ReadError> {
        let newest = self.store.revision().map_err(|error| unreadable(&error))?;
        let known = Arc::clone(
            &self
                .catalogue
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        );
        if known.position == newest && !known.types.is_empty() {
            return Ok(known);
        }
        let mut slot = self
            .catalogue
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if slot.position >= newest && !slot.types.is_empty() {
            return Ok(Arc::clone(&slot));
        }
        let since = if slot.types.is_empty() {
            -1
        } else {
            slot.position
        };
        let (position, since, changes) = self
            .store
            .read(|tx| {
                let rebuilt: Option<i64> = tx.setting(REBUILT)?.and_then(|text| text.parse().ok());
                let since = if rebuilt.is_some_and(|rebuilt| since < rebuilt) {
                    -1
                } else {
                    since
                };
                Ok::<_, indigo_store::StoreError>((tx.revision()?, since, tx.cards_since(since)?))
            })
            .map_err(|error| unreadable(&error))?;
        let mut types = if since < 0 {
            IndexMap::new()
        } else {
            slot.types.clone()
        };
        filled(&self.standard, &mut types, changes).map_err(said)?;
        let made = Arc::new(Catalogue { position, types });
        *slot = Arc::clone(&made);
        Ok(made)
    }
}

/// Puts cards into the entries of their types; what is not public any more goes.
pub(crate) fn filled(
    standard: &Standard,
    types: &mut IndexMap<String, Vec<Entry>>,
    changes: Vec<CardRow>,
) -> Result<(), RegistryError> {
    for one in standard.types() {
        types.entry(one.id.clone()).or_default();
    }
    for row in changes {
        let Some(entries) = types.get_mut(&row.record_type) else {
            continue;
        };
        // Changes come in order of id, so that the first filling only appends.
        let place = match entries.last() {
            Some(last) if last.id < row.id => Err(entries.len()),
            _ => entries.binary_search_by(|entry| entry.id.cmp(&row.id)),
        };
        let entry = || {
            let key = format_args!("card of {}/{}", row.record_type, row.id);
            Ok::<_, RegistryError>(Entry {
                card: read_json("published", key, &row.card)?,
                id: row.id.clone(),
                updated: row.updated.clone(),
            })
        };
        match (place, row.is_public) {
            (Ok(at), true) => entries[at] = entry()?,
            (Ok(at), false) => {
                entries.remove(at);
            }
            (Err(at), true) => entries.insert(at, entry()?),
            (Err(_), false) => {}
        }
    }
    Ok(())
}
