//! The public records of a type as a request sees them.

use std::sync::Arc;

use indigo_registry::{Catalogue, Day, Entry, PublicRecord, ReadError};
use indigo_standard::TypeStandard;

use super::super::fault::ApiFault;
use crate::{
    index::{Index, TypeIndex},
    site::Site,
};

/// Records read at a time.
pub(super) const PAGE: usize = 200;

/// The public records of a type.
pub(super) struct View<'a> {
    pub(super) site: &'a Site,
    pub(super) one: &'a TypeStandard,
    pub(super) catalogue: Arc<Catalogue>,
    /// The same with the values of the filters of lists.
    index: Arc<Index>,
    /// As they were public at the end of a day; as they are now when there is none.
    pub(super) day: Option<Day>,
}

impl<'a> View<'a> {
    /// The records of the type of this name, as they are now.
    pub(super) fn of(site: &'a Site, record_type: &str) -> Result<Self, ApiFault> {
        Self::at(site, type_of(site, record_type)?, None)
    }

    /// The records of a type as they were public at the end of a day, when one is given.
    pub(super) fn at(
        site: &'a Site,
        one: &'a TypeStandard,
        day: Option<Day>,
    ) -> Result<Self, ApiFault> {
        let index = site.index_at(day.as_ref())?;
        Ok(Self {
            site,
            one,
            catalogue: Arc::clone(&index.catalogue),
            index,
            day,
        })
    }

    /// The records in order of id.
    pub(super) fn entries(&self) -> &[Entry] {
        self.catalogue.entries(&self.one.id)
    }

    /// The same with the values of the filters of lists.
    pub(super) fn of_type(&self) -> Option<&TypeIndex> {
        self.index.of_type(&self.one.id)
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
        record_at(self.site, &self.one.id, id, self.day.as_ref())
    }

    /// Hands over the text of every record with its place, in order.
    pub(super) fn each(&self, mut work: impl FnMut(usize, &str)) -> Result<(), ReadError> {
        if self.day.is_some() {
            for (place, entry) in self.entries().iter().enumerate() {
                if let Some(record) = self.record(&entry.id)? {
                    work(place, &record.api_text);
                }
            }
            return Ok(());
        }
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

/// A public record, as it was at the end of a day when one is given; then without flags, which are
/// known of today alone.
pub(super) fn record_at(
    site: &Site,
    record_type: &str,
    id: &str,
    day: Option<&Day>,
) -> Result<Option<PublicRecord>, ReadError> {
    let mut found = site.record_at(record_type, id, day)?;
    if let Some(record) = found.as_mut().filter(|_| day.is_some()) {
        record.flags.clear();
    }
    Ok(found)
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
