//! Facts of the world that records refer to: countries with their regions, currencies, the
//! Sustainable Development Goals.
//!
//! They stand as tables in the folder `reference` at the root of the repository, with their sources
//! and licences, and everything that needs such a fact takes it from here. The tables are also
//! offered to readers as they are: [`FILES`].

mod countries;
mod currencies;
mod goals;

use csv::StringRecord;

pub use countries::{Country, countries, country, region_of, sub_region_of};
pub use currencies::{Currency, currencies, currency};
pub use goals::{SdgGoal, SdgTarget, sdg_goal, sdg_goals, sdg_target, sdg_targets};

pub(crate) use countries::codelist as country_codelist;

/// A table of facts as a file, with what has to be said when it is passed on.
#[derive(Debug, Clone, Copy)]
pub struct ReferenceFile {
    /// What the file is called.
    pub name: &'static str,
    /// What it is about, in a word or two.
    pub title: &'static str,
    /// What stands in a row.
    pub what: &'static str,
    /// Who published what it was made from.
    pub source: &'static str,
    /// Where that is found.
    pub source_href: &'static str,
    /// Under which terms it may be used.
    pub licence: &'static str,
    /// As of when, as a partial date.
    pub as_of: &'static str,
    /// The table itself: CSV in UTF-8 with a header row.
    pub text: &'static str,
}

const COUNTRIES: &str = include_str!("../../../reference/countries.csv");
const CURRENCIES: &str = include_str!("../../../reference/currencies.csv");
const GOALS: &str = include_str!("../../../reference/sdg-goals.csv");
const TARGETS: &str = include_str!("../../../reference/sdg-targets.csv");

/// Every table, in the order in which it is offered.
pub const FILES: [ReferenceFile; 4] = [
    ReferenceFile {
        name: "countries.csv",
        title: "Countries and regions",
        what: "A country with its codes, the name that Indigo shows it by, and the regions that the United Nations count it in.",
        source: "ISO 3166-1, by the Debian package iso-codes; M49 of the United Nations Statistics Division, by the data set country-codes",
        source_href: "https://unstats.un.org/unsd/methodology/m49/",
        licence: "Codes and names are facts; country-codes is in the public domain (ODC-PDDL 1.0)",
        as_of: "2026-11",
        text: COUNTRIES,
    },
    ReferenceFile {
        name: "currencies.csv",
        title: "Currencies",
        what: "A currency with its codes, its name, and the number of decimals that its amounts have.",
        source: "ISO 4217, by the Debian package iso-codes and the data set country-codes",
        source_href: "https://www.six-group.com/en/products-services/financial-information/data-standards.html",
        licence: "Codes and names are facts; country-codes is in the public domain (ODC-PDDL 1.0)",
        as_of: "2026-11",
        text: CURRENCIES,
    },
    ReferenceFile {
        name: "sdg-goals.csv",
        title: "Sustainable Development Goals",
        what: "A goal with its number and short name.",
        source: "United Nations",
        source_href: "https://sdgs.un.org/goals",
        licence: "Facts, with thanks to the United Nations",
        as_of: "2015-09",
        text: GOALS,
    },
    ReferenceFile {
        name: "sdg-targets.csv",
        title: "Targets of the Sustainable Development Goals",
        what: "A target with its code, its goal, and its text as the General Assembly adopted it.",
        source: "United Nations, resolution A/RES/70/1; codes by the Statistics Division, 2023",
        source_href: "https://unstats.un.org/sdgs/indicators/indicators-list/",
        licence: "An official document of the United Nations, quoted with its source",
        as_of: "2023",
        text: TARGETS,
    },
];

/// The rows of a table; `row` reads one, and a row that is none is left out.
fn read<T>(text: &'static str, row: impl Fn(&StringRecord) -> Option<T>) -> Vec<T> {
    csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .filter_map(|record| row(&record.ok()?))
        .collect()
}

/// A cell as text that is there; `None` when it is blank.
fn said(record: &StringRecord, column: usize) -> Option<String> {
    record
        .get(column)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_of_any_table_is_left_out() {
        let rows = |text: &str| {
            csv::Reader::from_reader(text.as_bytes())
                .into_records()
                .filter(Result::is_ok)
                .count()
        };
        let read = [
            countries().len(),
            currencies().len(),
            sdg_goals().len(),
            sdg_targets().len(),
        ];
        assert_eq!(read, [249, 183, 17, 169]);
        assert_eq!(FILES.map(|file| rows(file.text)), read);
    }

    #[test]
    fn every_file_says_where_it_comes_from() {
        for file in FILES {
            assert!(!file.source.is_empty() && !file.licence.is_empty());
            assert!(file.source_href.starts_with("https://"), "{}", file.name);
        }
    }
}
