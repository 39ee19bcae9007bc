//! A view of a list: the countries and places of the records chosen, on a map of the world.

use std::collections::BTreeMap;

use indigo_charts::{Caption, Choropleth, Country, Place, PointMap};

use super::selection::Selection;
use crate::{
    figure::Figure,
    frame::{on_day, record_href},
    site::Site,
    words::{count, counted, small_first},
};

/// More places than this are not drawn one by one; the map of countries is there for them.
const MOST_PLACES: usize = 1_000;

/// The map.
pub(crate) struct MapView {
    pub(crate) countries: Figure,
    /// The places with coordinates; none when there are none.
    pub(crate) places: Option<Figure>,
    pub(crate) note: String,
}

/// The map of all records chosen, not of a page of them alone.
pub(super) fn view(site: &Site, selection: &Selection<'_>) -> MapView {
    let titles = &selection.one.profile.words.titles;
    let small = small_first(titles);
    let filters = &selection.one.profile.list.filters;
    let place = filters
        .iter()
        .position(|filter| filter.show.as_deref() == Some("country"));
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut known = 0;
    if let Some(place) = place {
        for entry in selection.entries() {
            let codes = entry.card.facets.get(&filters[place].name);
            known += usize::from(codes.is_some_and(|codes| !codes.is_empty()));
            for code in codes.into_iter().flatten() {
                *found.entry(code.as_str()).or_default() += 1;
            }
        }
    }
    let total = selection.chosen.entries.len();
    let around = place.map(|place| selection.list.around(place));
    let countries = found
        .iter()
        .map(|(code, number)| Country {
            code: (*code).to_owned(),
            name: site.countries.name(code).to_owned(),
            value: to_f64(*number),
            shown: count(*number),
            href: around.as_ref().map(|around| around.toggled(code)),
        })
        .collect();
    let map = Choropleth {
        caption: Caption::new("countries", format!("{titles} by country"))
            .noted(format!(
                "{} of {} {small} say where",
                count(known),
                count(total)
            ))
            .sourced("Public records of this site"),
        measure: titles.clone(),
        countries,
    };
    MapView {
        countries: Figure::of(map.draw()).level(3),
        places: places(site, selection),
        note: "One that is in several countries counts in each.".to_owned(),
    }
}

/// The places of the records chosen; none when there are too many to tell apart, or none.
fn places(site: &Site, selection: &Selection<'_>) -> Option<Figure> {
    let mut points = Vec::new();
    let mut with = 0;
    for entry in selection.entries() {
        with += usize::from(!entry.card.places.is_empty());
        for place in &entry.card.places {
            let country = site.countries.name(&place.country);
            let note = match (place.name.as_str(), country) {
                ("", country) => country.to_owned(),
                (name, "") => name.to_owned(),
                (name, country) => format!("{name}, {country}"),
            };
            points.push(Place {
                label: entry.card.name.clone(),
                note,
                latitude: place.lat,
                longitude: place.lng,
                href: Some(on_day(
                    &record_href(selection.one, &entry.id),
                    selection.day.as_ref(),
                )),
            });
        }
        if points.len() > MOST_PLACES {
            return None;
        }
    }
    if points.is_empty() {
        return None;
    }
    let titles = small_first(&selection.one.profile.words.titles);
    let map = PointMap {
        caption: Caption::new("places", "Places of delivery")
            .noted(format!(
                "{} of {} of {} {titles}",
                counted(points.len(), "place", "places"),
                count(with),
                count(selection.chosen.entries.len())
            ))
            .sourced("Public records of this site"),
        label: selection.one.profile.words.title.clone(),
        points,
    };
    Some(Figure::of(map.draw()).level(3))
}

/// A count as a chart takes it.
fn to_f64(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
