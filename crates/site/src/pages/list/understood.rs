//! What of the address of a list is not understood, in sentences that say what may have been meant.
//!
//! A page says them at its top; a file or a feed is refused, since who takes it away does not see
//! that it was not narrowed down.

use indigo_standard::{FilterSpec, reference};

use super::{
    asked::{self, FIND, LONGEST, WORDS},
    named,
    selection::Selection,
};
use crate::{
    error::SiteError,
    index::{BEST, Index, closed_values},
    meant::misspelt,
    request::Asked,
    site::Site,
    words::shortened,
};

/// How many parts of an address are told of.
const MOST: usize = 8;
/// How much of a name or value is repeated.
const LETTERS: usize = 60;

/// What a list does not understand, each in a sentence; nothing when all is understood.
pub(super) fn not_understood(
    site: &Site,
    asked: &Asked,
    selection: &Selection<'_>,
) -> Result<Vec<String>, SiteError> {
    let mut said: Vec<String> = Vec::new();
    for (name, value) in asked.parameters() {
        let value = value.trim();
        // What is blank asks for nothing.
        if value.is_empty() || said.len() == MOST {
            continue;
        }
        if let Some(sentence) = fault(site, selection, name, value)?
            && !said.contains(&sentence)
        {
            said.push(sentence);
        }
    }
    Ok(said)
}

/// Refuses an address of which not all is understood.
pub(super) fn all_understood(
    site: &Site,
    asked: &Asked,
    selection: &Selection<'_>,
) -> Result<(), SiteError> {
    let said = not_understood(site, asked, selection)?;
    if said.is_empty() {
        return Ok(());
    }
    Err(SiteError::Unclear {
        said: format!(
            "{} Nothing was made of it, since it could hold other records than you mean.",
            said.join(" ")
        ),
    })
}

fn fault(
    site: &Site,
    selection: &Selection<'_>,
    name: &str,
    value: &str,
) -> Result<Option<String>, SiteError> {
    let (one, list) = (selection.one, &selection.list);
    let filters = &one.profile.list.filters;
    let place_of = |name: &str| filters.iter().position(|filter| filter.name == name);
    let (at, shown) = (shortened(name, LETTERS), shortened(value, LETTERS));
    let place = place_of(name);
    let finds = name.strip_prefix(FIND).and_then(place_of).is_some();
    if place.is_none() && !finds && !asked::SHAPE.contains(&name) {
        let known = asked::SHAPE
            .into_iter()
            .chain(filters.iter().map(|filter| filter.name.as_str()));
        return Ok(Some(format!(
            "This list cannot be asked for “{at}”.{}",
            meant(name, known)
        )));
    }
    if name == WORDS
        && let Some(ids) = named::ids(one, value)
    {
        return Ok((ids.len() > named::MOST).then(|| {
            format!(
                "“{at}” names more than {} ids; ask for them in several parts.",
                named::MOST
            )
        }));
    }
    if value.len() > LONGEST {
        return Ok(Some(format!("What stands behind “{at}” is too long.")));
    }
    if value.chars().any(char::is_control) {
        return Ok(Some(format!(
            "What stands behind “{at}” holds signs that nobody can read."
        )));
    }
    if let Some(place) = place {
        if !list.values[place].iter().any(|known| known == value) {
            return Ok(Some(format!("“{at}” has too many values.")));
        }
        let filter = &filters[place];
        if is_value(site, selection, place, filter, value)? {
            return Ok(None);
        }
        let facet = selection.of_type()?.facet(place);
        let known = facet.into_iter().flat_map(|facet| &facet.values);
        return Ok(Some(format!(
            "“{shown}” is no value of “{at}”, so that no record has it.{}",
            meant(value, known.map(String::as_str))
        )));
    }
    if asked::is_shape(one, name, value)
        || name == asked::SORT && (value == BEST || selection.of_type()?.has_order(value))
    {
        return Ok(None);
    }
    let orders: Vec<&str> = match name {
        asked::SORT => selection.of_type()?.sortings().collect(),
        _ => Vec::new(),
    };
    Ok(Some(format!(
        "“{shown}” cannot stand behind “{at}”.{}",
        meant(value, orders.into_iter())
    )))
}

/// Whether a filter can be asked for a value, although no record may have it.
fn is_value(
    site: &Site,
    selection: &Selection<'_>,
    place: usize,
    filter: &FilterSpec,
    value: &str,
) -> Result<bool, SiteError> {
    let one = selection.one;
    let occurs = |index: &Index| {
        let facet = index.of_type(&one.id).and_then(|of| of.facet(place));
        facet.is_some_and(|facet| facet.values.iter().any(|known| known == value))
    };
    if occurs(&selection.index) {
        return Ok(true);
    }
    if closed_values(one, filter).is_some_and(|closed| closed.iter().any(|known| known == value)) {
        return Ok(true);
    }
    if let Some(party) = &filter.party {
        let party = one
            .profile
            .list
            .parties
            .iter()
            .find(|one| one.name == *party);
        let catalogue = &selection.index.catalogue;
        return Ok(party.is_some_and(|of| catalogue.entry(&of.record_type, value).is_some()));
    }
    let is_possible =
        filter.year && value.len() == 4 && value.bytes().all(|one| one.is_ascii_digit())
            || match filter.show.as_deref() {
                Some("country") => reference::country(value).is_some(),
                Some("sdg_goal") => reference::sdg_goal(value).is_some(),
                _ => false,
            };
    // What a past day does not know may be a value today.
    Ok(is_possible || selection.day.is_some() && occurs(&*site.index()?))
}

/// " Did you mean “sector”?", of the names that are most alike; nothing when none is.
fn meant<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known = known.filter(|name| name.len() <= LONGEST);
    misspelt(given, known).map_or_else(String::new, |name| format!(" Did you mean “{name}”?"))
}
