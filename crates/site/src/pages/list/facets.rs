//! The filters of a list: each value is a link to the list with it, or without it.

use indigo_registry::Grade;
use indigo_standard::FilterSpec;

use super::{
    asked::{FIND, LONGEST},
    selection::Selection,
};
use crate::{
    index::{NO, Offer, YES, all_bands},
    site::Site,
    words::{count, shortened},
};

/// How many values are shown at once; the others are folded away.
const SHOWN: usize = 10;
/// How many filters are open before anything is chosen.
const OPEN: usize = 3;
/// How much of a long value is shown.
const LETTERS: usize = 90;

/// Filters under one heading.
pub(crate) struct FacetGroup {
    pub(crate) title: Option<String>,
    pub(crate) facets: Vec<FacetView>,
}

/// A filter.
pub(crate) struct FacetView {
    /// Its name in the address.
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) is_open: bool,
    /// How many values are chosen.
    pub(crate) chosen: usize,
    /// The values that are shown at once.
    pub(crate) first: Vec<OfferView>,
    /// Those that are folded away.
    pub(crate) more: Vec<OfferView>,
    /// Names can be asked for.
    pub(crate) find: Option<FindView>,
}

/// A value that can be chosen.
pub(crate) struct OfferView {
    pub(crate) text: String,
    /// The whole text, where it is shortened.
    pub(crate) whole: Option<String>,
    /// How many records there would be, given the other filters.
    pub(crate) count: String,
    pub(crate) is_none: bool,
    pub(crate) chosen: bool,
    /// The list with it, or without it where it is chosen.
    pub(crate) href: String,
    /// It is a part of the value above.
    pub(crate) is_part: bool,
}

/// A form that looks for names among the values.
pub(crate) struct FindView {
    pub(crate) parameter: String,
    pub(crate) words: String,
    /// What else is asked for.
    pub(crate) carried: Vec<(String, String)>,
    /// How many there are besides those shown.
    pub(crate) left: Option<String>,
}

/// The filters that have something to offer, in groups.
pub(super) fn facets(site: &Site, selection: &Selection<'_>) -> Vec<FacetGroup> {
    let mut groups: Vec<FacetGroup> = Vec::new();
    let mut place_shown = 0;
    for (place, filter) in selection.one.profile.list.filters.iter().enumerate() {
        let Some(facet) = facet(site, selection, place, filter, place_shown < OPEN) else {
            continue;
        };
        place_shown += 1;
        match groups.last_mut() {
            Some(group) if group.title == filter.group => group.facets.push(facet),
            _ => groups.push(FacetGroup {
                title: filter.group.clone(),
                facets: vec![facet],
            }),
        }
    }
    groups
}

fn facet(
    site: &Site,
    selection: &Selection<'_>,
    place: usize,
    filter: &FilterSpec,
    is_early: bool,
) -> Option<FacetView> {
    let (list, chosen) = (&selection.list, &selection.chosen);
    let mut offers = chosen.offers.get(place)?.clone();
    offers.retain(|offer| {
        // Of regions, those that hold nothing would be in the way.
        let is_empty = filter.regions_of.is_some() && offer.count == 0 && !offer.chosen;
        offer.value.len() <= LONGEST && !is_empty
    });
    let taken = offers.iter().filter(|offer| offer.chosen).count();
    let finding = list.finds.get(place).and_then(Option::as_ref);
    let nothing_to_say = match &filter.has {
        // Where all have some, or none has, there is nothing to choose.
        Some(_) => offers.len() < 2,
        None => offers.is_empty() && finding.is_none(),
    };
    if nothing_to_say && taken == 0 {
        return None;
    }
    in_order(filter, &mut offers);
    let around = list.around(place);
    let keeps_all = filter.quality
        || filter.bands.is_some()
        || filter.has.is_some()
        || filter.regions_of.is_some();
    let mut views: Vec<OfferView> = offers
        .iter()
        .map(|offer| {
            let whole = selection.label(site, place, filter, &offer.value);
            let text = shortened(&whole, LETTERS);
            OfferView {
                whole: (text != whole).then_some(whole),
                text,
                count: count(offer.count),
                is_none: offer.count == 0,
                chosen: offer.chosen,
                href: around.toggled(&offer.value),
                is_part: filter.regions_of.is_some() && offer.value.contains(crate::index::WITHIN),
            }
        })
        .collect();
    let most = if keeps_all || filter.party.is_some() {
        views.len()
    } else {
        SHOWN
    };
    let mut more = Vec::new();
    if views.len() > most + 1 {
        // What is chosen is never folded away.
        let rest = views.split_off(most);
        let (chosen, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|view| view.chosen);
        views.extend(chosen);
        more = others;
    }
    let left = chosen.left.get(place).copied().unwrap_or_default();
    let find = (filter.party.is_some() && (left > 0 || finding.is_some())).then(|| {
        let parameter = format!("{FIND}{}", filter.name);
        FindView {
            carried: list.carried(&[parameter.as_str()]),
            parameter,
            words: finding.cloned().unwrap_or_default(),
            left: (left > 0).then(|| count(left)),
        }
    });
    Some(FacetView {
        name: filter.name.clone(),
        title: filter.title.clone(),
        is_open: is_early || taken > 0 || finding.is_some() || filter.has.is_some(),
        chosen: taken,
        first: views,
        more,
        find,
    })
}

/// Regions with most records first, the parts of each behind it, in the same order.
fn by_region(offers: &mut [Offer]) {
    let region = |value: &str| {
        let whole = value.split_once(crate::index::WITHIN);
        whole.map_or(value, |(whole, _)| whole).to_owned()
    };
    let of_region: std::collections::HashMap<String, usize> = offers
        .iter()
        .filter(|offer| !offer.value.contains(crate::index::WITHIN))
        .map(|offer| (offer.value.clone(), offer.count))
        .collect();
    offers.sort_by_cached_key(|offer| {
        let region = region(&offer.value);
        let whole = of_region.get(&region).copied().unwrap_or_default();
        let is_part = offer.value != region;
        (
            std::cmp::Reverse(whole),
            region,
            is_part,
            std::cmp::Reverse(offer.count),
            offer.value.clone(),
        )
    });
}

/// Puts values into an order that can be read: years from the newest, bands from the lowest, parts
/// of a region behind it; all others stay, most records first.
fn in_order(filter: &FilterSpec, offers: &mut [Offer]) {
    if filter.year {
        offers.sort_by(|a, b| b.value.cmp(&a.value));
    } else if filter.regions_of.is_some() {
        by_region(offers);
    } else if let Some(bands) = &filter.bands {
        let all = all_bands(bands);
        let place = |offer: &Offer| all.iter().position(|band| *band == offer.value);
        offers.sort_by_key(place);
    } else if filter.has.is_some() {
        offers.sort_by_key(|offer| match offer.value.as_str() {
            YES => 0,
            NO => 1,
            _ => 2,
        });
    } else if filter.quality {
        let place = |offer: &Offer| {
            let mut all = Grade::ALL.into_iter();
            all.position(|grade| grade.word() == offer.value)
        };
        offers.sort_by_key(place);
    } else if filter.party.is_some() {
        // What is chosen first: the others change with what is asked for.
        offers.sort_by_key(|offer| !offer.chosen);
    }
}
