//! The grade of a record for every day: what is said of dates turns while the record stays as it is.

use std::collections::{BTreeSet, HashMap};

use indigo_model::{PartialDate, Value};
use indigo_standard::TypeStandard;
use serde::{Deserialize, Serialize};

use crate::{
    Badge, Cell, Checks, Completeness, Finding, Grade, Subject, View, World,
    dates::{YEARS_AHEAD, end_of_quarter},
};

/// The checks that ask what day it is.
const BY_DAY: [&str; 5] = [
    "actual_date_in_future",
    "date_unlikely",
    "launch_date_past",
    "stage_contradicts_dates",
    "stage_past_end",
];

/// The day from which on grades are told apart; what is asked of a day before is answered for it.
const FIRST_DAY: PartialDate = PartialDate {
    year: 2025,
    month: Some(1),
    day: Some(1),
};

/// The days on which a grade may turn; years of five figures would be sorted before all others.
const DAYS: std::ops::RangeInclusive<PartialDate> = FIRST_DAY..=PartialDate {
    year: 9999,
    month: Some(12),
    day: Some(31),
};

/// What grade the public side of a record has on which day.
///
/// It is the grade of [`Badge`] under [`Checks::all`], and can be kept beside the record: it rests
/// on the record and on which records there are that it names, and not on the day that it was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grades {
    /// Since when (`2026-11-24`) it has which grade, in order; the first holds from ever.
    turns: Vec<(String, Grade)>,
}

impl Grades {
    /// Grades what the public sees of a record; `world` is to hold public records only.
    #[must_use]
    pub fn of(standard: &TypeStandard, id: &str, data: &Value, world: &dyn World) -> Self {
        let mut subject = Subject::new(standard, id, data, world, FIRST_DAY, View::Public);
        let completeness = Completeness::of(&subject);
        let counted = Checks::all().that_grade();
        let (by_day, whenever) = counted.split(|check| BY_DAY.contains(&check.code));
        let mut findings = whenever.findings(&subject);
        let fixed = findings.len();
        findings.extend(by_day.findings(&subject));
        let days = turning_days(&subject, &findings[fixed..]);
        let mut turns = vec![(String::new(), Badge::of(&completeness, &findings).grade)];
        for day in days.into_iter().filter(|day| DAYS.contains(day)) {
            subject.today = day;
            findings.truncate(fixed);
            findings.extend(by_day.findings(&subject));
            let grade = Badge::of(&completeness, &findings).grade;
            if turns.last().is_none_or(|(_, before)| *before != grade) {
                turns.push((day.to_string(), grade));
            }
        }
        Self { turns }
    }

    /// The grade on a day (`2026-11-24`); none where the record was not graded.
    #[must_use]
    pub fn on(&self, day: &str) -> Option<Grade> {
        let since = self.turns.iter().rev().find(|(since, _)| &**since <= day);
        since.map(|(_, grade)| *grade)
    }

    /// Whether the record was not graded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }
}

/// The days on which a check may come to say otherwise.
///
/// Outside lists these are the days around each date. What is said of dates in rows is only ever
/// taken back as days go by, so of each place in rows the last of what is said at first is enough;
/// so there are few days, however many rows a record has.
fn turning_days(subject: &Subject<'_>, at_first: &[Finding]) -> BTreeSet<PartialDate> {
    let cells: HashMap<String, &Cell<'_>> = subject
        .cells()
        .iter()
        .filter(|cell| cell.row.is_some())
        .filter(|_| !at_first.is_empty())
        .map(|cell| (cell.pointer(), cell))
        .collect();
    let mut last: HashMap<String, PartialDate> = HashMap::new();
    for finding in at_first {
        let Some(cell) = cells.get(&finding.pointer) else {
            continue;
        };
        if let Some(date) = cell.value.as_str().and_then(date_in) {
            let known = last.entry(cell.place()).or_insert(date);
            *known = (*known).max(date);
        }
    }
    let single = subject.texts().filter(|(cell, _)| cell.row.is_none());
    single
        .filter_map(|(_, text)| date_in(text))
        .chain(last.into_values())
        .flat_map(around)
        .collect()
}

fn date_in(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    PartialDate::parse(text).or_else(|| end_of_quarter(text))
}

/// The day on which a date begins, the day after it, and the day on which it is no longer too far
/// away.
fn around(date: PartialDate) -> [PartialDate; 3] {
    let first = PartialDate {
        year: date.year,
        month: date.month.or(Some(1)),
        day: date.day.or(Some(1)),
    };
    let near = PartialDate {
        year: date.year.saturating_sub(YEARS_AHEAD),
        month: Some(1),
        day: Some(1),
    };
    [first, day_after(date), near]
}

fn day_after(date: PartialDate) -> PartialDate {
    let month = date.month.unwrap_or(12);
    let next = date.day.map(|day| PartialDate {
        day: Some(day + 1),
        ..date
    });
    // Past the end of the month, the text is no date.
    if let Some(next) = next.and_then(|next| PartialDate::parse(&next.to_string())) {
        return next;
    }
    PartialDate {
        year: date.year + u16::from(month == 12),
        month: Some(month % 12 + 1),
        day: Some(1),
    }
}

#[cfg(test)]
mod tests;
