//! Filters and numbers that are worked out from what cards hold: bands, parties, regions, roles.

use super::super::Sheet;
use crate::FilterSpec;

/// How many ways a filter names for its values; it should be one.
pub(super) fn kinds(filter: &FilterSpec) -> usize {
    let rows = match (&filter.list, &filter.field) {
        (Some(_), Some(_)) => 1,
        (None, None) => 0,
        // Half of a pair is no way at all.
        _ => return 0,
    };
    rows + [
        filter.pointer.is_some(),
        filter.flags.is_some(),
        filter.bands.is_some(),
        filter.party.is_some(),
        filter.has.is_some(),
        filter.quality,
        filter.regions_of.is_some(),
        !filter.named_by.is_empty(),
    ]
    .into_iter()
    .filter(|is| *is)
    .count()
}

/// Says so when a filter is worked out from something that is not there.
pub(super) fn filter(sheet: &mut Sheet<'_>, place: &str, filter: &FilterSpec, why: &str) {
    let spec = &sheet.one.profile.list;
    if let Some(bands) = &filter.bands {
        let known = |name: &String| {
            spec.numbers.iter().any(|column| column.name == *name)
                || spec.named_in.iter().any(|column| column.name == *name)
        };
        for name in bands.numbers.iter().filter(|name| !known(name)) {
            unknown(
                sheet,
                &format!("{place}/bands/numbers"),
                name,
                "list.numbers or list.namedIn",
                why,
            );
        }
        if !bands.edges.windows(2).all(|pair| pair[0] < pair[1]) {
            sheet.error(
                "bands_unclear",
                &format!("{place}/bands/edges"),
                "The edges of bands have to rise, each above the one before it.".to_owned(),
            );
        }
    }
    if let Some(party) = &filter.party
        && !spec.parties.iter().any(|known| known.name == *party)
    {
        unknown(sheet, &format!("{place}/party"), party, "list.parties", why);
    }
    if let Some(count) = &filter.has
        && !spec.counts.contains_key(count)
        && !spec.distinct.contains_key(count)
    {
        unknown(
            sheet,
            &format!("{place}/has"),
            count,
            "list.counts or list.distinct",
            why,
        );
    }
    if let Some(other) = &filter.regions_of
        && !spec
            .filters
            .iter()
            .any(|known| known.name == *other && known.is_in_card())
    {
        unknown(
            sheet,
            &format!("{place}/regionsOf"),
            other,
            "another filter of list.filters",
            why,
        );
    }
    for (at, named) in filter.named_by.iter().enumerate() {
        let place = format!("{place}/namedBy/{at}");
        let Some(other) =
            sheet.record_type(&format!("{place}/recordType"), &named.record_type, why)
        else {
            continue;
        };
        let known = other
            .profile
            .list
            .parties
            .iter()
            .any(|party| party.name == named.party && party.record_type == sheet.one.id);
        if !known {
            let whose = format!("the parties of {} that are of this type", named.record_type);
            unknown(sheet, &format!("{place}/party"), &named.party, &whose, why);
        }
    }
}

/// Says so when other numbers, counts or places are looked for where there is nothing.
pub(super) fn check(sheet: &mut Sheet<'_>) {
    let spec = &sheet.one.profile.list;
    for (name, value) in &spec.distinct {
        let place = format!("/indigo/list/distinct/{name}");
        sheet.in_rows(
            &place,
            &value.list,
            &value.field,
            "lists would count nothing",
        );
    }
    for (at, named) in spec.named_in.iter().enumerate() {
        let place = format!("/indigo/list/namedIn/{at}/recordType");
        sheet.record_type(&place, &named.record_type, "there would be no number");
    }
    if let Some(places) = &spec.places {
        let why = "the map would be empty";
        for field in [&places.name, &places.country, &places.lat, &places.lng] {
            sheet.in_rows("/indigo/list/places", &places.list, field, why);
        }
    }
}

fn unknown(sheet: &mut Sheet<'_>, place: &str, name: &str, whose: &str, why: &str) {
    sheet.error(
        "name_unknown",
        place,
        format!("\"{name}\" is no name in {whose}: {why}."),
    );
}
