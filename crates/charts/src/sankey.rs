//! What flows from whom to whom, as bands as thick as the amount.

use std::collections::BTreeMap;

use crate::number::{length, place};
use crate::sheet::{Anchor, Sheet, index_f64};
use crate::{Caption, Cell, Drawing, Row, Table};

mod layout;

use layout::{Layout, Stage};

/// An amount that goes from one to another.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flow {
    /// Where it comes from, by name.
    pub from: String,
    /// Where it goes, by name.
    pub to: String,
    /// How much.
    pub value: f64,
    /// The amount as people read it; the number itself if empty.
    pub shown: String,
    /// The address of the records behind it.
    pub href: Option<String>,
}

/// Bands between names; each name stands once, as far right as its longest way from a beginning.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sankey {
    /// The words around it.
    pub caption: Caption,
    /// What is measured.
    pub measure: String,
    /// The bands.
    pub flows: Vec<Flow>,
    /// Addresses of what names stand for.
    pub hrefs: BTreeMap<String, String>,
}

impl Sankey {
    /// Draws the bands.
    ///
    /// A flow that would close a circle stands in the table only, and so does one without an amount.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&["From", "To", &self.measure]);
        for flow in &self.flows {
            let cells = vec![
                Cell::text(&flow.from),
                Cell::text(&flow.to),
                Cell::shown(flow.value, &flow.shown),
            ];
            table.rows.push(Row::linked(cells, flow.href.as_ref()));
        }
        let flows: Vec<&Flow> = self
            .flows
            .iter()
            .filter(|flow| length(flow.value) > 0.0)
            .collect();
        let stage = Stage::of(&flows);
        if stage.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide, &stage);
        self.plot(&mut narrow, &stage);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn plot(&self, sheet: &mut Sheet, stage: &Stage<'_>) {
        // On phones names stand above their bars, elsewhere beside them.
        let (bar, margin, gap) = if sheet.is_narrow {
            (10.0, 0.0, 24.0)
        } else {
            (14.0, 170.0, 16.0)
        };
        let most = index_f64(stage.most_in_a_layer());
        let height = (most * (gap + 22.0)).clamp(220.0, 1_400.0);
        let layout = Layout::new(stage, height, gap);
        let layers = index_f64(stage.layers().max(2) - 1);
        let x_of =
            |layer: usize| margin + (sheet.width - 2.0 * margin - bar) * index_f64(layer) / layers;
        let top = if sheet.is_narrow { 20.0 } else { 4.0 };
        let columns: Vec<f64> = (0..stage.layers()).map(x_of).collect();
        for band in &layout.bands {
            let flow = band.flow;
            let (from, to) = (&layout.nodes[band.from], &layout.nodes[band.to]);
            let (x0, x1) = (columns[from.layer] + bar, columns[to.layer]);
            let (y0, y1) = (top + band.leaves, top + band.arrives);
            let middle = f64::midpoint(x0, x1);
            let n = place;
            let data = format!(
                "M{} {}C{} {} {} {} {} {}V{}C{} {} {} {} {} {}z",
                n(x0),
                n(y0),
                n(middle),
                n(y0),
                n(middle),
                n(y1),
                n(x1),
                n(y1),
                n(y1 + band.thick),
                n(middle),
                n(y1 + band.thick),
                n(middle),
                n(y0 + band.thick),
                n(x0),
                n(y0 + band.thick)
            );
            let shown = Cell::shown(flow.value, &flow.shown).text;
            let says = format!("{} to {}: {shown}", flow.from, flow.to);
            let mark = sheet.open_mark(flow.href.as_ref(), &says);
            let class = format!("chart-flow chart-{}", colour(from.layer, band.from));
            sheet.path(&class, &data);
            sheet.close_mark(mark);
        }
        let last = stage.layers() - 1;
        for (index, node) in layout.nodes.iter().enumerate() {
            let (x, y) = (columns[node.layer], top + node.y);
            let mark = sheet.open_mark(self.hrefs.get(node.name), node.name);
            let class = format!("chart-{}", colour(node.layer, index));
            sheet.rect(&class, x, y, bar, node.high.max(1.5));
            if sheet.is_narrow {
                let room = (sheet.width / index_f64(stage.layers())) - 6.0;
                let label = Sheet::fit(node.name, room, 1);
                let (at, anchor) = match node.layer {
                    0 => (x, Anchor::Start),
                    layer if layer == last => (x + bar, Anchor::End),
                    _ => (x + bar / 2.0, Anchor::Middle),
                };
                sheet.texts("chart-halo", (at, y - 5.0), anchor, &label, node.name);
            } else {
                let between = columns.get(1).map_or(margin, |x| x - margin - 30.0);
                let (at, anchor, room) = match node.layer {
                    0 => (x - 8.0, Anchor::End, margin - 10.0),
                    layer if layer == last => (x + bar + 8.0, Anchor::Start, margin - 10.0),
                    _ => (x + bar + 6.0, Anchor::Start, between),
                };
                let label = Sheet::fit(node.name, room, 2);
                let lines = index_f64(label.lines.len());
                let foot = y + node.high / 2.0 + 5.0 - (lines - 1.0) * 8.5;
                sheet.texts("chart-halo", (at, foot), anchor, &label, node.name);
            }
            sheet.close_mark(mark);
        }
        sheet.height = top + height + 14.0;
    }
}

/// Those at the beginning have colours of their own; the rest is grey.
fn colour(layer: usize, index: usize) -> usize {
    if layer == 0 { index % 6 + 1 } else { 7 }
}
