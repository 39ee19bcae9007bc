//! How good the public data are: figures over all public records, and a badge for each.
//!
//! Everything here is made from what everybody may read: public bodies, and a world that holds
//! public records only. So nothing in it depends on a value that is not public.

mod day;
mod gathering;
mod keep;
mod past;
mod table;
mod trend_table;

use std::sync::Arc;

use indigo_exchange::workbook::{TableCell, TableSheet, write_tables};
use indigo_model::{PartialDate, Value};
use indigo_quality::{
    Badge, Checks, Completeness, Figures, Finding, Subject, View, first_report::FillCounts,
};
use indigo_standard::TypeStandard;

pub use day::{DayFigures, QualityDay};
pub use trend_table::quality_days_csv;

use gathering::Gathering;

use crate::{
    PublicRecord, ReadError, Reader,
    check::{PublishedWorld, today},
};

/// Figures over all public records as of a revision and a day.
#[derive(Debug, Clone)]
pub struct QualityReport {
    /// The revision when the reading began.
    pub position: i64,
    /// The day that counted as today: 2026-11-24.
    pub day: String,
    /// The figures.
    pub figures: Figures,
    /// How many records each type has, public ones only, in the order of the standard.
    pub records: Vec<(String, usize)>,
}

impl QualityReport {
    /// Looks at every public record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn of(reader: &dyn Reader) -> Result<Self, ReadError> {
        let position = reader.position()?;
        let day = today()?;
        let world = PublishedWorld::new(Some((reader, reader.catalogue()?)));
        let mut gathering = Gathering::new(&world, day);
        for one in reader.standard().types() {
            gathering.begin(one);
            reader.each_public(&one.id, &mut |id, data| {
                gathering.add(one, id, data);
                Ok(())
            })?;
        }
        Ok(gathering.end(position))
    }

    /// Whether it is of this revision and of today.
    #[must_use]
    pub fn is_of(&self, position: i64) -> bool {
        let is_today = today().is_ok_and(|day| day.to_string() == self.day);
        self.position == position && is_today
    }
}

/// The badge of a public record, with its reasons.
///
/// # Errors
/// When the database does not answer.
pub fn record_badge(
    reader: &dyn Reader,
    one: &TypeStandard,
    record: &PublicRecord,
) -> Result<Badge, ReadError> {
    record_quality(reader, one, record).map(|(badge, _)| badge)
}

/// The badge of a public record, and how much of what the standard asks for it says.
///
/// # Errors
/// When the database does not answer.
pub fn record_quality(
    reader: &dyn Reader,
    one: &TypeStandard,
    record: &PublicRecord,
) -> Result<(Badge, Completeness), ReadError> {
    let data = record.data();
    let world = PublishedWorld::new(Some((reader, Arc::clone(&reader.catalogue()?))));
    let today: PartialDate = today()?;
    let subject = Subject::new(one, &record.id, &data, &world, today, View::Public);
    let findings = Checks::all().findings(&subject);
    let completeness = Completeness::of(&subject);
    Ok((Badge::of(&completeness, &findings), completeness))
}

/// What the checks say of a record that need not be published, among those that are.
///
/// With `is_whole` it is looked at as all that is known, else as what everybody would see.
///
/// # Errors
/// When the database does not answer.
pub fn record_findings(
    reader: &dyn Reader,
    one: &TypeStandard,
    id: &str,
    data: &Value,
    is_whole: bool,
) -> Result<Vec<Finding>, ReadError> {
    let world = PublishedWorld::new(Some((reader, reader.catalogue()?)));
    let view = if is_whole { View::Whole } else { View::Public };
    let subject = Subject::new(one, id, data, &world, today()?, view);
    Ok(Checks::all().findings(&subject))
}

/// The quality report of the first INDIGO system: a workbook of how many public records of a type
/// say something in each field, and have a row in each list.
///
/// # Errors
/// When the database does not answer.
pub fn first_quality_workbook(
    reader: &dyn Reader,
    one: &TypeStandard,
) -> Result<Vec<u8>, ReadError> {
    let mut counts = FillCounts::new(one);
    let mut records = 0_usize;
    reader.each_public(&one.id, &mut |_, data| {
        counts.add(data);
        records += 1;
        Ok(())
    })?;
    let titles = one.profile.words.titles.to_lowercase();
    let above = |what: &str| {
        vec![
            format!("Data quality report on all {titles}"),
            String::new(),
            what.to_owned(),
            format!("Public records looked at: {records}"),
        ]
    };
    let rows = |counts: &[indigo_quality::first_report::FillCount]| {
        let row = |count: &indigo_quality::first_report::FillCount| {
            let with = u32::try_from(count.with).unwrap_or(u32::MAX);
            vec![
                TableCell::Text(count.title.clone()),
                TableCell::Number(f64::from(with)),
            ]
        };
        counts.iter().map(row).collect()
    };
    let headers = |count: &str| vec!["Field".to_owned(), count.to_owned()];
    // The rows stand where the first system had them: from row 8 and from row 10.
    let sheets = [
        TableSheet {
            name: "Fields with Single value".to_owned(),
            above: above(
                "Each field that a record has once, and how many public records say something in it.",
            ),
            header_row: 7,
            headers: headers("Public records with a public value"),
            rows: rows(&counts.single),
        },
        TableSheet {
            name: "Fields with Multiple Values".to_owned(),
            above: above(
                "Each list, and how many public records have at least one public row in it.",
            ),
            header_row: 9,
            headers: headers("Public records with at least one public row"),
            rows: rows(&counts.list),
        },
    ];
    write_tables(&sheets).map_err(|error| ReadError::Build(error.to_string()))
}
