//! A selection of records as a file to take away.

use indigo_exchange::{
    DataWorkbook, ExchangeError, FlatCsv, OpenSheets, PlacesFile, Readme,
    tables::DataTable,
    workbook::{TableCell, TableSheet},
};
use indigo_model::Value;
use indigo_publish::envelope;
use indigo_standard::TypeStandard;
use serde_json::Map;

use crate::{PublicRecord, ReadError};

/// As what a selection of records is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TakeAway {
    /// One CSV file, a record a row, with what a record has once; for spreadsheet programs, so no
    /// text in it is a formula.
    Csv,
    /// A workbook with a sheet that sums the records up, a readme, a sheet for the records, and one
    /// for each of their lists.
    Xlsx,
    /// An array of the bodies that the API gives.
    Json,
    /// A point for each public place.
    GeoJson,
}

impl TakeAway {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Xlsx, Self::Json, Self::GeoJson];

    /// The ending of a file's name: `csv`, `xlsx`, `json`, `geojson`.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::GeoJson => "geojson",
        }
    }

    /// The form with an ending.
    #[must_use]
    pub fn parse(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.ending() == ending)
    }

    /// What it is called on pages.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Json => "JSON",
            Self::GeoJson => "GeoJSON",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
        }
    }
}

/// A table that sums records up: a row each, as whoever reads them calls what is in them.
pub struct SummaryRows<'a> {
    /// The titles of its columns.
    pub headers: Vec<String>,
    /// The row of a record.
    pub row: &'a dyn Fn(&PublicRecord) -> Vec<TableCell>,
}

/// The name of the sheet with that table.
const SUMMARY: &str = "Summary";

/// What the readme of a workbook says about a selection, beside how many records it has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    /// As of which day, when it is not the newest state.
    pub(crate) day: Option<String>,
    /// The licence, in a sentence.
    pub(crate) licence: String,
    /// The address of the site.
    pub(crate) site_url: Option<String>,
}

/// The file, of records in the order of `records`.
pub(crate) fn made(
    one: &TypeStandard,
    records: &[PublicRecord],
    form: TakeAway,
    said: &Said,
    summary: Option<&SummaryRows<'_>>,
) -> Result<Vec<u8>, ReadError> {
    let made = match form {
        TakeAway::Csv => csv(one, records),
        TakeAway::Xlsx => xlsx(one, records, said, summary),
        TakeAway::Json => Ok(json(one, records)),
        TakeAway::GeoJson => geo_json(one, records, said),
    };
    made.map_err(|error| ReadError::Build(error.to_string()))
}

fn csv(one: &TypeStandard, records: &[PublicRecord]) -> Result<Vec<u8>, ExchangeError> {
    let tables = DataTable::all_of(one);
    let Some(table) = tables.first() else {
        return Ok(Vec::new());
    };
    let mut file = FlatCsv::new(table, Vec::new(), true)?;
    for record in records {
        table.rows(one, &record.id, &record.data(), &mut |cells| {
            file.add(cells)
        })?;
    }
    file.finish()
}

fn xlsx(
    one: &TypeStandard,
    records: &[PublicRecord],
    said: &Said,
    summary: Option<&SummaryRows<'_>>,
) -> Result<Vec<u8>, ExchangeError> {
    let titles = &one.profile.words.titles;
    let line = |what: &str, said: String| (what.to_owned(), said);
    let mut lines = vec![line("Records", records.len().to_string())];
    let as_of = said.day.as_deref().unwrap_or("the newest state");
    lines.push(line("As of", as_of.to_owned()));
    if let Some(url) = &said.site_url {
        lines.push(line("From", url.clone()));
    }
    lines.push(line("Licence", said.licence.clone()));
    let mut workbook = DataWorkbook::new(Readme {
        title: format!("{titles}: a selection"),
        lines,
    });
    if let Some(summary) = summary {
        let row = |record| (summary.row)(record);
        workbook.begin_with(TableSheet {
            name: SUMMARY.to_owned(),
            headers: summary.headers.clone(),
            rows: records.iter().map(row).collect(),
            ..TableSheet::default()
        });
    }
    let tables = DataTable::all_of(one);
    let mut open = tables
        .iter()
        .map(|table| workbook.begin(one, table))
        .collect::<Result<Vec<OpenSheets>, _>>()?;
    for record in records {
        let data = with_sources(record);
        for (table, open) in tables.iter().zip(&mut open) {
            table.rows(one, &record.id, &data, &mut |cells| {
                workbook.add(open, cells)
            })?;
        }
    }
    for open in open {
        workbook.end(open);
    }
    workbook.finish()
}

fn json(one: &TypeStandard, records: &[PublicRecord]) -> Vec<u8> {
    let word = &one.profile.words.one;
    let bodies = records
        .iter()
        .map(|record| envelope::item(word, &record.id, &record.api_text, &record.flags, None));
    let bodies: Vec<String> = bodies.collect();
    match bodies.is_empty() {
        true => b"[]\n".to_vec(),
        false => format!("[\n{}\n]\n", bodies.join(",\n")).into_bytes(),
    }
}

fn geo_json(
    one: &TypeStandard,
    records: &[PublicRecord],
    said: &Said,
) -> Result<Vec<u8>, ExchangeError> {
    let mut head = Map::new();
    head.insert("licence".to_owned(), Value::from(said.licence.as_str()));
    let mut file = PlacesFile::new(Vec::new(), said.site_url.as_deref(), &head)?;
    for record in records {
        file.add(one, &record.id, &record.data())?;
    }
    file.finish()
}

/// The public data with the sources of rows.
fn with_sources(record: &PublicRecord) -> Value {
    let mut data = record.data();
    indigo_publish::with_row_sources(&mut data, &record.row_sources);
    data
}
