//! What was aimed at and what was reached, each in its own unit.

use crate::key::{Swatch, key};
use crate::number::length;
use crate::pattern;
use crate::sheet::{Anchor, LINE, Sheet};
use crate::{Caption, Cell, Drawing, Row, Table};

/// Whether an achievement is the last word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Finality {
    /// The work goes on.
    Interim,
    /// It is the end result.
    Final,
    /// Nothing says which.
    #[default]
    NotSaid,
}

impl Finality {
    fn said(self) -> &'static str {
        match self {
            Self::Interim => "interim",
            Self::Final => "final",
            Self::NotSaid => "not said whether final",
        }
    }
}

/// A target and what was achieved of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProgressBar {
    /// What is counted.
    pub label: String,
    /// More about it, such as how strongly it was verified; may be empty.
    pub note: String,
    /// What it is counted in: `people`.
    pub unit: String,
    /// What was aimed at, if that is known.
    pub target: Option<f64>,
    /// What was reached, if that is known.
    pub achieved: Option<f64>,
    /// The target as people read it; the number itself if empty.
    pub target_shown: String,
    /// The achievement as people read it; the number itself if empty.
    pub achieved_shown: String,
    /// Interim or final.
    pub finality: Finality,
    /// The address of what is behind it.
    pub href: Option<String>,
}

/// Bars of targets and achievements; each has a scale of its own, so that their lengths do not compare.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// The words around it.
    pub caption: Caption,
    /// What a bar stands for: `Outcome metric`.
    pub label: String,
    /// The bars.
    pub bars: Vec<ProgressBar>,
}

impl Progress {
    /// Draws the bars.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&[&self.label, "Target", "Achieved", "Unit", "Result", "Note"]);
        for bar in &self.bars {
            let cell = |value: Option<f64>, shown: &str| {
                value.map_or_else(Cell::default, |value| Cell::shown(value, shown))
            };
            let finality = bar.achieved.map_or("", |_| bar.finality.said());
            let cells = vec![
                Cell::text(&bar.label),
                cell(bar.target, &bar.target_shown),
                cell(bar.achieved, &bar.achieved_shown),
                Cell::text(&bar.unit),
                Cell::text(finality),
                Cell::text(&bar.note),
            ];
            table.rows.push(Row::linked(cells, bar.href.as_ref()));
        }
        if self.bars.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide);
        self.plot(&mut narrow);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn plot(&self, sheet: &mut Sheet) {
        let has = |finality| {
            let mut bars = self.bars.iter();
            bars.any(|bar| {
                bar.achieved.is_some() && bar.target.is_some() && bar.finality == finality
            })
        };
        let mut entries = Vec::new();
        if self.bars.iter().any(|bar| bar.target.is_some()) {
            entries.push((Swatch::Class("chart-outline"), "target"));
        }
        if has(Finality::Final) || has(Finality::NotSaid) {
            let text = if has(Finality::NotSaid) {
                "achieved"
            } else {
                "achieved, final"
            };
            entries.push((Swatch::Class("chart-1"), text));
        }
        if has(Finality::Interim) {
            entries.push((Swatch::Series(pattern::STRIPED_FIRST), "achieved, interim"));
        }
        let entries: Vec<_> = entries
            .into_iter()
            .map(|(swatch, text)| (swatch, text.to_owned()))
            .collect();
        let mut y = key(sheet, 0.0, &entries);
        for bar in &self.bars {
            y = plot_bar(sheet, bar, y);
        }
        sheet.height = y;
    }
}

fn plot_bar(sheet: &mut Sheet, bar: &ProgressBar, y: f64) -> f64 {
    let (left, room, column) = if sheet.is_narrow {
        (1.0, sheet.width - 2.0, sheet.width)
    } else {
        (300.0, sheet.width - 302.0, 282.0)
    };
    let says = said(bar);
    let open = sheet.open_mark(bar.href.as_ref(), &format!("{}: {says}", bar.label));
    let label = Sheet::fit(&bar.label, column, 3);
    sheet.texts("", (0.0, y + 15.0), Anchor::Start, &label, &bar.label);
    let mut foot = y + crate::key::lines_height(label.lines.len()) + 15.0;
    if !bar.note.is_empty() {
        let note = Sheet::fit(&bar.note, column, 2);
        sheet.texts("chart-soft", (0.0, foot), Anchor::Start, &note, &bar.note);
        foot += crate::key::lines_height(note.lines.len());
    }
    // Beside the label on wide sheets, beneath it on narrow ones.
    let top = if sheet.is_narrow { foot - 15.0 } else { y };
    let text = Sheet::fit(&says, room, 2);
    sheet.texts(
        "chart-strong",
        (left - 1.0, top + 15.0),
        Anchor::Start,
        &text,
        &says,
    );
    let top = top + crate::key::lines_height(text.lines.len()) + 5.0;
    let target = bar.target.map_or(0.0, length);
    let achieved = bar.achieved.map_or(0.0, length);
    let most = target.max(achieved).max(f64::MIN_POSITIVE);
    let long = |value: f64| room * (value / most);
    // Without a target there is nothing to measure an achievement by, and a bar would mean nothing.
    if bar.achieved.is_some() && bar.target.is_some() {
        let series = match bar.finality {
            Finality::Interim => pattern::STRIPED_FIRST,
            Finality::Final | Finality::NotSaid => 0,
        };
        sheet.patterned(series, left, top, long(achieved).max(2.0), 14.0);
    }
    if bar.target.is_some() {
        sheet.rect("chart-outline", left, top, long(target).max(2.0), 14.0);
    }
    sheet.close_mark(open);
    let top = if bar.target.is_some() {
        top
    } else {
        top - 12.0
    };
    (top + 14.0).max(foot - LINE + 5.0) + 16.0
}

fn said(bar: &ProgressBar) -> String {
    let unit = if bar.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", bar.unit)
    };
    let text = |value: f64, shown: &str| Cell::shown(value, shown).text;
    match (bar.achieved, bar.target) {
        (Some(achieved), Some(target)) => format!(
            "{} of {}{unit}",
            text(achieved, &bar.achieved_shown),
            text(target, &bar.target_shown)
        ),
        (Some(achieved), None) => format!(
            "{}{unit}, target not known",
            text(achieved, &bar.achieved_shown)
        ),
        (None, Some(target)) => format!("not known of {}{unit}", text(target, &bar.target_shown)),
        (None, None) => "not known".to_owned(),
    }
}
