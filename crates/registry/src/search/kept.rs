//! The search index of an installation, brought up to date by what was published since.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, TryLockError},
    thread,
    time::Duration,
};

use indigo_search::{Named, Reading, SearchError, SearchIndex, Stand, Suggestions, Writing};
use indigo_standard::reference::country;
use indigo_store::{Digest, StoreError};

use super::texts::{RULES, TextRules};
use crate::{
    Catalogue, ReadError, Registry, backup::REBUILT, project::read_json, reading::unreadable,
};

/// Records read at a time.
const PAGE: i64 = 200;

/// Up to how many changed records whoever searches waits for.
const FEW: i64 = 500;

/// How often another process that writes is waited for, and how long each time.
const TURNS: u32 = 50;
const TURN: Duration = Duration::from_millis(100);

/// The filters whose values are suggested.
const SUGGESTED: [&str; 3] = ["sector", "country", "region"];

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
    pub(crate) fn suggestions(&self, catalogue: &Catalogue) -> &Suggestions {
        self.suggestions
            .get_or_init(|| Suggestions::new(names(catalogue)))
    }
}

/// The names of sectors and countries, then of records by type.
pub(super) fn names(catalogue: &Catalogue) -> Vec<Named> {
    let mut values: BTreeSet<String> = BTreeSet::new();
    for entry in catalogue.types.values().flatten() {
        for filter in SUGGESTED {
            for value in entry.card.facets.get(filter).into_iter().flatten() {
                values.insert(country(value).map_or_else(|| value.clone(), |one| one.name.clone()));
            }
        }
    }
    let mut names: Vec<Named> = values
        .into_iter()
        .map(|text| Named {
            text,
            kind: 0,
            id: None,
        })
        .collect();
    for (kind, entries) in (1..).zip(catalogue.types.values()) {
        names.extend(entries.iter().map(|entry| Named {
            text: entry.card.name.clone(),
            kind,
            id: Some(entry.id.clone()),
        }));
    }
    names
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

    /// The index with all that is published now.
    fn brought_up_to_date(
        &self,
        held: &mut Option<SearchIndex>,
    ) -> Result<(Arc<Ready>, bool), Fault> {
        let index = match held {
            Some(index) => index,
            None => held.insert(self.opened()?),
        };
        let rules = self.search_rules();
        let (position, rebuilt) = self.store.read(|tx| {
            let rebuilt: Option<i64> = tx.setting(REBUILT)?.and_then(|text| text.parse().ok());
            Ok::<_, StoreError>((tx.revision()?, rebuilt.unwrap_or(-1)))
        })?;
        let stand = index.stand()?;
        let since = stand
            .as_ref()
            .filter(|stand| stand.rules == rules && stand.position <= position)
            .filter(|stand| stand.position >= rebuilt)
            .map(|stand| stand.position);
        // What was changed in private moves the position and nothing else.
        let known = self.ready_before();
        let changed = match since {
            Some(since) => self.store.read(|tx| tx.count_published_since(since))?,
            None => -1,
        };
        if changed == 0 {
            let ready = match known {
                Some(known) if since.is_some_and(|since| known.position >= since) => {
                    known.at(position)
                }
                _ => Ready::new(Arc::new(index.read()?), position),
            };
            return Ok((self.made_ready(ready), false));
        }
        match writing(index) {
            Ok(writing) => self.take_in(writing, since, &Stand::new(position, &rules))?,
            Err(SearchError::Busy) => {
                let reading = Arc::new(index.read()?);
                return Ok((Ready::new(reading, since.unwrap_or(-1)), true));
            }
            Err(error) => return Err(error.into()),
        }
        let ready = Ready::new(Arc::new(index.read()?), position);
        Ok((self.made_ready(ready), false))
    }

    fn made_ready(&self, ready: Arc<Ready>) -> Arc<Ready> {
        *self
            .search
            .ready
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&ready));
        ready
    }

    /// The index in the data folder, or in memory where nothing can be written there.
    fn opened(&self) -> Result<SearchIndex, StoreError> {
        let folder = self.search_folder()?;
        Ok(SearchIndex::open(&folder).unwrap_or_else(|error| {
            tracing::warn!("the search index is kept in memory: {error}");
            SearchIndex::in_memory()
        }))
    }

    /// A digest of all that decides what the index holds of a record.
    fn search_rules(&self) -> String {
        let mut digest = Digest::default();
        digest.part(RULES).part(&self.rules());
        digest.hex()
    }

    /// Takes in what was published after a position, or everything.
    fn take_in(
        &self,
        mut writing: Writing,
        since: Option<i64>,
        stand: &Stand,
    ) -> Result<(), Fault> {
        if since.is_none() {
            writing.clear()?;
        }
        let rules = self.search.rules(self);
        let mut after = (String::new(), String::new());
        loop {
            let page = self
                .store
                .read(|tx| tx.published_since(since.unwrap_or(-1), (&after.0, &after.1), PAGE))?;
            let Some(last) = page.last() else { break };
            after = (last.record_type.clone(), last.id.clone());
            for row in page {
                if row.publication.is_public {
                    let data = read_json(&row.publication.data);
                    writing.put(&rules.document(&row.record_type, &row.id, &data))?;
                } else {
                    writing.remove(&row.record_type, &row.id);
                }
            }
        }
        writing.commit(stand)?;
        Ok(())
    }
}

/// Begins to write, waiting for another process that does for a while.
fn writing(index: &SearchIndex) -> Result<Writing, SearchError> {
    for _ in 0..TURNS {
        match index.write() {
            Err(SearchError::Busy) => thread::sleep(TURN),
            other => return other,
        }
    }
    index.write()
}

/// Why the index could not be brought up to date.
enum Fault {
    Store(StoreError),
    Index(SearchError),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SearchError> for Fault {
    fn from(error: SearchError) -> Self {
        Self::Index(error)
    }
}
