//! The public records of a type as a request sees them.

use std::sync::Arc;

use indigo_registry::{Catalogue, Entry, PublicRecord, ReadError};
use indigo_standard::TypeStandard;

use super::super::fault::ApiFault;
use crate::site::Site;

/// Records read at a time.
pub(super) const PAGE: usize = 200;

/// The public records of a type.
pub(super) struct View<'a> {
    pub(super) site: &'a Site,
    pub(super) one: &'a TypeStandard,
    pub(super) catalogue: Arc<Catalogue>,
}

impl<'a> View<'a> {
    /// The records of the type of this name.
    pub(super) fn of(site: &'a Site, record_type: &str) -> Result<Self, ApiFault> {
        let one = type_of(site, record_type)?;
        Ok(Self {
            site,
            one,
            catalogue: site.index()?.catalogue.clone(),
        })
    }

    /// The records in order of id.
    pub(super) fn entries(&self) -> &[Entry] {
        self.catalogue.entries(&self.one.id)
    }

    /// The place of a record among them.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        let entries = self.entries();
        entries
            .binary_search_by(|entry| entry.id.as_str().cmp(id))
            .ok()
    }

    /// A record; `None` when it is no longer public.
    pub(super) fn record(&self, id: &str) -> Result<Option<PublicRecord>, ReadError> {
        self.site.reader.record(&self.one.id, id)
    }

    /// Hands over the text of every record with its place, in order.
    pub(super) fn each(&self, mut work: impl FnMut(usize, &str)) -> Result<(), ReadError> {
        let mut after = String::new();
        loop {
            let page = self
                .site
                .reader
                .published_after(&self.one.id, &after, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after.clone_from(&last.id);
            for record in &page {
                if let Some(place) = self.place(&record.id) {
                    work(place, &record.api_text);
                }
            }
        }
    }
}

/// The type of a name.
pub(super) fn type_of<'a>(site: &'a Site, name: &str) -> Result<&'a TypeStandard, ApiFault> {
    site.standard().get(name).ok_or_else(|| {
        let names: Vec<&str> = site.standard().types().map(|one| one.id.as_str()).collect();
        ApiFault::NotFound(format!(
            "There is no such record type. There are: {}.",
            names.join(", ")
        ))
    })
}
