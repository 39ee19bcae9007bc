//! What was to happen when, and what did.

use crate::key::{Swatch, diamond, key};
use crate::sheet::{Anchor, LINE, Sheet};
use crate::{Caption, Cell, Drawing, Row, Table, scale};

/// Whether something was foreseen or has come about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standing {
    /// It is what somebody meant to do.
    Planned,
    /// It is what happened.
    #[default]
    Actual,
}

impl Standing {
    fn said(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Actual => "actual",
        }
    }
}

/// A span of time, or a point in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TimelineMark {
    /// Planned or actual.
    pub standing: Standing,
    /// When it begins, as a year with decimals.
    pub from: f64,
    /// When it ends; a point in time has no end.
    pub to: Option<f64>,
    /// The time as people write it: `March 2017 to June 2020`.
    pub shown: String,
    /// The address of what is behind it.
    pub href: Option<String>,
}

/// A thing that takes time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TimelineRow {
    /// What it is: `Service delivery`.
    pub label: String,
    /// Its spans and points.
    pub marks: Vec<TimelineMark>,
}

/// Spans and points over one axis of years.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline {
    /// The words around it.
    pub caption: Caption,
    /// What a row stands for, as head of the table.
    pub label: String,
    /// The rows.
    pub rows: Vec<TimelineRow>,
    /// The day on which it is looked at, as a year with decimals; drawn if it is in reach.
    pub today: Option<f64>,
}

/// A date as a year with decimals; a missing month or day is the first.
#[must_use]
pub fn year_of(year: i32, month: Option<u32>, day: Option<u32>) -> f64 {
    let month = month.unwrap_or(1).clamp(1, 12);
    let day = day.unwrap_or(1).clamp(1, 31);
    f64::from(year) + f64::from(month - 1) / 12.0 + f64::from(day - 1) / 372.0
}

/// Where years are on the sheet.
struct Axis {
    left: f64,
    right: f64,
    from: f64,
    to: f64,
}

impl Axis {
    fn place(&self, year: f64) -> f64 {
        self.left + (self.right - self.left) * (year - self.from) / (self.to - self.from)
    }
}

impl Timeline {
    /// Draws the timeline.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&[&self.label, "Planned or actual", "When"]);
        for row in &self.rows {
            for mark in &row.marks {
                let cells = vec![
                    Cell::text(&row.label),
                    Cell::text(mark.standing.said()),
                    Cell::text(said(mark)),
                ];
                table.rows.push(Row::linked(cells, mark.href.as_ref()));
            }
        }
        let marks = self.rows.iter().flat_map(|row| &row.marks);
        let years = marks.flat_map(|mark| [Some(mark.from), mark.to]);
        let years = years.flatten().filter(|&year| is_year(year));
        let from = years.clone().fold(f64::INFINITY, f64::min);
        let to = years.fold(f64::NEG_INFINITY, f64::max);
        if from > to {
            return Drawing::nothing(&self.caption, table);
        }
        let span = (from.floor(), (to + 0.02).ceil().max(from.floor() + 1.0));
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide, span);
        self.plot(&mut narrow, span);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn entries(&self) -> Vec<(Swatch, String)> {
        let mut entries = Vec::new();
        let mut add = |swatch: Swatch, text: &str| {
            let entry = (swatch, text.to_owned());
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        };
        let marks: Vec<&TimelineMark> = self.rows.iter().flat_map(|row| &row.marks).collect();
        if marks.iter().any(|mark| mark.standing == Standing::Planned) {
            add(Swatch::Class("chart-outline"), "planned");
        }
        if marks.iter().any(|mark| mark.standing == Standing::Actual) {
            add(Swatch::Class("chart-1"), "actual");
        }
        if marks.iter().any(|mark| mark.to.is_none()) {
            add(Swatch::Diamond, "one day");
        }
        entries
    }

    fn plot(&self, sheet: &mut Sheet, (from, to): (f64, f64)) {
        let top = key(sheet, 0.0, &self.entries());
        let axis = Axis {
            left: if sheet.is_narrow { 8.0 } else { 300.0 },
            right: sheet.width - 14.0,
            from,
            to,
        };
        let before = std::mem::take(&mut sheet.body);
        let mut y = top + 4.0;
        for row in &self.rows {
            y = plot_row(sheet, &axis, row, y);
        }
        // The grid lies behind the marks, and its length is known only now.
        let marks = std::mem::replace(&mut sheet.body, before);
        let most = if sheet.is_narrow { 5.0 } else { 8.0 };
        for year in scale::within(from, to, most) {
            if year.fract() != 0.0 {
                continue;
            }
            let x = axis.place(year);
            sheet.line("chart-grid", (x, top), (x, y + 4.0));
            let text = format!("{year}");
            let half = Sheet::measure(&text) / 2.0;
            let at = x.clamp(half, sheet.width - half);
            sheet.text("chart-soft", at, y + 20.0, Anchor::Middle, &text);
        }
        sheet.body.push_str(&marks);
        sheet.height = y + 28.0;
        if let Some(today) = self.today.filter(|&day| day >= from && day <= to) {
            let x = axis.place(today);
            sheet.line("chart-now", (x, top - 2.0), (x, y + 4.0));
            let half = Sheet::measure("today") / 2.0;
            let at = x.clamp(half, sheet.width - half);
            sheet.text("chart-halo", at, y + 37.0, Anchor::Middle, "today");
            sheet.height = y + 44.0;
        }
    }
}

fn plot_row(sheet: &mut Sheet, axis: &Axis, row: &TimelineRow, y: f64) -> f64 {
    let room = if sheet.is_narrow {
        sheet.width
    } else {
        axis.left - 16.0
    };
    let label = Sheet::fit(&row.label, room, 2);
    sheet.texts(
        "chart-strong chart-halo",
        (0.0, y + 14.0),
        Anchor::Start,
        &label,
        &row.label,
    );
    let mut y = y + crate::key::lines_height(label.lines.len()) + 3.0;
    for mark in &row.marks {
        let standing = mark.standing.said();
        let shown = said(mark);
        let says = format!("{}, {standing}: {shown}", row.label);
        let open = sheet.open_mark(mark.href.as_ref(), &says);
        let text = Sheet::fit(&format!("{standing}: {shown}"), room, 2);
        let lines = crate::key::lines_height(text.lines.len());
        sheet.texts(
            "chart-soft chart-halo",
            (0.0, y + 13.0),
            Anchor::Start,
            &text,
            &says,
        );
        let middle = if sheet.is_narrow {
            y + lines + 9.0
        } else {
            y + 8.0
        };
        let class = match mark.standing {
            Standing::Planned => "chart-outline",
            Standing::Actual => "chart-1",
        };
        match mark.to.filter(|&to| is_year(to)) {
            _ if !is_year(mark.from) => {}
            Some(to) => {
                let (from, to) = (mark.from.min(to), mark.from.max(to));
                let x = axis.place(from);
                let long = (axis.place(to) - x).max(3.0);
                sheet.rect(class, x, middle - 6.0, long, 12.0);
            }
            None => diamond(sheet, class, axis.place(mark.from), middle),
        }
        sheet.close_mark(open);
        y += lines + if sheet.is_narrow { LINE + 2.0 } else { 3.0 };
    }
    y + 9.0
}

fn said(mark: &TimelineMark) -> String {
    if !mark.shown.is_empty() {
        return mark.shown.clone();
    }
    let year = |year: f64| {
        if is_year(year) {
            format!("{}", year.floor())
        } else {
            "not known".to_owned()
        }
    };
    match mark.to {
        Some(to) => format!("{} to {}", year(mark.from), year(to)),
        None => year(mark.from),
    }
}

/// Years that may be drawn; others are slips of the pen.
fn is_year(year: f64) -> bool {
    (1800.0..2300.0).contains(&year)
}
