//! The readme and the licence of a data set, for people.

use indigo_standard::Standard;

use super::{About, Citation};
use crate::tables::DataFacts;

/// `README.md`.
#[must_use]
pub fn readme(standard: &Standard, about: &About, facts: &DataFacts) -> String {
    let mut out = format!("# {}\n\n{}\n", about.title(), about.description());
    if !about.taken_out.is_empty() {
        out.push_str("\n## Taken out later\n\n");
        for line in &about.taken_out {
            out.push_str(&format!("- {line}\n"));
        }
    }
    out.push_str("\n| what | |\n|---|---|\n");
    for (what, said) in about.lines().into_iter().skip(2) {
        let said = said.replace(['\n', '\r'], " ").replace('|', "\\|");
        out.push_str(&format!("| {what} | {said} |\n"));
    }
    out.push_str("\n## Records\n\n| type | records |\n|---|---|\n");
    for one in standard.types() {
        let titles = &one.profile.words.titles;
        out.push_str(&format!("| {titles} | {} |\n", facts.records(&one.id)));
    }
    out.push_str(FILES);
    out.push_str(&format!("\n## How to cite\n\n{}\n", Citation(about).apa()));
    out
}

const FILES: &str = "
## Files

A type has a table of its records, with what a record has once, and a table for each of its lists.
Columns are named after the fields of the standard, with dots: `dates.start_date_of_service_provision`.
A row of a list has the id of its record and its place in the list (`row`).
An empty cell means that nothing is published there; it is never a zero.

| file | what |
|---|---|
| `<table>.csv`, `csv.zip` | each table as CSV (UTF-8, comma, CRLF), described by `datapackage.json` |
| `<table>.parquet`, `parquet.zip` | each table as Parquet: numbers are doubles, all else is text |
| `indigo.xlsx` | all tables as a workbook, a sheet each |
| `indigo.sqlite` | all tables as an SQLite database with indexes, views (`…_named`, `…_parties`) and `metadata_…` tables; names of columns have underscores |
| `records.jsonl` | every record whole, one a line |
| `places.geojson` | a point for each public place |
| `dictionary.csv`, `dictionary.json`, `codelists.csv` | what every column and code means, and how many rows have a value |
| `schema-<type>.json` | the JSON Schema of each type |
| `datapackage.json` | Frictionless description of the CSV tables |
| `CITATION.cff`, `datacite.json`, `LICENSE.txt` | how to cite, metadata for a DOI, the licence |
| `CHANGES.md`, `changes.json` | in a release: what changed since the one before |
| `SHA256SUMS` | the checksum of every other file: `sha256sum --check SHA256SUMS` |

A column that the standard takes for numbers is one of texts where a published value is no number.
A constraint or a foreign key is stated where all values of this data set keep it.
";

/// `LICENSE.txt`.
#[must_use]
pub fn licence_text(about: &About) -> String {
    let publisher = about.terms.publisher_said();
    match &about.terms.licence {
        Some(licence) => {
            let spdx = licence
                .spdx
                .as_ref()
                .map(|spdx| format!("SPDX-License-Identifier: {spdx}\n"));
            format!(
                "{}\nPublished by {publisher} under: {}\nThe text of the licence is at {}\n{}",
                about.title(),
                licence.name,
                licence.url,
                spdx.unwrap_or_default()
            )
        }
        None => format!(
            "{}\n{}.\nAsk {publisher} before you use these data in ways for which a licence is needed.\n",
            about.title(),
            super::NO_LICENCE
        ),
    }
}
