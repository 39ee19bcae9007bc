//! A dot a record along an axis: how amounts are spread, with nothing averaged away.

use crate::number::{place, short};
use crate::sheet::{Anchor, Sheet};
use crate::{Bar, Caption, Cell, Drawing, Row, Table, scale};

const RADIUS: f64 = 4.5;

/// A row of dots.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StripGroup {
    /// What the row holds.
    pub label: String,
    /// The dots.
    pub points: Vec<Bar>,
}

/// Rows of dots over one axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strip {
    /// The words around it.
    pub caption: Caption,
    /// What a dot stands for: `Project`.
    pub label: String,
    /// What the axis measures: `Capital in US dollars`.
    pub measure: String,
    /// Whether each step along the axis is a multiplication; then only amounts above 0 are drawn.
    pub is_log: bool,
    /// The rows.
    pub groups: Vec<StripGroup>,
}

/// From amounts to places.
struct Axis {
    low: f64,
    high: f64,
    is_log: bool,
}

impl Axis {
    fn share(&self, value: f64) -> f64 {
        let (low, high, value) = if self.is_log {
            (self.low.log10(), self.high.log10(), value.log10())
        } else {
            (self.low, self.high, value)
        };
        if high > low {
            (value - low) / (high - low)
        } else {
            0.5
        }
    }
}

impl Strip {
    /// Draws the dots.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&[&self.label, "Group", &self.measure]);
        for group in &self.groups {
            for point in &group.points {
                let cells = vec![
                    Cell::text(&point.label),
                    Cell::text(&group.label),
                    point.cell(),
                ];
                table.rows.push(Row::linked(cells, point.href.as_ref()));
            }
        }
        let all = self.groups.iter().flat_map(|group| &group.points);
        let values = all
            .map(|point| point.value)
            .filter(|&value| self.is_drawn(value));
        let high = values.clone().fold(f64::NEG_INFINITY, f64::max);
        let low = values.fold(f64::INFINITY, f64::min);
        if low > high {
            return Drawing::nothing(&self.caption, table);
        }
        let axis = Axis {
            low: if self.is_log { low } else { low.min(0.0) },
            high,
            is_log: self.is_log,
        };
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide, &axis);
        self.plot(&mut narrow, &axis);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn is_drawn(&self, value: f64) -> bool {
        value.is_finite() && value.abs() < 1e100 && (!self.is_log || value > 0.0)
    }

    fn plot(&self, sheet: &mut Sheet, axis: &Axis) {
        let edge = 14.0;
        let room = sheet.width - 2.0 * edge;
        let mut y = 0.0;
        for group in &self.groups {
            let mut dots: Vec<(f64, &Bar)> = group
                .points
                .iter()
                .filter(|point| self.is_drawn(point.value))
                .map(|point| (edge + room * axis.share(point.value), point))
                .collect();
            dots.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.label.cmp(&b.1.label)));
            let heights = swarm(&dots.iter().map(|dot| dot.0).collect::<Vec<_>>());
            let tallest = heights.iter().fold(0.0, |most: f64, h| most.max(h.abs()));
            let label = Sheet::fit(&group.label, sheet.width, 2);
            sheet.texts(
                "chart-strong",
                (0.0, y + 15.0),
                Anchor::Start,
                &label,
                &group.label,
            );
            y += crate::key::lines_height(label.lines.len()) + 12.0;
            let middle = y + tallest + RADIUS;
            for ((x, point), high) in dots.iter().zip(&heights) {
                let says = format!("{}: {}", point.label, point.cell().text);
                let mark = sheet.open_mark(point.href.as_ref(), &says);
                sheet.circle("chart-dot", *x, middle + high, RADIUS);
                sheet.close_mark(mark);
            }
            if let Some(median) = median(&dots) {
                let x = edge + room * axis.share(median);
                let (top, bottom) = (y - 4.0, middle + tallest + RADIUS + 4.0);
                sheet.path(
                    "chart-outline",
                    &format!("M{} {}V{}", place(x), place(top), place(bottom)),
                );
                let (anchor, x) = if x > sheet.width / 2.0 {
                    (Anchor::End, x - 5.0)
                } else {
                    (Anchor::Start, x + 5.0)
                };
                sheet.text("chart-halo", x, bottom + 10.0, anchor, "median");
                y = bottom;
            }
            y += 22.0;
        }
        sheet.line("chart-axis", (0.0, y), (sheet.width, y));
        let ticks = if axis.is_log {
            scale::powers(axis.low, axis.high)
        } else {
            scale::within(axis.low, axis.high, if sheet.is_narrow { 4.0 } else { 7.0 })
        };
        let mut free_from = f64::NEG_INFINITY;
        for tick in ticks {
            let (x, text) = (edge + room * axis.share(tick), short(tick));
            let half = Sheet::measure(&text) / 2.0;
            let at = x.clamp(half, sheet.width - half);
            if at - half < free_from {
                continue;
            }
            sheet.line("chart-axis", (x, y), (x, y + 5.0));
            sheet.text("chart-soft", at, y + 19.0, Anchor::Middle, &text);
            free_from = at + half + 10.0;
        }
        let measure = Sheet::fit(&self.measure, sheet.width, 2);
        let middle = sheet.width / 2.0;
        sheet.texts(
            "chart-soft",
            (middle, y + 40.0),
            Anchor::Middle,
            &measure,
            &self.measure,
        );
        sheet.height = y + 30.0 + crate::key::lines_height(measure.lines.len());
    }
}

/// How far above or below the middle each dot stands, so that none covers another; `places` rise.
fn swarm(places: &[f64]) -> Vec<f64> {
    const MOST: u32 = 7;
    let step = RADIUS * 2.0;
    let mut heights: Vec<f64> = Vec::with_capacity(places.len());
    for (index, &x) in places.iter().enumerate() {
        let near: Vec<(f64, f64)> = (0..index)
            .rev()
            .take_while(|&other| x - places[other] < step)
            .map(|other| (x - places[other], heights[other]))
            .collect();
        let mut chosen = 0.0;
        for level in 0..=2 * MOST {
            let up = f64::from(level.div_ceil(2)) * step;
            let high = if level % 2 == 0 { up } else { -up };
            let is_free = near
                .iter()
                .all(|(dx, other)| dx.hypot(high - other) >= step * 0.98);
            if is_free {
                chosen = high;
                break;
            }
        }
        heights.push(chosen);
    }
    heights
}

fn median(dots: &[(f64, &Bar)]) -> Option<f64> {
    let middle = dots.len() / 2;
    let upper = dots.get(middle)?.1.value;
    if dots.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(dots.get(middle - 1)?.1.value, upper))
}
