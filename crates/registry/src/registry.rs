//! An installation: its standard, its database, its data folder.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, RwLock},
};

use indigo_standard::Standard;
use indigo_store::{Address, Digest, Store};

use crate::{Catalogue, RegistryError, accounts::Gate, clock::Clock};

/// Changes whenever the rules of publication change, so that everything is projected anew.
const PUBLICATION_RULES: &str = "1";

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
    /// Held while a download is built, so that each is built once.
    pub(crate) building: Mutex<()>,
    /// The time by which accounts live.
    pub(crate) clock: Clock,
    /// Lets a few passwords be hashed at a time.
    pub(crate) gate: Gate,
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
        let standard = Standard::load(settings.standard.as_deref())?;
        let address = Address::new(settings.database.as_deref(), &settings.data);
        let store = Store::open(&address)?;
        let registry = Self {
            standard: Arc::new(standard),
            store,
            data: settings.data,
            sandbox_password: settings
                .sandbox_password
                .filter(|password| !password.is_empty()),
            catalogue: RwLock::default(),
            building: Mutex::new(()),
            clock: Clock::default(),
            gate: Gate::default(),
        };
        registry.project_anew_when_rules_changed()?;
        registry.count_proposals_once()?;
        Ok(registry)
    }

    /// The record types.
    #[must_use]
    pub fn standard(&self) -> &Arc<Standard> {
        &self.standard
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
        let found: Option<String> = self
            .store
            .read(|tx| tx.setting("publication_rules").map_err(RegistryError::from))?;
        if found.as_deref() == Some(wanted.as_str()) {
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
        for one in self.standard.types() {
            digest.part(&one.id).part(&one.schema.to_string());
        }
        digest.hex()
    }
}
