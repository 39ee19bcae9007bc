//! The figures day by day as a table, for `/quality/trend.csv`.

use indigo_quality::Grade;

use super::QualityDay;
use crate::check::csv_cell;

/// The headers.
const COLUMNS: [&str; 20] = [
    "day",
    "type",
    "records",
    "good",
    "usable",
    "needs_work",
    "priority_1_filled",
    "priority_1_asked",
    "priority_2_filled",
    "priority_2_asked",
    "priority_3_filled",
    "priority_3_asked",
    "without_priority_filled",
    "without_priority_asked",
    "errors",
    "warnings",
    "records_with_errors",
    "out_of_date",
    "told",
    "rules",
];

/// The figures of each day and type as a row, in the order given.
#[must_use]
pub fn quality_days_csv(days: &[QualityDay]) -> String {
    let mut out = COLUMNS.join(",") + "\r\n";
    for one in days {
        let figures = &one.figures;
        let mut cells = vec![one.day.clone(), csv_cell(&one.record_type)];
        let mut number = |number: usize| cells.push(number.to_string());
        number(figures.records);
        for grade in [Grade::Good, Grade::Usable, Grade::NeedsWork] {
            number(figures.grades.get(&grade).copied().unwrap_or(0));
        }
        for priority in [Some(1), Some(2), Some(3), None] {
            let share = figures.share(priority);
            number(share.filled);
            number(share.asked);
        }
        number(figures.errors);
        number(figures.warnings);
        number(figures.records_with_errors);
        number(figures.stale);
        let told = if one.is_afterwards {
            "afterwards"
        } else {
            "that day"
        };
        cells.push(told.to_owned());
        cells.push(one.rules.clone());
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}
