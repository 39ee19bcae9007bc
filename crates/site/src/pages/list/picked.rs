//! What an address beside a list, such as the landscape, takes of the list's parameters.

use std::sync::Arc;

use indigo_registry::{Day, Entry};
use indigo_standard::TypeStandard;

use super::{asked::WORDS, said, selection::Selection};
use crate::{error::SiteError, index::Index, request::Asked, site::Site};

/// The records of a type that the parameters of a request choose.
pub(crate) struct Picked {
    /// What is chosen, in a sentence.
    pub(crate) said: String,
    /// Nothing is chosen, so that all records are meant.
    pub(crate) is_all: bool,
    /// The parameters that choose: words first, then the filters in their order.
    pub(crate) parameters: Vec<(String, String)>,
    /// All records of the day.
    pub(crate) index: Arc<Index>,
    record_type: String,
    places: Vec<usize>,
}

impl Picked {
    /// The records, in order of id.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.index.catalogue.entries(&self.record_type);
        self.places.iter().filter_map(|place| entries.get(*place))
    }
}

/// The records of a type that the parameters of a request choose, as of a day when one is given.
pub(crate) fn picked(
    site: &Site,
    asked: &Asked,
    one: &TypeStandard,
    day: Option<&Day>,
) -> Result<Picked, SiteError> {
    let selection = Selection::of_type_at(site, asked, one, day.cloned())?;
    let of = selection.of_type()?.len;
    let list = &selection.list;
    let words = list
        .words
        .iter()
        .map(|words| (WORDS.to_owned(), words.clone()));
    let filters = list
        .names
        .iter()
        .zip(&list.values)
        .flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone())));
    let parameters = words.chain(filters).collect();
    let mut places = selection.chosen.entries.clone();
    places.sort_unstable();
    Ok(Picked {
        said: said::sentence(site, &selection, of),
        is_all: !list.is_chosen(),
        parameters,
        index: Arc::clone(&selection.index),
        record_type: one.id.clone(),
        places,
    })
}
