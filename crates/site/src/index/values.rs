//! What a record has for each filter: from its card, or worked out from what cards hold.

use std::{borrow::Cow, collections::HashMap};

use indexmap::IndexMap;
use indigo_registry::{Catalogue, Day, Entry};
use indigo_standard::{Bands, FilterSpec, ListSpec, Standard, TypeStandard};

use super::region;

/// The value of a band when no number is known.
pub(crate) const NOT_KNOWN: &str = "unknown";
/// The value of a filter on rows when there are some.
pub(crate) const YES: &str = "yes";
/// The value of a filter on rows when there are none.
pub(crate) const NO: &str = "no";

/// Who names the records of a type: worked out once for all filters and numbers.
pub(super) struct Naming {
    /// Filter name → id → what it does, in the order of the filter's ways.
    roles: HashMap<String, HashMap<String, Vec<String>>>,
    /// Number name → id → how many records name it.
    pub(super) counts: IndexMap<String, HashMap<String, u32>>,
    /// The day that counts as today.
    today: Day,
}

impl Naming {
    /// What the catalogue's records say of those of `one`.
    pub(super) fn of(
        one: &TypeStandard,
        catalogue: &Catalogue,
        standard: &Standard,
        today: &Day,
    ) -> Self {
        let spec = &one.profile.list;
        let mut roles = HashMap::new();
        for filter in spec.filters.iter().filter(|one| !one.named_by.is_empty()) {
            let mut named: HashMap<String, Vec<String>> = HashMap::new();
            for way in &filter.named_by {
                for entry in catalogue.entries(&way.record_type) {
                    for id in entry.card.parties.get(&way.party).into_iter().flatten() {
                        let does = named.entry(id.clone()).or_default();
                        if !does.contains(&way.title) {
                            does.push(way.title.clone());
                        }
                    }
                }
            }
            roles.insert(filter.name.clone(), named);
        }
        let counts = spec
            .named_in
            .iter()
            .map(|number| {
                let ours = standard
                    .get(&number.record_type)
                    .map(|other| &other.profile.list.parties)
                    .into_iter()
                    .flatten()
                    .filter(|party| party.record_type == one.id)
                    .map(|party| party.name.as_str())
                    .collect::<Vec<_>>();
                let mut counts: HashMap<String, u32> = HashMap::new();
                for entry in catalogue.entries(&number.record_type) {
                    let mut ids: Vec<&String> = ours
                        .iter()
                        .filter_map(|party| entry.card.parties.get(*party))
                        .flatten()
                        .collect();
                    ids.sort_unstable();
                    ids.dedup();
                    for id in ids {
                        *counts.entry(id.clone()).or_default() += 1;
                    }
                }
                (number.name.clone(), counts)
            })
            .collect();
        Self {
            roles,
            counts,
            today: today.clone(),
        }
    }

    /// A number of an entry: from its card, or how many records name it.
    pub(super) fn number(&self, entry: &Entry, name: &str) -> Option<f64> {
        match self.counts.get(name) {
            Some(counts) => Some(f64::from(counts.get(&entry.id).copied().unwrap_or(0))),
            None => entry.card.numbers.get(name).copied(),
        }
    }

    /// The values of an entry for a filter, each once.
    pub(super) fn values<'a>(
        &'a self,
        filter: &FilterSpec,
        spec: &ListSpec,
        entry: &'a Entry,
        catalogue: &Catalogue,
    ) -> Vec<Cow<'a, str>> {
        let card = &entry.card;
        let borrowed = |text: &'a String| Cow::Borrowed(text.as_str());
        if let Some(bands) = &filter.bands {
            let known = bands
                .numbers
                .iter()
                .find_map(|name| self.number(entry, name));
            return vec![Cow::Owned(band(bands, known))];
        }
        if filter.quality {
            let grade = card.grades.on(self.today.as_str());
            return grade
                .map(|grade| Cow::Borrowed(grade.word()))
                .into_iter()
                .collect();
        }
        if let Some(name) = &filter.has {
            let some = card.counts.get(name).is_some_and(|rows| *rows > 0);
            return vec![Cow::Borrowed(if some { YES } else { NO })];
        }
        if let Some(name) = &filter.party {
            let of = spec.parties.iter().find(|party| party.name == *name);
            let ids = card.parties.get(name).into_iter().flatten();
            // Who is not public counts as nobody.
            return ids
                .filter(|id| of.is_some_and(|of| catalogue.entry(&of.record_type, id).is_some()))
                .map(borrowed)
                .collect();
        }
        if let Some(other) = &filter.regions_of {
            let mut regions: Vec<Cow<'a, str>> = Vec::new();
            for code in card.facets.get(other).into_iter().flatten() {
                for region in region::of(code) {
                    if !regions.contains(&region) {
                        regions.push(region);
                    }
                }
            }
            return regions;
        }
        if let Some(roles) = self.roles.get(&filter.name) {
            return roles
                .get(&entry.id)
                .into_iter()
                .flatten()
                .map(borrowed)
                .collect();
        }
        card.facets
            .get(&filter.name)
            .into_iter()
            .flatten()
            .map(borrowed)
            .collect()
    }
}

/// The band of a number as it stands in the address: `1000000-5000000`, `10000000-`, `unknown`.
pub(crate) fn band(bands: &Bands, number: Option<f64>) -> String {
    let Some(number) = number else {
        return NOT_KNOWN.to_owned();
    };
    let above = bands.edges.iter().filter(|edge| number >= **edge).count();
    band_at(bands, above)
}

/// All bands in their order, the one that is not known last.
pub(crate) fn all_bands(bands: &Bands) -> Vec<String> {
    (0..=bands.edges.len())
        .map(|place| band_at(bands, place))
        .chain([NOT_KNOWN.to_owned()])
        .collect()
}

fn band_at(bands: &Bands, place: usize) -> String {
    let from = match place {
        0 => String::new(),
        _ => bands.edges[place - 1].to_string(),
    };
    let to = bands
        .edges
        .get(place)
        .map(f64::to_string)
        .unwrap_or_default();
    format!("{from}-{to}")
}

/// The edges of a band as it stands in the address.
pub(crate) fn edges(band: &str) -> Option<(Option<f64>, Option<f64>)> {
    let (from, to) = band.split_once('-')?;
    let edge = |text: &str| match text {
        "" => Some(None),
        text => text.parse().ok().map(Some),
    };
    Some((edge(from)?, edge(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_in_the_band_that_begins_at_it() {
        let bands: Bands = serde_json::from_value(serde_json::json!({
            "numbers": ["a"], "edges": [100, 500]
        }))
        .unwrap();
        for (number, expected) in [
            (Some(0.0), "-100"),
            (Some(99.9), "-100"),
            (Some(100.0), "100-500"),
            (Some(500.0), "500-"),
            (None, "unknown"),
        ] {
            assert_eq!(band(&bands, number), expected);
        }
        assert_eq!(all_bands(&bands), ["-100", "100-500", "500-", "unknown"]);
        assert_eq!(edges("100-500"), Some((Some(100.0), Some(500.0))));
        assert_eq!(edges("500-"), Some((Some(500.0), None)));
        assert_eq!(edges("unknown"), None);
    }
}
