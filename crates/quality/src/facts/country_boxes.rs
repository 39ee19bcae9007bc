//! Boxes around the parts of countries, wide enough that only a place far off lies outside.

use std::{collections::HashMap, sync::LazyLock};

/// How far outside a box a place may lie, in degrees: coasts and borders are drawn coarsely.
const MARGIN: f64 = 0.5;

/// A box around a part of a country, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountryBox {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge; never beyond 180, countries across the date line have a box on either side.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

static BOXES: LazyLock<HashMap<&'static str, Vec<CountryBox>>> = LazyLock::new(|| {
    let mut boxes: HashMap<&str, Vec<CountryBox>> = HashMap::new();
    for row in super::rows(include_str!("../../data/country-boxes.csv")) {
        let Some((country, edges)) = row.split_first() else {
            continue;
        };
        let edges: Vec<f64> = edges.iter().filter_map(|edge| edge.parse().ok()).collect();
        if let [west, south, east, north] = edges[..] {
            boxes.entry(country).or_default().push(CountryBox {
                west,
                south,
                east,
                north,
            });
        }
    }
    boxes
});

/// The boxes of a country (ISO 3166-1 alpha-2); none when its shape is not known.
#[must_use]
pub fn country_boxes(country: &str) -> &'static [CountryBox] {
    BOXES.get(country).map_or(&[], Vec::as_slice)
}

/// Whether a place lies in a country or near it; `None` when the country's shape is not known.
#[must_use]
pub fn lies_in(country: &str, latitude: f64, longitude: f64) -> Option<bool> {
    let boxes = country_boxes(country);
    (!boxes.is_empty()).then(|| {
        boxes.iter().any(|one| {
            (one.south - MARGIN..=one.north + MARGIN).contains(&latitude)
                && (one.west - MARGIN..=one.east + MARGIN).contains(&longitude)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_where_they_lie() {
        for (country, place, latitude, longitude, inside) in [
            ("GB", "London", 51.5, -0.1, true),
            ("GB", "Paris", 48.86, 2.35, false),
            ("FR", "Cayenne", 4.9, -52.3, true),
            ("FR", "Saint-Denis", -20.9, 55.45, true),
            ("US", "Honolulu", 21.3, -157.8, true),
            ("RU", "Anadyr", 64.7, 177.5, true),
            ("RU", "Uelen", 66.2, -169.8, true),
            ("RU", "Lisbon", 38.7, -9.1, false),
            ("FJ", "Suva", -18.1, 178.4, true),
            ("FJ", "Accra", -18.1, 0.0, false),
            ("NZ", "Chatham Islands", -44.0, -176.5, true),
            ("PT", "Ponta Delgada", 37.7, -25.7, true),
        ] {
            assert_eq!(
                lies_in(country, latitude, longitude),
                Some(inside),
                "{place}"
            );
        }
        assert_eq!(lies_in("XX", 0.0, 0.0), None);
    }
}
