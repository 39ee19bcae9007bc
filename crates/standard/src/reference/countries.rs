//! Countries by their codes, and the regions that they are in.

use std::{collections::HashMap, sync::LazyLock};

use super::{COUNTRIES, read, said};
use crate::Codelist;

/// A country or territory with a code of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2, such as `GB`.
    pub alpha2: String,
    /// ISO 3166-1 alpha-3, such as `GBR`.
    pub alpha3: String,
    /// ISO 3166-1 numeric with its zeros, such as `004`; also the number in M49.
    pub numeric: String,
    /// What Indigo calls it.
    pub name: String,
    /// What stands before the name inside a sentence: `the`.
    pub article: Option<String>,
    /// Another way in which it is written.
    pub also_written: Option<String>,
    /// Region of M49, such as `Europe`.
    pub region: Option<String>,
    /// Sub-region of M49, such as `Sub-Saharan Africa`.
    pub sub_region: Option<String>,
    /// Intermediate region of M49, where the sub-region is divided: `Eastern Africa`.
    pub intermediate_region: Option<String>,
    /// What is special about the row.
    pub note: Option<String>,
}

static ALL: LazyLock<Vec<Country>> = LazyLock::new(|| {
    read(COUNTRIES, |row| {
        Some(Country {
            alpha2: said(row, 0)?,
            alpha3: said(row, 1)?,
            numeric: said(row, 2)?,
            name: said(row, 3)?,
            article: said(row, 4),
            also_written: said(row, 5),
            region: said(row, 6),
            sub_region: said(row, 7),
            intermediate_region: said(row, 8),
            note: said(row, 9),
        })
    })
});

static BY_CODE: LazyLock<HashMap<&'static str, &'static Country>> =
    LazyLock::new(|| ALL.iter().map(|one| (one.alpha2.as_str(), one)).collect());

/// Every country, by code.
#[must_use]
pub fn countries() -> &'static [Country] {
    &ALL
}

/// The country with this alpha-2 code, written in capitals.
#[must_use]
pub fn country(alpha2: &str) -> Option<&'static Country> {
    BY_CODE.get(alpha2).copied()
}

/// The region of M49 that a country is in: `Africa`, `Americas`, `Asia`, `Europe`, `Oceania`.
#[must_use]
pub fn region_of(alpha2: &str) -> Option<&'static str> {
    country(alpha2)?.region.as_deref()
}

/// The sub-region of M49 that a country is in, such as `Latin America and the Caribbean`.
#[must_use]
pub fn sub_region_of(alpha2: &str) -> Option<&'static str> {
    country(alpha2)?.sub_region.as_deref()
}

/// The codelist of countries that the built-in schemas name.
pub(crate) fn codelist(file: &str) -> Codelist {
    Codelist {
        file: Some(file.to_owned()),
        values: ALL
            .iter()
            .map(|one| (one.alpha2.clone(), one.name.clone()))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;

    #[test]
    fn codes_are_told_apart_and_have_their_form() {
        for (length, code) in [
            (2, (|one| &one.alpha2) as fn(&Country) -> &String),
            (3, |one| &one.alpha3),
            (3, |one| &one.numeric),
            (0, |one| &one.name),
        ] {
            let all: HashSet<&String> = countries().iter().map(code).collect();
            assert_eq!(all.len(), countries().len());
            assert!(length == 0 || all.iter().all(|code| code.len() == length));
        }
    }

    #[test]
    fn every_country_but_antarctica_is_in_a_region() {
        let regions: BTreeSet<&str> = countries()
            .iter()
            .filter_map(|one| region_of(&one.alpha2))
            .collect();
        let named = ["Africa", "Americas", "Asia", "Europe", "Oceania"];
        assert!(regions.iter().eq(named.iter()), "{regions:?}");
        let without = countries().iter().filter(|one| one.region.is_none());
        assert!(without.map(|one| one.alpha2.as_str()).eq(["AQ"]));
        assert!(
            countries()
                .iter()
                .all(|one| one.region.is_some() == one.sub_region.is_some())
        );
    }

    #[test]
    fn a_country_is_found_by_its_code() {
        let kenya = country("KE").unwrap();
        assert_eq!(
            (kenya.name.as_str(), kenya.alpha3.as_str()),
            ("Kenya", "KEN")
        );
        assert_eq!(kenya.intermediate_region.as_deref(), Some("Eastern Africa"));
        assert_eq!(sub_region_of("KE"), Some("Sub-Saharan Africa"));
        assert_eq!(region_of("GB"), Some("Europe"));
        assert_eq!(country("AF").unwrap().numeric, "004");
        assert!(country("UK").is_none() && country("gb").is_none() && region_of("").is_none());
    }
}
