//! On which terms the data are given away: the licence and the publisher that the operator sets.

use indigo_exchange::metadata::Terms;

use crate::{Registry, RegistryError};

/// The setting that holds them, as JSON.
const TERMS: &str = "terms";

impl Registry {
    /// The terms, as they were set last; none when nobody has.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn kept_terms(&self) -> Result<Terms, RegistryError> {
        self.store.read(terms_of)
    }

    /// Whether somebody has said under which licence the data are, or that there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn terms_were_set(&self) -> Result<bool, RegistryError> {
        self.store.read(|tx| Ok(tx.setting(TERMS)?.is_some()))
    }

    /// Sets the terms. Everything that is made from then on says them; releases stay as they are.
    ///
    /// # Errors
    /// [`RegistryError::Terms`] when they cannot be used, or when the database does not answer.
    pub fn set_terms(&self, terms: &Terms) -> Result<(), RegistryError> {
        if let Some(fault) = terms.fault() {
            return Err(RegistryError::Terms(fault));
        }
        let text = serde_json::to_string(terms).map_err(|source| RegistryError::Unreadable {
            what: "the terms".to_owned(),
            source,
        })?;
        // Pages say them, so that what was rendered before may not be shown any more.
        self.store.write(|tx| Ok(tx.set_setting(TERMS, &text)?))
    }
}

/// The terms as one transaction sees them.
pub(crate) fn terms_of(tx: &mut indigo_store::ReadTx<'_>) -> Result<Terms, RegistryError> {
    let Some(text) = tx.setting(TERMS)? else {
        return Ok(Terms::default());
    };
    serde_json::from_str(&text).map_err(|source| RegistryError::Unreadable {
        what: "the setting \"terms\"".to_owned(),
        source,
    })
}
