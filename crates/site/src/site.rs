//! What every handler shares: the reader, the settings, and all that is worked out once.

use std::sync::Arc;

use indexmap::IndexMap;
use indigo_registry::{Day, PublicRecord, ReadError, Reader, Registry};
use indigo_standard::{Standard, TypeStandard};
use tokio::sync::Semaphore;

use crate::{
    SiteConfig,
    api::v2::{Buckets, Reading},
    assets::Assets,
    cache::Cache,
    facts::countries::Countries,
    fill::FillShelf,
    index::{Index, Shelf},
    layout::TypeLayout,
    pages::check::Desk,
    position::Positions,
    quality::QualityShelf,
    staff::upload::Held,
    turn::Turn,
};

/// How many requests may build files at the same time.
const BUILDS: usize = 2;
/// How many threads may wait for passwords to be hashed; the others are for readers.
const HASHING: usize = 2;
/// How many large forms of people who are not signed in are read at the same time.
const RESUMING: usize = 8;
/// How many proposals and decisions of programs are worked on at the same time.
const API_TURNS: usize = 2;

/// The shared state as handlers get it.
pub(crate) type App = Arc<Site>;

/// What every handler shares.
pub(crate) struct Site {
    pub(crate) reader: Arc<dyn Reader>,
    pub(crate) config: SiteConfig,
    pub(crate) cache: Cache,
    pub(crate) assets: Assets,
    /// Where to ask for the newest position from async code.
    pub(crate) positions: Positions,
    pub(crate) countries: Countries,
    /// Taken by whoever may have to build files: two at a time, so that threads are left to render
    /// pages.
    pub(crate) builds: Semaphore,
    /// The same for files that take long: one at a time, so that nobody who wants another waits.
    pub(crate) slow_builds: Semaphore,
    /// What people with an account work on; none where there is only a reader.
    pub(crate) staff: Option<Arc<Registry>>,
    /// Turns of those who wait for passwords to be hashed.
    pub(crate) hashing: Semaphore,
    /// Held while a draft is changed or proposed, so that two windows do it one after the other.
    pub(crate) writing: Turn,
    /// Turns of those who send much without being signed in.
    pub(crate) resuming: Semaphore,
    /// Where files are taken in to be checked.
    pub(crate) desk: Desk,
    /// What people uploaded and have not proposed yet.
    pub(crate) uploads: Held,
    pub(crate) quality: QualityShelf,
    /// How many records say something in each field.
    pub(crate) fill: FillShelf,
    /// How often each API token came.
    pub(crate) buckets: Buckets,
    /// Turns of requests to the API that take long.
    pub(crate) api_turns: Semaphore,
    /// How often each network address asked the API for what had to be worked out.
    pub(crate) visitors: Buckets,
    /// For how many pages, that had to be made, each network address asked.
    pub(crate) readers: Buckets,
    /// What reading by the API works out once.
    pub(crate) reading: Reading,
    layouts: IndexMap<String, TypeLayout>,
    shelf: Shelf,
    /// The indexes of past days, apart from the one that every page needs.
    past_shelf: Shelf,
}

impl Site {
    pub(crate) fn new(
        reader: Arc<dyn Reader>,
        staff: Option<Arc<Registry>>,
        config: SiteConfig,
    ) -> Self {
        let layouts = reader
            .standard()
            .types()
            .map(|one| (one.id.clone(), TypeLayout::of(one)))
            .collect();
        let countries = Countries::of(reader.standard());
        let config_per_minute = config.api_requests_per_minute;
        let buckets = Buckets::new(config_per_minute);
        Self {
            positions: Positions::of(Arc::clone(&reader)),
            reader,
            config: config.tidy(),
            cache: Cache::new(),
            assets: Assets::new(),
            countries,
            builds: Semaphore::new(BUILDS),
            slow_builds: Semaphore::new(1),
            staff,
            hashing: Semaphore::new(HASHING),
            writing: Turn::default(),
            resuming: Semaphore::new(RESUMING),
            desk: Desk::default(),
            uploads: Held::default(),
            quality: QualityShelf::default(),
            fill: FillShelf::default(),
            buckets,
            api_turns: Semaphore::new(API_TURNS),
            visitors: Buckets::of_visitors(config_per_minute),
            readers: Buckets::of_readers(),
            reading: Reading::default(),
            layouts,
            shelf: Shelf::default(),
            past_shelf: Shelf::default(),
        }
    }

    pub(crate) fn standard(&self) -> &Standard {
        self.reader.standard()
    }

    /// The type whose pages lie under `/<path>`.
    pub(crate) fn type_at(&self, path: &str) -> Option<&TypeStandard> {
        self.standard()
            .types()
            .find(|one| one.profile.words.path == path)
    }

    /// How the pages of a type are laid out.
    pub(crate) fn layout(&self, record_type: &str) -> Option<&TypeLayout> {
        self.layouts.get(record_type)
    }

    /// The catalogue of the newest position, ready for filtering and sorting.
    pub(crate) fn index(&self) -> Result<Arc<Index>, ReadError> {
        let catalogue = self.reader.catalogue()?;
        Ok(self.shelf.index(&catalogue, self.standard()))
    }

    /// The same as it was public at the end of a day, when one is given.
    pub(crate) fn index_at(&self, day: Option<&Day>) -> Result<Arc<Index>, ReadError> {
        let Some(day) = day.filter(|day| !day.is_now()) else {
            return self.index();
        };
        let catalogue = self.reader.catalogue_at(day)?;
        Ok(self.past_shelf.index(&catalogue, self.standard()))
    }

    /// A public record, as it was public at the end of a day when one is given.
    pub(crate) fn record_at(
        &self,
        record_type: &str,
        id: &str,
        day: Option<&Day>,
    ) -> Result<Option<PublicRecord>, ReadError> {
        match day {
            Some(day) => self.reader.record_at(record_type, id, day),
            None => self.reader.record(record_type, id),
        }
    }
}
