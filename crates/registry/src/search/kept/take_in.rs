//! Bringing the index up to date with what was published.

use std::{
    sync::{Arc, PoisonError},
    thread,
    time::Duration,
};

use indigo_search::{SearchError, SearchIndex, Stand, Writing};
use indigo_store::{Digest, StoreError};

use super::Ready;
use crate::{Registry, RegistryError, backup::REBUILT, search::texts::RULES, stored::Stored as _};

/// Records read at a time.
const PAGE: i64 = 200;

/// How often another process that writes is waited for, and how long each time.
const TURNS: u32 = 50;
const TURN: Duration = Duration::from_millis(100);

impl Registry {
    /// The index with all that is published now.
    pub(super) fn brought_up_to_date(
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
                    let data = row.data()?;
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
pub(super) enum Fault {
    Store(StoreError),
    Stored(RegistryError),
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

impl From<RegistryError> for Fault {
    fn from(error: RegistryError) -> Self {
        Self::Stored(error)
    }
}
