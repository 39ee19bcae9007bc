//! What can be suggested while somebody types.

use std::collections::BTreeSet;

use indigo_search::Named;
use indigo_standard::{Standard, reference::country};

use crate::Catalogue;

/// The values of the filters that the standard marks as suggested, then the names of records by type.
pub(crate) fn names(standard: &Standard, catalogue: &Catalogue) -> Vec<Named> {
    let mut values: BTreeSet<String> = BTreeSet::new();
    for (record_type, entries) in &catalogue.types {
        let filters = standard
            .get(record_type)
            .map_or(&[][..], |one| &one.profile.list.filters);
        for filter in filters.iter().filter(|filter| filter.suggested) {
            let is_country = filter.show.as_deref() == Some("country");
            for value in entries
                .iter()
                .filter_map(|entry| entry.card.facets.get(&filter.name))
                .flatten()
            {
                let known = country(value).filter(|_| is_country);
                values.insert(known.map_or_else(|| value.clone(), |one| one.name.clone()));
            }
        }
    }
    let mut names: Vec<Named> = values
        .into_iter()
        .map(|text| Named {
            text,
            kind: 0,
            id: None,
        })
        .collect();
    for (kind, entries) in (1..).zip(catalogue.types.values()) {
        names.extend(entries.iter().map(|entry| Named {
            text: entry.card.name.clone(),
            kind,
            id: Some(entry.id.clone()),
        }));
    }
    names
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;
    use indigo_publish::Card;

    use super::*;
    use crate::Entry;

    #[test]
    fn values_are_suggested_of_filters_that_the_standard_marks() {
        let folder = tempfile::tempdir().unwrap();
        let schema = r#"{"type": "object", "indigo": {"list": {"filters": [
            {"name": "kind", "title": "Kind", "pointer": "/kind", "suggested": true},
            {"name": "sector", "title": "Sector", "pointer": "/sector"},
            {"name": "land", "title": "Land", "pointer": "/land", "show": "country", "suggested": true}
        ]}}, "properties": {
            "name": {"title": "Name", "type": "string"}, "kind": {"title": "Kind", "type": "string"},
            "sector": {"title": "Sector", "type": "string"}, "land": {"title": "Land", "type": "string"}
        }}"#;
        std::fs::write(folder.path().join("walking_route.json"), schema).unwrap();
        let standard = Standard::load(Some(folder.path())).unwrap();
        // `GB` is the name of a country where countries are shown, and letters elsewhere.
        let facets = [("kind", "GB"), ("sector", "Health"), ("land", "GB")];
        let card = Card {
            name: "Round the lake".to_owned(),
            facets: facets
                .map(|(filter, value)| (filter.to_owned(), vec![value.to_owned()]))
                .into_iter()
                .collect(),
            ..Card::default()
        };
        let entry = Entry {
            id: "R1".to_owned(),
            updated: String::new(),
            card,
        };
        let catalogue = Catalogue {
            position: 1,
            types: IndexMap::from([("walking_route".to_owned(), vec![entry])]),
        };
        let told: Vec<String> = names(&standard, &catalogue)
            .into_iter()
            .map(|one| one.text)
            .collect();
        assert_eq!(told, ["GB", "United Kingdom", "Round the lake"]);
    }
}
