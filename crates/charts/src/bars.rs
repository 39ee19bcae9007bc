//! Bars that lie, with their labels beside them: amounts by name.

use crate::number::length;
use crate::sheet::{Anchor, LINE, Sheet, index_f64};
use crate::{Caption, Cell, Drawing, Row, Table};

/// One bar.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How much.
    pub value: f64,
    /// The amount as people read it, such as `£2.1 million`; the number itself if empty.
    pub shown: String,
    /// The address of the records behind it.
    pub href: Option<String>,
}

impl Bar {
    /// A bar whose amount is shown as it is.
    #[must_use]
    pub fn new(label: impl Into<String>, value: f64) -> Self {
        Self {
            label: label.into(),
            value,
            ..Self::default()
        }
    }

    /// The same with the amount in other words.
    #[must_use]
    pub fn shown(mut self, shown: impl Into<String>) -> Self {
        self.shown = shown.into();
        self
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

/// Horizontal bars in the order they are given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bars {
    /// The words around it.
    pub caption: Caption,
    /// What a bar stands for, as head of the table's first column: `Sector`.
    pub label: String,
    /// What is measured, as head of the second: `Projects`.
    pub measure: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

impl Bars {
    /// Draws the bars.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let table = self.table();
        if self.bars.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot_wide(&mut wide);
        self.plot_narrow(&mut narrow);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[&self.label, &self.measure]);
        for bar in &self.bars {
            table.rows.push(Row::linked(
                vec![Cell::text(&bar.label), bar.cell()],
                bar.href.as_ref(),
            ));
        }
        table
    }

    fn largest(&self) -> f64 {
        let largest = self.bars.iter().map(|bar| length(bar.value));
        largest.fold(0.0, f64::max).max(f64::MIN_POSITIVE)
    }

    fn value_room(&self) -> f64 {
        let widths = self.bars.iter().map(|bar| Sheet::measure(&bar.cell().text));
        widths.fold(0.0, f64::max).min(160.0) + 10.0
    }

    /// Labels in a column on the left.
    fn plot_wide(&self, sheet: &mut Sheet) {
        let labels: Vec<_> = self
            .bars
            .iter()
            .map(|bar| Sheet::fit(&bar.label, 250.0, 2))
            .collect();
        let widths = labels.iter().flat_map(|label| &label.lines);
        let left = widths.map(|line| Sheet::measure(line)).fold(40.0, f64::max) + 10.0;
        let room = sheet.width - left - self.value_room();
        let largest = self.largest();
        let mut y = 2.0;
        for (bar, label) in self.bars.iter().zip(&labels) {
            let lines = index_f64(label.lines.len());
            let height = (lines * LINE + 4.0).max(27.0);
            let middle = y + height / 2.0;
            let shown = bar.cell().text;
            let mark = sheet.open_mark(bar.href.as_ref(), &format!("{}: {shown}", bar.label));
            sheet.rect("chart-hit", 0.0, y, sheet.width, height);
            let foot = middle + 5.0 - (lines - 1.0) * LINE / 2.0;
            for (index, line) in label.lines.iter().enumerate() {
                let at = foot + LINE * index_f64(index);
                sheet.text("", left - 10.0, at, Anchor::End, line);
            }
            let long = room * (length(bar.value) / largest);
            sheet.rect("chart-1", left, middle - 9.0, long, 18.0);
            sheet.text("", left + long + 7.0, middle + 5.0, Anchor::Start, &shown);
            sheet.close_mark(mark);
            y += height;
        }
        sheet.line("chart-axis", (left, 0.0), (left, y + 2.0));
        sheet.height = y + 4.0;
    }

    /// Labels above their bars.
    fn plot_narrow(&self, sheet: &mut Sheet) {
        let room = sheet.width - self.value_room();
        let largest = self.largest();
        let mut y = 0.0;
        for bar in &self.bars {
            let label = Sheet::fit(&bar.label, sheet.width, 2);
            let lines = index_f64(label.lines.len());
            let shown = bar.cell().text;
            let mark = sheet.open_mark(bar.href.as_ref(), &format!("{}: {shown}", bar.label));
            let height = lines * LINE + 28.0;
            sheet.rect("chart-hit", 0.0, y, sheet.width, height);
            for (index, line) in label.lines.iter().enumerate() {
                let at = y + 15.0 + LINE * index_f64(index);
                sheet.text("", 0.0, at, Anchor::Start, line);
            }
            let top = y + lines * LINE + 4.0;
            let long = room * (length(bar.value) / largest);
            sheet.rect("chart-1", 0.0, top, long.max(1.0), 16.0);
            sheet.text("", long.max(1.0) + 7.0, top + 13.0, Anchor::Start, &shown);
            sheet.close_mark(mark);
            y += height;
        }
        sheet.height = y;
    }
}
