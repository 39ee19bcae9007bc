//! The search index of an installation, brought up to date by what was published since.

mod names;
mod take_in;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, TryLockError},
};

use indigo_search::{Reading, SearchError, SearchIndex, Suggestions};
use indigo_standard::Standard;
use indigo_store::StoreError;

pub(super) use names::names;
use take_in::Fault;

use super::texts::TextRules;
use crate::{
    Catalogue, ReadError, Registry,
    reading::{said, unreadable},
};

/// Up to how many changed records whoever searches waits for.
const FEW: i64 = 500;

/// The index of an installation; opened with the first search.
#[derive(Debug, Default)]
pub(crate) struct SearchShelf {
    /// What searches use.
    ready: RwLock<Option<Arc<Ready>>>,
    /// Held by whoever takes changes in.
    index: Mutex<Option<SearchIndex>>,
    rules: OnceLock<TextRules>,
}

/// The index as of a position.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) reading: Arc<Reading>,
    pub(crate) position: i64,
    suggestions: Arc<OnceLock<Suggestions>>,
}

impl Ready {
    fn new(reading: Arc<Reading>, position: i64) -> Arc<Self> {
        Arc::new(Self {
            reading,
            position,
            suggestions: Arc::default(),
        })
    }

    /// The same as of a later position, up to which nothing was published.
    fn at(&self, position: i64) -> Arc<Self> {
        Arc::new(Self {
            reading: Arc::clone(&self.reading),
            position,
            suggestions: Arc::clone(&self.suggestions),
        })
    }

    /// What can be suggested, from the names in a catalogue.
    pub(crate) fn suggestions(&self, standard: &Standard, catalogue: &Catalogue) -> &Suggestions {
        self.suggestions
            .get_or_init(|| Suggestions::new(names(standard, catalogue)))
    }
}

impl SearchShelf {
    pub(super) fn rules(&self, registry: &Registry) -> &TextRules {
        self.rules.get_or_init(|| TextRules::of(&registry.standard))
    }
}

impl Registry {
    /// Makes the search index ready, so that the first who searches does not wait for it.
    ///
    /// # Errors
    /// When the database or the index does not answer.
    pub fn prepare_search(&self) -> Result<(), ReadError> {
        self.ready_to_search(false).map(|_| ())
    }

    /// Takes the files of the search index away; the next search makes them anew. For what was
    /// erased, of which nothing shall stay.
    pub(crate) fn forget_search(&self) {
        let mut held = self
            .search
            .index
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *held = None;
        *self
            .search
            .ready
            .write()
            .unwrap_or_else(PoisonError::into_inner) = None;
        if let Ok(folder) = self.search_folder()
            && let Err(error) = std::fs::remove_dir_all(&folder)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!("{} cannot be removed: {error}", folder.display());
        }
    }

    /// The index for a search now, and whether changed records may be missing in it.
    pub(super) fn ready_to_search(
        &self,
        may_be_behind: bool,
    ) -> Result<(Arc<Ready>, bool), ReadError> {
        let newest = self.position_now()?;
        let known = self.ready_before();
        if let Some(known) = &known
            && known.position >= newest
        {
            return Ok((Arc::clone(known), false));
        }
        let few = match &known {
            Some(known) if may_be_behind => self.published_since(known.position)? <= FEW,
            _ => true,
        };
        let mut held = if few {
            self.search
                .index
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        } else {
            match (self.search.index.try_lock(), known) {
                (Ok(held), _) => held,
                (Err(TryLockError::Poisoned(held)), _) => held.into_inner(),
                // Somebody is taking many records in: meanwhile there is what was there before.
                (Err(TryLockError::WouldBlock), Some(known)) => return Ok((known, true)),
                (Err(TryLockError::WouldBlock), None) => self
                    .search
                    .index
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner),
            }
        };
        // Somebody may have done it while this waited.
        if let Some(known) = self.ready_before()
            && known.position >= newest
        {
            return Ok((known, false));
        }
        let result = match self.brought_up_to_date(&mut held) {
            Err(Fault::Index(SearchError::Damaged(cause))) => {
                tracing::warn!("the search index is made anew: {cause}");
                *held = None;
                *self
                    .search
                    .ready
                    .write()
                    .unwrap_or_else(PoisonError::into_inner) = None;
                self.brought_up_to_date(&mut held)
            }
            other => other,
        };
        match result {
            Ok(found) => Ok(found),
            Err(Fault::Store(error)) => Err(unreadable(&error)),
            Err(Fault::Stored(error)) => Err(said(error)),
            Err(Fault::Index(error)) => Err(ReadError::Store(error.to_string())),
        }
    }

    fn ready_before(&self) -> Option<Arc<Ready>> {
        self.search
            .ready
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn position_now(&self) -> Result<i64, ReadError> {
        self.store.revision().map_err(|error| unreadable(&error))
    }

    fn published_since(&self, position: i64) -> Result<i64, ReadError> {
        self.store
            .read(|tx| tx.count_published_since(position))
            .map_err(|error| unreadable(&error))
    }

    fn search_folder(&self) -> Result<PathBuf, StoreError> {
        Ok(self.data.join("search").join(self.store.database_id()?))
    }
}
