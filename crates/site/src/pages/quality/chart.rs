//! The figures over time as lines; the table beside them says the same.

use std::fmt::Write as _;

use super::trend::{DayTotal, PRIORITIES};
use crate::{facts::dates::day_of, words::count};

/// Days that are drawn at most.
const DAYS: usize = 400;
/// Height and width of the drawing, in its own units.
const SIDE: usize = 1_000;
/// How far apart days have to be to have dots.
const APART: usize = SIDE / 50;

/// A drawing with its scale.
pub(super) struct Chart {
    pub(super) title: &'static str,
    pub(super) top: String,
    pub(super) middle: String,
    pub(super) bottom: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) lines: Vec<Drawn>,
}

/// A line of a drawing.
pub(super) struct Drawn {
    /// 1 for the first: how it looks.
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) dots: String,
}

/// The drawings; none when there is only one day.
pub(super) fn charts(totals: &[DayTotal]) -> Vec<Chart> {
    let totals = &totals[totals.len().saturating_sub(DAYS)..];
    let (Some(first), Some(last)) = (totals.first(), totals.last()) else {
        return Vec::new();
    };
    let (begin, end) = (day_number(&first.day), day_number(&last.day));
    if end <= begin {
        return Vec::new();
    }
    let across: Vec<usize> = totals
        .iter()
        .map(|total| {
            let days = day_number(&total.day).saturating_sub(begin);
            days * SIDE / (end - begin)
        })
        .collect();
    let chart =
        |title, top: String, middle: String, most: usize, lines: Vec<(String, Values)>| Chart {
            title,
            top,
            middle,
            bottom: "0".to_owned(),
            from: day_of(&first.day),
            until: day_of(&last.day),
            lines: lines
                .into_iter()
                .enumerate()
                .map(|(at, (name, values))| drawn(at + 1, name, &across, &values, most))
                .collect(),
        };
    let filled = PRIORITIES
        .iter()
        .enumerate()
        .map(|(at, priority)| {
            let values = totals.iter().map(|total| total.filled[at]).collect();
            (format!("Priority {priority}"), values)
        })
        .filter(|(_, values): &(String, Values)| values.iter().any(Option::is_some))
        .collect();
    let counts: Vec<(String, Values)> = [
        ("Errors", (|total| total.errors) as fn(&DayTotal) -> usize),
        ("Warnings", |total| total.warnings),
        ("Out of date", |total| total.stale),
    ]
    .into_iter()
    .map(|(name, of)| {
        let values = totals.iter().map(|total| Some(of(total))).collect();
        (name.to_owned(), values)
    })
    .collect();
    let most = counts.iter().flat_map(|(_, values)| values).flatten();
    let most = round_up(most.copied().max().unwrap_or(0));
    vec![
        chart(
            "Fields filled",
            "100 %".to_owned(),
            "50 %".to_owned(),
            1_000,
            filled,
        ),
        chart(
            "What checks find",
            count(most),
            count(most / 2),
            most,
            counts,
        ),
    ]
}

/// A value for each day, where there is one.
type Values = Vec<Option<usize>>;

fn drawn(number: usize, name: String, across: &[usize], values: &Values, most: usize) -> Drawn {
    let (mut path, mut dots) = (String::new(), String::new());
    let has_dots = across.windows(2).all(|two| two[1] - two[0] >= APART);
    let mut pen = 'M';
    for (x, value) in across.iter().zip(values) {
        let Some(value) = value else {
            pen = 'M';
            continue;
        };
        let y = SIDE - value * SIDE / most.max(1);
        // Writing to a text cannot fail.
        let _ = write!(path, "{pen}{x} {y}");
        if has_dots {
            let _ = write!(dots, "M{x} {y}h0");
        }
        pen = 'L';
    }
    Drawn {
        number,
        name,
        path,
        dots,
    }
}

/// The next even number with one or two digits before its noughts, so that halves are whole.
fn round_up(most: usize) -> usize {
    let mut step = 2;
    while step * 10 < most {
        step *= 10;
    }
    most.div_ceil(step).max(1) * step
}

/// Days since the first of March of the year 0; 0 for what is no day.
fn day_number(day: &str) -> usize {
    let mut parts = day.split('-').map(|part| part.parse::<usize>().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return 0;
    };
    // Years begin in March, so that the leap day is the last.
    let year = if month < 3 {
        year.saturating_sub(1)
    } else {
        year
    };
    let month = (month + 9) % 12;
    year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_as_far_apart_as_they_are() {
        let apart = |a: &str, b: &str| day_number(b) - day_number(a);
        assert_eq!(apart("2026-11-24", "2026-11-25"), 1);
        assert_eq!(apart("2025-12-31", "2026-01-01"), 1);
        assert_eq!(apart("2024-02-28", "2024-03-01"), 2);
        assert_eq!(apart("2025-02-28", "2025-03-01"), 1);
        assert_eq!(apart("2025-11-24", "2026-11-24"), 365);
        assert_eq!(day_number("soon"), 0);
    }

    #[test]
    fn lines_go_from_edge_to_edge() {
        let total = |day: &str, errors| DayTotal {
            day: day.to_owned(),
            errors,
            filled: [Some(500), None, Some(1_000)],
            ..DayTotal::default()
        };
        assert!(charts(&[total("2026-11-24", 1)]).is_empty());
        let made = charts(&[total("2026-11-24", 10), total("2026-11-26", 20)]);
        let names: Vec<&str> = made[0].lines.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Priority 1", "Priority 3"]);
        assert_eq!(made[0].lines[0].path, "M0 500L1000 500");
        assert_eq!(made[1].lines[0].path, "M0 500L1000 0");
        assert_eq!(made[1].lines[0].dots, "M0 500h0M1000 0h0");
        assert_eq!(made[1].top, "20");
    }

    #[test]
    fn scales_end_at_plain_numbers() {
        for (most, top) in [(0, 2), (1, 2), (19, 20), (21, 40), (1_234, 1_400)] {
            assert_eq!(round_up(most), top, "{most}");
        }
    }
}
