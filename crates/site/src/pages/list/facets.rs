//! The filters of a list, as the selects of its form.

use indigo_standard::TypeStandard;

use super::said::value_shown;
use crate::{index::Chosen, site::Site, words::count};

/// A filter.
pub(crate) struct FacetView {
    /// Its name in the address.
    pub(crate) name: String,
    pub(crate) title: String,
    /// The values that occur, most records first (years from the newest).
    pub(crate) offers: Vec<OfferView>,
    /// Chosen values besides the first: a select has one, and the others must not get lost.
    pub(crate) carried: Vec<String>,
}

/// A value that can be chosen.
pub(crate) struct OfferView {
    pub(crate) value: String,
    pub(crate) text: String,
    /// How many records there would be, given the other filters.
    pub(crate) count: String,
    pub(crate) chosen: bool,
}

pub(super) fn facets(site: &Site, one: &TypeStandard, chosen: &Chosen) -> Vec<FacetView> {
    one.profile
        .list
        .filters
        .iter()
        .enumerate()
        .filter_map(|(place, filter)| {
            let mut offers = chosen.offers.get(place)?.clone();
            if offers.is_empty() {
                return None;
            }
            if filter.year {
                // Years read better in their order than by count.
                offers.sort_by(|a, b| b.value.cmp(&a.value));
            }
            let mut taken = offers.iter().filter(|offer| offer.chosen);
            let first = taken.next().map(|offer| offer.value.clone());
            let carried = taken.map(|offer| offer.value.clone()).collect();
            Some(FacetView {
                name: filter.name.clone(),
                title: filter.title.clone(),
                offers: offers
                    .iter()
                    .map(|offer| OfferView {
                        text: value_shown(site, filter, &offer.value),
                        count: count(offer.count),
                        chosen: Some(&offer.value) == first.as_ref(),
                        value: offer.value.clone(),
                    })
                    .collect(),
                carried,
            })
        })
        .collect()
}
