//! Upright columns in an order that means something: years, bands of money, months.

use crate::number::{length, short};
use crate::sheet::{Anchor, LINE, Sheet, index_f64};
use crate::{Bar, Caption, Cell, Drawing, Row, Table, scale};

/// Columns side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Histogram {
    /// The words around it.
    pub caption: Caption,
    /// What a column stands for: `Year of start`.
    pub label: String,
    /// What is measured: `Projects`.
    pub measure: String,
    /// The columns, from left to right; none left out, so that gaps are seen.
    pub bins: Vec<Bar>,
}

impl Histogram {
    /// Draws the columns.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&[&self.label, &self.measure]);
        for bin in &self.bins {
            let cells = vec![Cell::text(&bin.label), bin.cell()];
            table.rows.push(Row::linked(cells, bin.href.as_ref()));
        }
        if self.bins.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide, 230.0);
        self.plot(&mut narrow, 190.0);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn plot(&self, sheet: &mut Sheet, height: f64) {
        let largest = self.bins.iter().map(|bin| length(bin.value));
        let largest = largest.fold(0.0, f64::max);
        let ticks = scale::from_zero(largest, 4.0);
        let top_value = ticks.last().copied().unwrap_or(1.0);
        let shown: Vec<String> = self.bins.iter().map(|bin| bin.cell().text).collect();
        let widest = shown.iter().map(|text| Sheet::measure(text));
        let widest = widest.fold(0.0, f64::max);
        let count = index_f64(self.bins.len());
        let has_labels = widest + 2.0 <= sheet.width / count;
        let tick_texts: Vec<String> = ticks.iter().map(|&tick| short(tick)).collect();
        let left = if has_labels {
            0.0
        } else {
            let widths = tick_texts.iter().map(|text| Sheet::measure(text));
            widths.fold(0.0, f64::max) + 8.0
        };
        sheet.text("chart-soft", 0.0, 14.0, Anchor::Start, &self.measure);
        let (top, bottom) = (40.0, 40.0 + height);
        let up = |value: f64| bottom - height * (length(value) / top_value);
        if !has_labels {
            for (&tick, text) in ticks.iter().zip(&tick_texts) {
                let y = up(tick);
                sheet.line("chart-grid", (left, y), (sheet.width, y));
                sheet.text("chart-soft", left - 8.0, y + 5.0, Anchor::End, text);
            }
        }
        // A column that is no number among years stands apart, so that it is not read as a year.
        let apart = self.apart();
        let distance = if apart.is_some() { 22.0 } else { 0.0 };
        let step = (sheet.width - left - distance) / count;
        let gap = if step > 12.0 {
            2.0
        } else {
            1.0_f64.min(step / 4.0)
        };
        for (index, (bin, text)) in self.bins.iter().zip(&shown).enumerate() {
            let is_apart = apart == Some(index);
            let x = left + step * index_f64(index) + if is_apart { distance } else { 0.0 };
            let mark = sheet.open_mark(bin.href.as_ref(), &format!("{}: {text}", bin.label));
            sheet.rect("chart-hit", x, top - 20.0, step, bottom - top + 20.0);
            let y = up(bin.value);
            if is_apart {
                // Grey with crossed lines.
                sheet.patterned(6, x + gap / 2.0, y, step - gap, bottom - y);
            } else {
                sheet.rect("chart-1", x + gap / 2.0, y, step - gap, bottom - y);
            }
            if has_labels {
                sheet.text("", x + step / 2.0, y - 5.0, Anchor::Middle, text);
            }
            sheet.close_mark(mark);
        }
        sheet.line("chart-axis", (left, bottom), (sheet.width, bottom));
        let end = self.labels(sheet, left, (step, distance), bottom);
        let middle = f64::midpoint(left, sheet.width);
        sheet.text(
            "chart-soft",
            middle,
            end + 20.0,
            Anchor::Middle,
            &self.label,
        );
        sheet.height = end + 26.0;
    }

    /// The last column where it alone is no number: "not known" after years.
    fn apart(&self) -> Option<usize> {
        let (last, numbers) = self.bins.split_last()?;
        let is_number = |bin: &Bar| bin.label.trim().parse::<f64>().is_ok();
        (!numbers.is_empty() && numbers.iter().all(is_number) && !is_number(last))
            .then_some(numbers.len())
    }

    /// The names of columns beneath them: all of them if they fit, or else as many as do.
    fn labels(
        &self,
        sheet: &mut Sheet,
        left: f64,
        (step, distance): (f64, f64),
        bottom: f64,
    ) -> f64 {
        let apart = self.apart();
        let middle = |index: usize| {
            let further = if apart == Some(index) { distance } else { 0.0 };
            left + step * (index_f64(index) + 0.5) + further
        };
        let fitted: Vec<_> = self
            .bins
            .iter()
            .map(|bin| Sheet::fit(&bin.label, step - 4.0, 3))
            .collect();
        let is_whole = fitted.iter().all(|label| {
            !label.is_shortened && !label.lines.iter().any(|line| line.ends_with('-'))
        });
        if is_whole {
            let most = fitted.iter().map(|label| label.lines.len()).max();
            for (index, label) in fitted.iter().enumerate() {
                let x = middle(index);
                let whole = &self.bins[index].label;
                sheet.texts("", (x, bottom + 18.0), Anchor::Middle, label, whole);
            }
            return bottom + 4.0 + LINE * index_f64(most.unwrap_or(1));
        }
        let widths = self
            .bins
            .iter()
            .enumerate()
            .filter(|(index, _)| apart != Some(*index))
            .map(|(_, bin)| Sheet::measure(&bin.label));
        let widest = widths.fold(1.0, f64::max).min(120.0) + 10.0;
        let mut free_from = f64::NEG_INFINITY;
        // The label of the column that stands apart is always there; others keep clear of it.
        let mut free_until = sheet.width + 16.0;
        if let Some(bin) = apart.and_then(|index| self.bins.get(index)) {
            let x = middle(self.bins.len() - 1);
            let label = Sheet::fit(&bin.label, 120.0, 1);
            let half = Sheet::measure(&bin.label).min(120.0) / 2.0;
            let at = x.min(sheet.width - half).max(half);
            sheet.line("chart-axis", (x, bottom), (x, bottom + 4.0));
            sheet.texts("", (at, bottom + 18.0), Anchor::Middle, &label, &bin.label);
            free_until = at - half - 4.0;
        }
        for (index, bin) in self.bins.iter().enumerate() {
            let x = middle(index);
            let half = widest / 2.0;
            if x - half < free_from || x + half > free_until || apart == Some(index) {
                continue;
            }
            sheet.line("chart-axis", (x, bottom), (x, bottom + 4.0));
            let label = Sheet::fit(&bin.label, widest, 1);
            let half_text = Sheet::measure(&bin.label).min(widest) / 2.0;
            let at = x.min(sheet.width - half_text).max(half_text);
            sheet.texts("", (at, bottom + 18.0), Anchor::Middle, &label, &bin.label);
            free_from = x + half;
        }
        bottom + 4.0 + LINE
    }
}
