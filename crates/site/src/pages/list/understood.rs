//! What of the address of a list is not understood, in sentences that say what may have been meant.
//!
//! A page says them at its top; a file or a feed is refused, since who takes it away does not see
//! that it was not narrowed down.

use indigo_standard::{Codelist, FilterSpec, Kind, reference};

use super::{
    asked::{self, FIND, LONGEST},
    selection::Selection,
};
use crate::{
    error::SiteError,
    index::{BEST, Index, NO, WITHIN, YES, all_bands},
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
    if let Some(bands) = &filter.bands {
        return Ok(all_bands(bands).iter().any(|band| band == value));
    }
    if filter.has.is_some() {
        return Ok([YES, NO].contains(&value));
    }
    if filter.regions_of.is_some() {
        return Ok(is_region(value));
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
            || filter.named_by.iter().any(|way| way.title == value)
            || filter.flags.is_some() && is_flag(selection, filter, value)
            || codelist(selection, filter).is_some_and(|codes| codes.values.contains_key(value))
            || match filter.show.as_deref() {
                Some("country") => reference::country(value).is_some(),
                Some("sdg_goal") => reference::sdg_goal(value).is_some(),
                _ => false,
            };
    // What a past day does not know may be a value today.
    Ok(is_possible || selection.day.is_some() && occurs(&*site.index()?))
}

/// Whether there is such a region, or such a part of one.
fn is_region(value: &str) -> bool {
    let (region, part) = match value.split_once(WITHIN) {
        Some((region, part)) => (region, Some(part)),
        None => (value, None),
    };
    reference::countries().iter().any(|country| {
        reference::region_of(&country.alpha2) == Some(region)
            && (part.is_none() || reference::sub_region_of(&country.alpha2) == part)
    })
}

/// Whether a group of flags has one of this title.
fn is_flag(selection: &Selection<'_>, filter: &FilterSpec, value: &str) -> bool {
    let mut nodes = &selection.one.nodes;
    for key in filter.flags.iter().flat_map(|at| at.split('/').skip(1)) {
        let node = nodes.iter().find(|node| node.key == key);
        match node.map(|node| &node.kind) {
            Some(Kind::Group { children } | Kind::List { children, .. }) => nodes = children,
            _ => return false,
        }
    }
    nodes
        .iter()
        .any(|flag| flag.title == value || flag.title.is_empty() && flag.key == value)
}

/// The list of values of the field that a filter asks for.
fn codelist<'a>(selection: &Selection<'a>, filter: &FilterSpec) -> Option<&'a Codelist> {
    let one = selection.one;
    let field = match (&filter.pointer, &filter.list, &filter.field) {
        (Some(pointer), _, _) => one.field(pointer)?,
        (None, Some(list), Some(field)) => {
            let list = one.lists.iter().find(|of| of.pointer == *list)?;
            list.field(field)?
        }
        _ => return None,
    };
    field.leaf.codelist.as_ref()
}

/// " Did you mean “sector”?", of the names that are most alike; nothing when none is.
fn meant<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> String {
    let given: Vec<char> = given.to_lowercase().chars().take(LETTERS).collect();
    let most = given.len() / 3 + 1;
    let nearest = known
        .filter(|name| name.len() <= LONGEST)
        .map(|name| (distance(&given, &name.to_lowercase()), name))
        .filter(|(letters, _)| *letters <= most && *letters < given.len())
        .min();
    nearest.map_or_else(String::new, |(_, name)| format!(" Did you mean “{name}”?"))
}

/// How many letters have to be put in, taken out or changed.
fn distance(given: &[char], name: &str) -> usize {
    let name: Vec<char> = name.chars().collect();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (at, letter) in given.iter().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (of, other) in name.iter().enumerate() {
            let changed = corner + usize::from(letter != other);
            corner = row[of + 1];
            row[of + 1] = changed.min(row[of] + 1).min(corner + 1);
        }
    }
    row[name.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_offered_when_it_is_near() {
        let known = ["sector", "country", "sort"];
        let near = |given| meant(given, known.into_iter());
        assert_eq!(near("sectr"), " Did you mean “sector”?");
        assert_eq!(near("Contry"), " Did you mean “country”?");
        assert_eq!(near("utm_source"), "");
        assert_eq!(near("x"), "");
    }

    #[test]
    fn regions_and_their_parts_are_known() {
        assert!(is_region("Europe") && is_region("Europe / Western Europe"));
        assert!(!is_region("Europa") && !is_region("Asia / Western Europe"));
    }
}
