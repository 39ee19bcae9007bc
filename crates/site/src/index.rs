//! The catalogue made ready for filtering, counting and sorting.
//!
//! Built once for each catalogue: values of filters become small numbers, names are folded, every
//! sorting is worked out. A request then walks once over the entries of a type.

mod build;
mod choose;
mod closed;
mod found;
mod region;
mod values;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use indexmap::IndexMap;
use indigo_registry::{Catalogue, Day};
use indigo_standard::Standard;

pub(crate) use choose::{BEST, Choice, Chosen, Offer};
pub(crate) use closed::closed_values;
pub(crate) use found::Found;
pub(crate) use region::WITHIN;
pub(crate) use values::{NO, NOT_KNOWN, YES, all_bands, edges};

/// How many indexes are kept: two days may be compared while others look at a third.
const KEPT: usize = 4;

/// The indexes of the catalogues that were asked for last, newest first.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Vec<Arc<Slot>>>);

/// A place on the shelf; the first who asks builds the index, and only those who ask for the same
/// one wait for it.
struct Slot {
    catalogue: Arc<Catalogue>,
    /// The day that it was built on: grades turn with the day.
    day: Day,
    index: OnceLock<Arc<Index>>,
}

impl Shelf {
    /// The index of `catalogue`; built when it is none of those that were asked for last.
    pub(crate) fn index(&self, catalogue: &Arc<Catalogue>, standard: &Standard) -> Arc<Index> {
        let slot = self.slot(catalogue);
        // A panic while building leaves the place empty, and the next who asks builds again.
        let built = || Arc::new(Index::of(Arc::clone(catalogue), standard, &slot.day));
        Arc::clone(slot.index.get_or_init(built))
    }

    fn slot(&self, catalogue: &Arc<Catalogue>) -> Arc<Slot> {
        let day = Day::today();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held
            .iter()
            .position(|slot| Arc::ptr_eq(&slot.catalogue, catalogue) && slot.day == day);
        let slot = if let Some(at) = known {
            held.remove(at)
        } else {
            // What is of an earlier position or day is not asked for again.
            held.retain(|slot| slot.catalogue.position >= catalogue.position && slot.day == day);
            Arc::new(Slot {
                catalogue: Arc::clone(catalogue),
                day,
                index: OnceLock::new(),
            })
        };
        held.insert(0, Arc::clone(&slot));
        held.truncate(KEPT);
        slot
    }
}

/// A catalogue with all that lists need.
pub(crate) struct Index {
    /// What it was built from.
    pub(crate) catalogue: Arc<Catalogue>,
    /// What full text found lately, so that who narrows a search down does not search again.
    pub(crate) found: Found,
    types: IndexMap<String, TypeIndex>,
}

/// The entries of one type.
#[derive(Default)]
pub(crate) struct TypeIndex {
    /// How many entries there are.
    pub(crate) len: usize,
    /// Folded name and id of each entry.
    names: Vec<String>,
    /// One for each filter, in order.
    facets: Vec<Facet>,
    /// Sorting name → the entries in that order.
    orders: IndexMap<String, Vec<u32>>,
    /// Sorting name → the amount of each entry in its own currency.
    own: IndexMap<String, Vec<Option<Own>>>,
    /// Number name → how many records of another type name each entry.
    pub(crate) named_in: IndexMap<String, Vec<u32>>,
}

/// An amount in the currency of its contract.
#[derive(Debug, Clone, PartialEq)]
struct Own {
    amount: f64,
    currency: String,
}

/// The values of one filter.
#[derive(Default)]
pub(crate) struct Facet {
    /// The values that occur.
    pub(crate) values: Vec<String>,
    /// How many entries have each value.
    totals: Vec<u32>,
    /// The names of the records that the values are ids of; empty when they are no ids.
    labels: Vec<String>,
    /// The same, folded.
    folded: Vec<String>,
    /// Where the values of each entry begin in `held`; one more than there are entries.
    starts: Vec<u32>,
    /// Numbers of values, entry after entry.
    held: Vec<u32>,
}

impl Facet {
    /// The numbers of the values that an entry has.
    pub(crate) fn of(&self, entry: usize) -> &[u32] {
        &self.held[self.starts[entry] as usize..self.starts[entry + 1] as usize]
    }

    /// What is read in place of a value: the name of the record that it is the id of.
    pub(crate) fn label<'a>(&'a self, value: &'a str) -> &'a str {
        let place = self.values.iter().position(|known| known == value);
        place
            .and_then(|place| self.labels.get(place))
            .map_or(value, String::as_str)
    }

    /// What the value at a place is sorted by.
    fn text(&self, place: usize) -> &str {
        self.labels
            .get(place)
            .unwrap_or(&self.values[place])
            .as_str()
    }
}

impl TypeIndex {
    /// The values of the filter at a place.
    pub(crate) fn facet(&self, place: usize) -> Option<&Facet> {
        self.facets.get(place)
    }

    /// The entries in the order of a sorting.
    pub(crate) fn has_order(&self, name: &str) -> bool {
        self.orders.contains_key(name)
    }
}

impl Index {
    /// The entries of a type; there are some for every type of the standard.
    pub(crate) fn of_type(&self, record_type: &str) -> Option<&TypeIndex> {
        self.types.get(record_type)
    }
}

#[cfg(test)]
mod tests;
