//! Planned and actual dates over one axis.

use indigo_charts::{Caption, Drawing, Standing, Timeline, TimelineMark, TimelineRow, year_of};
use indigo_model::PartialDate;
use indigo_registry::Day;

use super::timeline::{Phase, Span, phases};
use crate::pages::record::Page;

/// The dates of a contract; nothing where fewer than two are known.
pub(super) fn drawing(page: &Page<'_>) -> Option<Drawing> {
    let rows: Vec<TimelineRow> = phases(page.data)
        .into_iter()
        .map(row)
        .filter(|row| !row.marks.is_empty())
        .collect();
    let marks: usize = rows.iter().map(|row| row.marks.len()).sum();
    if marks < 2 {
        return None;
    }
    let today = page.reading.day.cloned().unwrap_or_else(Day::today);
    let chart = Timeline {
        caption: Caption::new("timeline", "Planned and actual dates")
            .described("Each row is a part of the contract's life; planned and actual are told apart by pattern and by words.")
            .sourced("the dates of this record"),
        label: "What".to_owned(),
        rows,
        today: PartialDate::parse(today.as_str()).map(begins),
    };
    Some(chart.draw())
}

fn row(phase: Phase) -> TimelineRow {
    let marks = [
        (Standing::Planned, &phase.planned),
        (Standing::Actual, &phase.actual),
    ]
    .into_iter()
    .filter_map(|(standing, span)| mark(standing, span))
    .collect();
    TimelineRow {
        label: phase.what,
        marks,
    }
}

/// A span, or a moment where one end is not known.
fn mark(standing: Standing, span: &Span) -> Option<TimelineMark> {
    let date = |text: &Option<String>| PartialDate::parse(text.as_deref()?.trim());
    let (from, to) = (date(&span.from), date(&span.to));
    let (start, end) = match (from, to) {
        (Some(from), Some(to)) if from <= to => (begins(from), Some(ends(to))),
        (Some(from), _) => (begins(from), None),
        (None, Some(to)) => (ends(to), None),
        (None, None) => return None,
    };
    Some(TimelineMark {
        standing,
        from: start,
        to: end,
        shown: span.shown()?.plain(),
        href: None,
    })
}

fn begins(date: PartialDate) -> f64 {
    year_of(
        i32::from(date.year),
        date.month.map(u32::from),
        date.day.map(u32::from),
    )
}

/// The end of a year, a month or a day.
fn ends(date: PartialDate) -> f64 {
    let length = match (date.month, date.day) {
        (None, _) => 1.0,
        (Some(_), None) => 1.0 / 12.0,
        (Some(_), Some(_)) => 0.0,
    };
    begins(date) + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_lasts_to_its_end_and_what_ends_before_it_begins_is_a_moment() {
        let span = |from: &str, to: &str| Span {
            from: Some(from.to_owned()),
            to: Some(to.to_owned()),
        };
        let told = mark(Standing::Actual, &span("2017", "2019")).unwrap();
        assert_eq!((told.from, told.to), (2017.0, Some(2020.0)));
        assert_eq!(
            mark(Standing::Actual, &span("2019", "2017")).unwrap().to,
            None
        );
        assert_eq!(mark(Standing::Actual, &span("spring", "2018-13")), None);
    }
}
