//! The filters beside a list.

use indigo_standard::{FilterSpec, TypeStandard};

use super::{asked::ListAsked, said::value_shown};
use crate::{
    index::Chosen,
    site::Site,
    words::count,
};

/// How many values are shown before "more".
const FIRST: usize = 8;

/// A filter.
pub(crate) struct FacetView {
    pub(crate) title: String,
    /// The values with the highest counts, and those that are chosen.
    pub(crate) first: Vec<OfferView>,
    /// The others.
    pub(crate) more: Vec<OfferView>,
}

/// A value that can be chosen or given up.
pub(crate) struct OfferView {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) count: String,
    pub(crate) chosen: bool,
}

pub(super) fn facets(
    site: &Site,
    one: &TypeStandard,
    list: &ListAsked,
    chosen: &Chosen,
) -> Vec<FacetView> {
    one.profile
        .list
        .filters
        .iter()
        .enumerate()
        .filter_map(|(place, filter)| {
            let mut offers = chosen.offers.get(place)?.clone();
            if filter.year {
                // Years read better in their order than by count.
                offers.sort_by(|a, b| b.value.cmp(&a.value));
            }
            let mut views: Vec<OfferView> = offers
                .iter()
                .map(|offer| OfferView {
                    href: list.toggled(place, &offer.value),
                    text: value_shown(site, filter, &offer.value),
                    count: count(offer.count),
                    chosen: offer.chosen,
                })
                .collect();
            if views.is_empty() {
                return None;
            }
            let mut more = Vec::new();
            if views.len() > FIRST + 2 {
                let rest = views.split_off(FIRST);
                let (kept, others) = rest.into_iter().partition(|view| view.chosen);
                let kept: Vec<OfferView> = kept;
                views.extend(kept);
                more = others;
            }
            Some(FacetView {
                title: title(filter),
                first: views,
                more,
            })
        })
        .collect()
}

fn title(filter: &FilterSpec) -> String {
    filter.title.clone()
}
