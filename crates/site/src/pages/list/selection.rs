//! The records that an address of a list chooses, whatever is then made of them.

use std::sync::Arc;

use indigo_registry::{Day, Entry, SearchAsked};
use indigo_standard::{FilterSpec, TypeStandard};

use super::{asked::ListAsked, named::Named, said::value_shown};
use crate::{
    error::SiteError,
    fold::fold,
    index::{Choice, Chosen, Index, TypeIndex},
    request::Asked,
    site::Site,
};

/// The records chosen, in order, with what could be chosen besides.
pub(super) struct Selection<'a> {
    pub(super) one: &'a TypeStandard,
    pub(super) index: Arc<Index>,
    pub(super) list: ListAsked,
    pub(super) chosen: Chosen,
    /// The records that the words name, when they are nothing but ids.
    pub(super) named: Option<Named>,
    /// The day that is shown, when it is not today.
    pub(super) day: Option<Day>,
}

impl<'a> Selection<'a> {
    /// What the address of a request chooses; its first segment names the list.
    pub(super) fn of(site: &'a Site, asked: &Asked) -> Result<Self, SiteError> {
        let one = site.type_at(asked.segment(0)).ok_or(SiteError::NotFound)?;
        Self::of_type_at(site, asked, one, asked.as_of()?)
    }

    /// What the parameters of a request choose of a type, as of a day when one is given.
    pub(super) fn of_type_at(
        site: &'a Site,
        asked: &Asked,
        one: &'a TypeStandard,
        day: Option<Day>,
    ) -> Result<Self, SiteError> {
        let index = site.index_at(day.as_ref())?;
        let list = ListAsked::read(one, asked);
        let named = Named::of(&list.ids, index.catalogue.entries(&one.id));
        let hits = match &named {
            Some(named) => Arc::new(named.places.clone()),
            None => hits(site, &index, one, list.words.as_deref())?,
        };
        let of_type = index.of_type(&one.id).ok_or(SiteError::NotFound)?;
        let chosen = of_type.choose(&Choice {
            values: list.values.clone(),
            hits,
            only_hits: named.is_some(),
            words: list.words.clone(),
            sort: list.sort.clone().unwrap_or_default(),
            finds: list
                .finds
                .iter()
                .map(|find| find.as_deref().map(fold))
                .collect(),
        });
        Ok(Self {
            one,
            index,
            list,
            chosen,
            named,
            day,
        })
    }

    /// The index of the type.
    pub(super) fn of_type(&self) -> Result<&TypeIndex, SiteError> {
        self.index.of_type(&self.one.id).ok_or(SiteError::NotFound)
    }

    /// The records chosen, with their places in the catalogue.
    pub(super) fn placed(&self) -> impl Iterator<Item = (usize, &Entry)> {
        let entries = self.index.catalogue.entries(&self.one.id);
        let places = self.chosen.entries.iter();
        places.filter_map(move |place| Some((*place, entries.get(*place)?)))
    }

    /// The records chosen.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.placed().map(|(_, entry)| entry)
    }

    /// Their ids.
    pub(super) fn ids(&self) -> Vec<String> {
        self.entries().map(|entry| entry.id.clone()).collect()
    }

    /// A value of the filter at a place as it is shown; an id as the name of its record.
    pub(super) fn label(
        &self,
        site: &Site,
        place: usize,
        filter: &FilterSpec,
        value: &str,
    ) -> String {
        let facet = self
            .index
            .of_type(&self.one.id)
            .and_then(|one| one.facet(place));
        match facet {
            Some(facet) if filter.party.is_some() => facet.label(value).to_owned(),
            _ => value_shown(site, filter, value),
        }
    }
}

/// The places in the catalogue of the full-text results.
fn hits(
    site: &Site,
    index: &Index,
    one: &TypeStandard,
    words: Option<&str>,
) -> Result<Arc<Vec<usize>>, SiteError> {
    let Some(words) = words else {
        return Ok(Arc::default());
    };
    let entries = index.catalogue.entries(&one.id);
    index.found.places(&one.id, words, || {
        let asked = SearchAsked::new(Some(&one.id), words, entries.len());
        let found = site.reader.search(&asked)?;
        Ok(found
            .hits
            .iter()
            .filter_map(|hit| {
                entries
                    .binary_search_by(|entry| entry.id.as_str().cmp(&hit.id))
                    .ok()
            })
            .collect())
    })
}
