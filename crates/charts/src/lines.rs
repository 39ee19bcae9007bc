//! Lines over time, or over anything else that has an order; also as steps.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::key::{Swatch, key, line_class};
use crate::number::{place, short};
use crate::sheet::{Anchor, Sheet};
use crate::{Caption, Cell, Drawing, Row, Table, scale};

/// A point of a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Point {
    /// Where it is along the axis, such as a year with decimals.
    pub x: f64,
    /// How that place is called: `March 2017`.
    pub label: String,
    /// How much.
    pub y: f64,
    /// The amount as people read it; the number itself if empty.
    pub shown: String,
}

/// A line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// What it stands for.
    pub label: String,
    /// Its points.
    pub points: Vec<Point>,
}

/// Lines over one axis; the axis of amounts begins at 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    /// The words around it.
    pub caption: Caption,
    /// What the axis along the bottom says: `Month`.
    pub label: String,
    /// What is measured.
    pub measure: String,
    /// Whether an amount holds until the next point, instead of moving towards it.
    pub are_steps: bool,
    /// The lines.
    pub series: Vec<Series>,
    /// More lines that the table has and the plot has not, where all would be too many to tell apart.
    pub in_table: Vec<Series>,
}

/// Where points are on the sheet.
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: (f64, f64),
    most: f64,
}

impl Frame {
    fn place(&self, point: &Point) -> (f64, f64) {
        let (from, to) = self.x;
        let share = if to > from {
            (point.x - from) / (to - from)
        } else {
            0.5
        };
        let y = self.bottom - (self.bottom - self.top) * (point.y.max(0.0) / self.most);
        (self.left + (self.right - self.left) * share, y)
    }
}

impl Lines {
    /// Draws the lines.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let table = self.table();
        let points = self.series.iter().flat_map(|series| sound(&series.points));
        let (mut from, mut to, mut most) = (f64::INFINITY, f64::NEG_INFINITY, 0.0_f64);
        for point in points {
            from = from.min(point.x);
            to = to.max(point.x);
            most = most.max(point.y);
        }
        if from > to {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide, (from, to), most);
        self.plot(&mut narrow, (from, to), most);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    /// A row a place along the axis, a column a line.
    fn table(&self) -> Table {
        let mut table = Table::new(&[&self.label]);
        let mut rows: BTreeMap<(u64, &str), Vec<Cell>> = BTreeMap::new();
        let all = self.series.len() + self.in_table.len();
        for (index, series) in self.series.iter().chain(&self.in_table).enumerate() {
            table.columns.push(if series.label.is_empty() {
                self.measure.clone()
            } else {
                series.label.clone()
            });
            for point in &series.points {
                let cells = rows
                    .entry((order(point.x), point.label.as_str()))
                    .or_insert_with(|| vec![Cell::default(); all]);
                cells[index] = Cell::shown(point.y, &point.shown);
            }
        }
        for ((_, label), cells) in rows {
            let mut row = vec![Cell::text(label)];
            row.extend(cells);
            table.rows.push(Row::new(row));
        }
        table
    }

    fn plot(&self, sheet: &mut Sheet, x: (f64, f64), most: f64) {
        let ticks = scale::from_zero(most, 4.0);
        let texts: Vec<String> = ticks.iter().map(|&tick| short(tick)).collect();
        let widths = texts.iter().map(|text| Sheet::measure(text));
        let mut y = 0.0;
        if self.series.len() > 1 {
            let entries: Vec<_> = self
                .series
                .iter()
                .enumerate()
                .map(|(index, series)| (Swatch::Line(index), series.label.clone()))
                .collect();
            y = key(sheet, 0.0, &entries);
        }
        sheet.text("chart-soft", 0.0, y + 14.0, Anchor::Start, &self.measure);
        let frame = Frame {
            left: widths.fold(0.0, f64::max) + 8.0,
            right: sheet.width - 8.0,
            top: y + 30.0,
            bottom: y + if sheet.is_narrow { 210.0 } else { 270.0 },
            x,
            most: ticks.last().copied().unwrap_or(1.0).max(f64::MIN_POSITIVE),
        };
        for (&tick, text) in ticks.iter().zip(&texts) {
            let (_, y) = frame.place(&Point {
                y: tick,
                ..Point::default()
            });
            let class = if tick > 0.0 {
                "chart-grid"
            } else {
                "chart-axis"
            };
            sheet.line(class, (frame.left, y), (frame.right, y));
            sheet.text("chart-soft", frame.left - 8.0, y + 5.0, Anchor::End, text);
        }
        self.along(sheet, &frame);
        for (index, series) in self.series.iter().enumerate() {
            self.line(sheet, &frame, index, series);
        }
        sheet.height = frame.bottom + 46.0;
    }

    /// What stands along the bottom: as many of the places as there is room for, the last among them.
    fn along(&self, sheet: &mut Sheet, frame: &Frame) {
        let mut places: BTreeMap<u64, (f64, &str)> = BTreeMap::new();
        for point in self.series.iter().flat_map(|series| sound(&series.points)) {
            let (x, _) = frame.place(point);
            places.entry(order(point.x)).or_insert((x, &point.label));
        }
        let mut free_until = f64::INFINITY;
        for (x, label) in places.into_values().rev() {
            let text = crate::lettering::cut(label, 130.0, crate::sheet::TEXT);
            let half = Sheet::measure(&text) / 2.0;
            let at = x.min(sheet.width - half).max(half);
            if at + half > free_until {
                continue;
            }
            let bottom = frame.bottom;
            sheet.line("chart-axis", (x, bottom), (x, bottom + 5.0));
            sheet.text("chart-soft", at, bottom + 19.0, Anchor::Middle, &text);
            free_until = at - half - 14.0;
        }
        let middle = f64::midpoint(frame.left, frame.right);
        sheet.text(
            "chart-soft",
            middle,
            frame.bottom + 40.0,
            Anchor::Middle,
            &self.label,
        );
    }

    /// Draws a line.
    fn line(&self, sheet: &mut Sheet, frame: &Frame, index: usize, series: &Series) {
        let mut points: Vec<&Point> = sound(&series.points).collect();
        points.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut data = String::new();
        for (number, point) in points.iter().enumerate() {
            let (x, y) = frame.place(point);
            let _ = match (number, self.are_steps) {
                (0, _) => write!(data, "M{} {}", place(x), place(y)),
                (_, true) => write!(data, "H{}V{}", place(x), place(y)),
                (_, false) => write!(data, "L{} {}", place(x), place(y)),
            };
        }
        if points.len() > 1 {
            sheet.path(&line_class(index), &data);
        }
        let is_sparse = points.len() <= 40;
        for point in &points {
            let (x, y) = frame.place(point);
            let shown = Cell::shown(point.y, &point.shown).text;
            let says = if series.label.is_empty() {
                format!("{}: {shown}", point.label)
            } else {
                format!("{}, {}: {shown}", series.label, point.label)
            };
            sheet.open_titled(&says);
            if is_sparse {
                let class = format!("chart-{}", crate::pattern::number(index));
                sheet.circle(&class, x, y, 3.5);
            }
            sheet.circle("chart-hit", x, y, 9.0);
            sheet.close_titled();
        }
    }
}

/// The points that can be drawn.
fn sound(points: &[Point]) -> impl Iterator<Item = &Point> + Clone {
    points
        .iter()
        .filter(|point| point.x.is_finite() && point.y.is_finite() && point.x.abs() < 1e12)
}

/// A number that sorts as the place does.
fn order(x: f64) -> u64 {
    let bits = (x + 0.0).to_bits();
    if bits >> 63 == 1 {
        !bits
    } else {
        bits | 1 << 63
    }
}
