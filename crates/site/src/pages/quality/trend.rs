//! How the figures went over time: one line for each day or month, newest first.

use indigo_registry::QualityDay;

use crate::{
    facts::dates::day_of,
    words::{count, thousands},
};

/// From how many different months on a line stands for a month.
const MONTHS: usize = 3;
/// Lines that are shown at most.
const LINES: usize = 25;
/// The priorities that the standard gives.
pub(super) const PRIORITIES: [u8; 3] = [1, 2, 3];

/// What was counted on a day, over all types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DayTotal {
    pub(super) day: String,
    pub(super) records: usize,
    /// Thousandths filled, for each priority; nothing where nothing is asked.
    pub(super) filled: [Option<usize>; 3],
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) stale: usize,
    is_afterwards: bool,
    rules: String,
}

/// A line of the table.
pub(super) struct Line {
    pub(super) day: String,
    /// What one has to know to compare it with the line below.
    pub(super) note: String,
    pub(super) cells: Vec<Cell>,
}

/// A figure with its change from the line below.
pub(super) struct Cell {
    pub(super) figure: String,
    pub(super) change: String,
}

/// Adds up the types of each day; oldest first.
pub(super) fn totals(days: &[QualityDay]) -> Vec<DayTotal> {
    days.chunk_by(|a, b| a.day == b.day)
        .filter_map(|of_day| {
            let first = of_day.first()?;
            let sum = |figure: fn(&QualityDay) -> usize| of_day.iter().map(figure).sum();
            let filled = PRIORITIES.map(|priority| {
                let shares = of_day.iter().map(|one| one.figures.share(Some(priority)));
                let (filled, asked) = shares.fold((0, 0), |(filled, asked), share| {
                    (filled + share.filled, asked + share.asked)
                });
                (filled * 1_000_usize).checked_div(asked)
            });
            Some(DayTotal {
                day: first.day.clone(),
                records: sum(|one| one.figures.records),
                filled,
                errors: sum(|one| one.figures.errors),
                warnings: sum(|one| one.figures.warnings),
                stale: sum(|one| one.figures.stale),
                is_afterwards: first.is_afterwards,
                rules: first.rules.clone(),
            })
        })
        .collect()
}

/// The days that get a line, oldest first, and whether each stands for a month: then it is the
/// last day of the month of which there are figures.
pub(super) fn picked(totals: &[DayTotal]) -> (Vec<&DayTotal>, bool) {
    let month = |total: &DayTotal| total.day.get(..7).unwrap_or_default().to_owned();
    let months: Vec<&DayTotal> = totals
        .chunk_by(|a, b| month(a) == month(b))
        .filter_map(|of_month| of_month.last())
        .collect();
    let by_month = months.len() >= MONTHS;
    let mut found = if by_month {
        months
    } else {
        totals.iter().collect()
    };
    found.drain(..found.len().saturating_sub(LINES));
    (found, by_month)
}

/// The lines of the table, newest first.
pub(super) fn lines(picked: &[&DayTotal]) -> Vec<Line> {
    let mut before: Option<&DayTotal> = None;
    let mut lines = Vec::new();
    for total in picked {
        lines.push(line(total, before));
        before = Some(total);
    }
    lines.reverse();
    lines
}

fn line(total: &DayTotal, before: Option<&DayTotal>) -> Line {
    let mut cells = vec![counted(total.records, before.map(|one| one.records))];
    for (at, filled) in total.filled.iter().enumerate() {
        cells.push(per_cent(*filled, before.and_then(|one| one.filled[at])));
    }
    cells.push(counted(total.errors, before.map(|one| one.errors)));
    cells.push(counted(total.warnings, before.map(|one| one.warnings)));
    cells.push(counted(total.stale, before.map(|one| one.stale)));
    let mut notes = Vec::new();
    if total.is_afterwards {
        notes.push("told afterwards");
    }
    if before.is_some_and(|one| one.rules != total.rules) {
        notes.push("other checks or another standard than the line below");
    }
    Line {
        day: day_of(&total.day),
        note: notes.join("; "),
        cells,
    }
}

fn counted(now: usize, before: Option<usize>) -> Cell {
    Cell {
        figure: count(now),
        change: before.map_or_else(String::new, |before| change(now, before, count)),
    }
}

fn per_cent(now: Option<usize>, before: Option<usize>) -> Cell {
    let tenths = |tenths: usize| format!("{}.{}", tenths / 10, tenths % 10);
    match now {
        Some(now) => Cell {
            figure: format!("{} %", tenths(now)),
            change: before.map_or_else(String::new, |before| change(now, before, tenths)),
        },
        None => Cell {
            figure: "none asked".to_owned(),
            change: String::new(),
        },
    }
}

fn change(now: usize, before: usize, said: impl Fn(usize) -> String) -> String {
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => format!("+{}", said(now - before)),
        std::cmp::Ordering::Less => format!("−{}", said(before - now)),
        std::cmp::Ordering::Equal => "same".to_owned(),
    }
}

/// What there is over time, in words.
pub(super) fn said(totals: &[DayTotal]) -> String {
    let kept = totals.iter().find(|total| !total.is_afterwards);
    match (kept, totals) {
        (_, []) => {
            "No figures are kept yet: the server keeps them once a day, beginning with its first."
                .to_owned()
        }
        (Some(only), [_]) => format!(
            "The figures are kept once a day, since {}. That is one day so far; from the next one on there is something to compare.",
            day_of(&only.day)
        ),
        (Some(first), _) => format!(
            "The figures are kept once a day, since {}; there are {} of them.",
            day_of(&first.day),
            thousands(&totals.len().to_string())
        ),
        (None, _) => "No figures of today are kept yet.".to_owned(),
    }
}

/// Whether any of the figures were told afterwards.
pub(super) fn some_afterwards(totals: &[DayTotal]) -> bool {
    totals.iter().any(|total| total.is_afterwards)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(day: &str, records: usize) -> DayTotal {
        DayTotal {
            day: day.to_owned(),
            records,
            filled: [Some(records), None, Some(0)],
            rules: "a".to_owned(),
            ..DayTotal::default()
        }
    }

    #[test]
    fn days_stand_alone_until_there_are_three_months() {
        let mut all = vec![total("2026-09-01", 1), total("2026-09-30", 2)];
        all.push(total("2026-10-05", 3));
        assert_eq!(picked(&all).0.len(), 3);
        all.push(total("2026-11-01", 4));
        all.push(total("2026-11-02", 5));
        let (found, by_month) = picked(&all);
        let days: Vec<&str> = found.iter().map(|one| one.day.as_str()).collect();
        assert!(by_month);
        assert_eq!(days, ["2026-09-30", "2026-10-05", "2026-11-02"]);
    }

    #[test]
    fn changes_are_from_the_line_below() {
        let mut newest = total("2026-11-03", 1_204);
        newest.rules = "b".to_owned();
        let all = [total("2026-11-01", 1_210), total("2026-11-02", 4), newest];
        let lines = lines(&picked(&all).0);
        let said = |at: usize, cell: usize| {
            let cell = &lines[at].cells[cell];
            format!("{} {}", cell.figure, cell.change)
        };
        assert_eq!(said(0, 0), "1,204 +1,200");
        assert_eq!(said(1, 0), "4 −1,206");
        assert_eq!(said(1, 1), "0.4 % −120.6");
        assert_eq!(said(2, 0), "1,210 ");
        assert_eq!(said(0, 2), "none asked ");
        assert_eq!(said(0, 3), "0.0 % same");
        assert!(lines[0].note.contains("other checks"));
        assert_eq!(lines[1].note, "");
    }
}
