//! Bars made of parts: amounts by name and kind.

use crate::key::{Swatch, key};
use crate::number::{length, said};
use crate::sheet::{Anchor, LINE, Sheet, index_f64};
use crate::{Caption, Cell, Drawing, Row, Table};

/// One part of a bar, or one cell of a matrix.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// How much.
    pub value: f64,
    /// The amount as people read it; the number itself if empty.
    pub shown: String,
    /// The address of the records behind it.
    pub href: Option<String>,
}

impl Part {
    /// A part whose amount is shown as it is.
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }

    /// The same with the address of the records behind it.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    pub(crate) fn cell(&self) -> Cell {
        Cell::shown(self.value, &self.shown)
    }
}

/// One bar with a part for each series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StackedBar {
    /// What it stands for.
    pub label: String,
    /// One part a series, in the order of the series.
    pub parts: Vec<Part>,
}

/// Horizontal bars whose parts add up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StackedBars {
    /// The words around it.
    pub caption: Caption,
    /// What a bar stands for.
    pub label: String,
    /// What is measured.
    pub measure: String,
    /// The names of the parts.
    pub series: Vec<String>,
    /// The bars.
    pub bars: Vec<StackedBar>,
}

impl StackedBars {
    /// Draws the bars.
    ///
    /// The table has a column a series and one for all of them.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let table = self.table();
        if self.bars.is_empty() || self.series.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide);
        self.plot(&mut narrow);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&self.label]);
        table.columns.extend(self.series.iter().cloned());
        table.columns.push(format!("{}, all", self.measure));
        for bar in &self.bars {
            let mut cells = vec![Cell::text(&bar.label)];
            for index in 0..self.series.len() {
                cells.push(bar.parts.get(index).map_or_else(Cell::default, Part::cell));
            }
            cells.push(Cell::number(self.total(bar)));
            table.rows.push(Row::new(cells));
        }
        table
    }

    fn total(&self, bar: &StackedBar) -> f64 {
        let parts = bar.parts.iter().take(self.series.len());
        parts.map(|part| length(part.value)).sum()
    }

    fn plot(&self, sheet: &mut Sheet) {
        let entries: Vec<_> = self
            .series
            .iter()
            .enumerate()
            .map(|(index, name)| (Swatch::Series(index), name.clone()))
            .collect();
        let mut y = key(sheet, 0.0, &entries);
        let labels: Vec<_> = self
            .bars
            .iter()
            .map(|bar| {
                let room = if sheet.is_narrow { sheet.width } else { 230.0 };
                Sheet::fit(&bar.label, room, 2)
            })
            .collect();
        let left = if sheet.is_narrow {
            0.0
        } else {
            let lines = labels.iter().flat_map(|label| &label.lines);
            lines.map(|line| Sheet::measure(line)).fold(40.0, f64::max) + 10.0
        };
        let totals = self.bars.iter().map(|bar| self.total(bar));
        let largest = totals.clone().fold(f64::MIN_POSITIVE, f64::max);
        let ends = totals.map(|total| Sheet::measure(&said(total)));
        let room = sheet.width - left - ends.fold(0.0, f64::max).min(120.0) - 10.0;
        let top = y;
        for (bar, label) in self.bars.iter().zip(&labels) {
            let lines = index_f64(label.lines.len());
            let (foot, middle, height) = if sheet.is_narrow {
                (y + 15.0, y + lines * LINE + 13.0, lines * LINE + 28.0)
            } else {
                let height = (lines * LINE + 4.0).max(28.0);
                let middle = y + height / 2.0;
                (middle + 5.0 - (lines - 1.0) * LINE / 2.0, middle, height)
            };
            let (x, anchor) = if sheet.is_narrow {
                (0.0, Anchor::Start)
            } else {
                (left - 10.0, Anchor::End)
            };
            sheet.texts("", (x, foot), anchor, label, &bar.label);
            let mut at = left;
            for (index, (part, name)) in bar.parts.iter().zip(&self.series).enumerate() {
                let long = room * (length(part.value) / largest);
                if long <= 0.0 {
                    continue;
                }
                let shown = part.cell().text;
                let says = format!("{}, {name}: {shown}", bar.label);
                let mark = sheet.open_mark(part.href.as_ref(), &says);
                let gap = if long > 3.0 { 1.0 } else { 0.0 };
                sheet.patterned(index, at, middle - 9.0, long - gap, 18.0);
                sheet.close_mark(mark);
                at += long;
            }
            let total = said(self.total(bar));
            sheet.text("", at + 7.0, middle + 5.0, Anchor::Start, &total);
            y += height;
        }
        if !sheet.is_narrow {
            sheet.line("chart-axis", (left, top), (left, y));
        }
        sheet.height = y + 4.0;
    }
}
