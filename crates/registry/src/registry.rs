//! An installation: its standard, its database, its data folder.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, RwLock},
};

use indigo_quality::Checks;
use indigo_standard::Standard;
use indigo_store::{Address, Digest, Store, StoreError};

use crate::{
    Catalogue, RegistryError, accounts::Gate, clock::Clock, downloads::PublicState,
    past::PastShelf, search::SearchShelf,
};

/// Changes whenever the rules of publication change, so that everything is projected anew.
const PUBLICATION_RULES: &str = "3";

/// How an installation is opened.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The data folder: the SQLite file and the built downloads.
    pub data: PathBuf,
    /// Database URL; the SQLite file of the data folder when there is none.
    pub database: Option<String>,
    /// Folder of schema files laid over the built-in standard.
    pub standard: Option<PathBuf>,
    /// The sandbox password, when it is given from outside.
    pub sandbox_password: Option<String>,
}

/// An installation, open.
#[derive(Debug)]
pub struct Registry {
    pub(crate) standard: Arc<Standard>,
    pub(crate) store: Store,
    pub(crate) data: PathBuf,
    pub(crate) sandbox_password: Option<String>,
    pub(crate) catalogue: RwLock<Arc<Catalogue>>,
    /// Catalogues of past days that were asked for lately.
    pub(crate) past_catalogues: Mutex<PastShelf>,
    /// File → what is held while it is built, so that each is built once.
    pub(crate) building: Mutex<HashMap<String, Arc<Mutex<()>>>>,
    /// What downloads are of.
    pub(crate) public_state: PublicState,
    /// The search index.
    pub(crate) search: SearchShelf,
    /// The time by which accounts live.
    pub(crate) clock: Clock,
    /// Lets a few passwords be hashed at a time.
    pub(crate) gate: Gate,
    /// The address that the site is known by, once somebody has said it.
    pub(crate) site_url: OnceLock<String>,
}

impl Registry {
    /// Opens an installation, making the data folder and the database when they are not there.
    ///
    /// When the standard or the rules of publication have changed since, everything public is
    /// made anew first.
    ///
    /// # Errors
    /// When the schemas or the database cannot be used.
    pub fn open(settings: Settings) -> Result<Self, RegistryError> {
        let address = Address::new(settings.database.as_deref(), &settings.data);
        let standard = Standard::load(settings.standard.as_deref())?;
        let registry = Self::over(settings, standard, Store::open(&address)?);
        registry.project_anew_when_rules_changed()?;
        registry.count_proposals_once()?;
        registry.remove_replaced_releases()?;
        Ok(registry)
    }

    /// Opens an installation that is there; makes nothing, and changes nothing of what is public.
    ///
    /// What is public may have been made with another standard: [`Registry::check_rules`] says so.
    ///
    /// # Errors
    /// [`RegistryError::NoData`]; or when the schemas or the database cannot be used.
    pub fn open_existing(settings: Settings) -> Result<Self, RegistryError> {
        let address = Address::new(settings.database.as_deref(), &settings.data);
        let store = Store::open_existing(&address).map_err(|error| match error {
            StoreError::NoData { address } => RegistryError::NoData {
                place: match settings.database {
                    Some(_) => address,
                    None => settings.data.display().to_string(),
                },
            },
            other => other.into(),
        })?;
        let standard = Standard::load(settings.standard.as_deref())?;
        Ok(Self::over(settings, standard, store))
    }

    fn over(settings: Settings, standard: Standard, store: Store) -> Self {
        Self {
            standard: Arc::new(standard),
            store,
            data: settings.data,
            sandbox_password: settings
                .sandbox_password
                .filter(|password| !password.is_empty()),
            catalogue: RwLock::default(),
            past_catalogues: Mutex::default(),
            building: Mutex::default(),
            public_state: PublicState::default(),
            search: SearchShelf::default(),
            clock: Clock::default(),
            gate: Gate::default(),
            site_url: OnceLock::new(),
        }
    }

    /// Makes sure that what is public was made with this standard and these rules of publication.
    ///
    /// # Errors
    /// [`RegistryError::OtherStandard`], or when the database does not answer.
    pub fn check_rules(&self) -> Result<(), RegistryError> {
        let published = self.published_rules()?;
        let same = published.as_deref() == Some(self.rules().as_str());
        // Where nothing was published yet, there is nothing of another standard.
        if same || (published.is_none() && self.record_count()? == 0) {
            Ok(())
        } else {
            Err(RegistryError::OtherStandard)
        }
    }

    fn published_rules(&self) -> Result<Option<String>, RegistryError> {
        self.store.read(|tx| Ok(tx.setting("publication_rules")?))
    }

    /// The record types.
    #[must_use]
    pub fn standard(&self) -> &Arc<Standard> {
        &self.standard
    }

    /// Says by which address the site is known in the world, for links in files; the first call
    /// counts.
    pub fn known_as(&self, site_url: &str) {
        let tidy = site_url.trim().trim_end_matches('/');
        if tidy.starts_with("http://") || tidy.starts_with("https://") {
            let _ = self.site_url.set(tidy.to_owned());
        }
    }

    /// Where the database is, for people.
    #[must_use]
    pub fn database(&self) -> String {
        self.store.address().to_string()
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// How many records there are, public or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn record_count(&self) -> Result<i64, RegistryError> {
        self.store.read(|tx| Ok(tx.record_count()?))
    }

    fn project_anew_when_rules_changed(&self) -> Result<(), RegistryError> {
        let wanted = self.rules();
        if self.published_rules()?.as_deref() == Some(wanted.as_str()) {
            return Ok(());
        }
        self.store.write(|tx| {
            self.project_everything(tx)?;
            Ok(tx.set_setting("publication_rules", &wanted)?)
        })
    }

    /// A digest of all that decides what is public, apart from the records.
    pub(crate) fn rules(&self) -> String {
        let mut digest = Digest::default();
        digest.part(PUBLICATION_RULES);
        // Cards hold grades, which the checks make.
        digest.part(&Checks::all().signature());
        for one in self.standard.types() {
            digest.part(&one.id).part(&one.schema.to_string());
        }
        digest.hex()
    }
}
