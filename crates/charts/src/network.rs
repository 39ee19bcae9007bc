//! Who works with whom: organisations, and the projects they share.

use crate::key::{Swatch, key, sign};
use crate::number::length;
use crate::sheet::{Anchor, Sheet, index_f64};
use crate::{Caption, Cell, Drawing, Row, Table};

mod layout;

/// How many nodes are drawn at most; the table holds all ties.
const MOST_NODES: usize = 70;
/// How many ties are drawn at most.
const MOST_TIES: usize = 160;

/// One who has ties.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// The name.
    pub name: String,
    /// Its kind, as place in `Network::kinds`.
    pub kind: usize,
    /// The address of the record.
    pub href: Option<String>,
}

/// What two have in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tie {
    /// One of them, as place in `Network::nodes`.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How much: the number of projects they share.
    pub weight: f64,
    /// The weight as people read it; the number itself if empty.
    pub shown: String,
}

/// Nodes and ties; what is tied is drawn together, and the same data always give the same picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// The words around it.
    pub caption: Caption,
    /// What a tie counts: `Projects in common`.
    pub measure: String,
    /// The names of the kinds; each has a sign and a colour.
    pub kinds: Vec<String>,
    /// Those who have ties.
    pub nodes: Vec<Node>,
    /// The ties.
    pub ties: Vec<Tie>,
}

/// What is drawn: places in `Network::nodes`, and ties between places in that list.
struct Selection {
    nodes: Vec<usize>,
    degrees: Vec<f64>,
    ties: Vec<(usize, usize, f64)>,
}

impl Network {
    /// Draws the network, or of a large one the strongest ties: up to 160 between up to 70 nodes.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&["One", "Other", &self.measure]);
        for tie in &self.ties {
            let (Some(a), Some(b)) = (self.nodes.get(tie.a), self.nodes.get(tie.b)) else {
                continue;
            };
            table.rows.push(Row::new(vec![
                Cell::text(&a.name),
                Cell::text(&b.name),
                Cell::shown(tie.weight, &tie.shown),
            ]));
        }
        let chosen = self.selection();
        if chosen.ties.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let places = layout::places(chosen.nodes.len(), &chosen.ties);
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot(&mut wide, &chosen, &places, 560.0);
        self.plot(&mut narrow, &chosen, &places, 440.0);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn selection(&self) -> Selection {
        let count = self.nodes.len();
        let ties: Vec<&Tie> = self
            .ties
            .iter()
            .filter(|tie| {
                tie.a < count && tie.b < count && tie.a != tie.b && length(tie.weight) > 0.0
            })
            .collect();
        let mut all = vec![0.0; count];
        for tie in &ties {
            all[tie.a] += length(tie.weight);
            all[tie.b] += length(tie.weight);
        }
        // The strongest ties first; among equals those between nodes that have many.
        let mut sorted = ties;
        sorted.sort_by(|one, other| {
            let both = |tie: &Tie| all[tie.a] + all[tie.b];
            length(other.weight)
                .total_cmp(&length(one.weight))
                .then_with(|| both(other).total_cmp(&both(one)))
                .then_with(|| (one.a, one.b).cmp(&(other.a, other.b)))
        });
        let mut nodes: Vec<usize> = Vec::new();
        let mut place_of = vec![None; count];
        let mut drawn = Vec::new();
        for tie in sorted {
            let new = [tie.a, tie.b].map(|node| usize::from(place_of[node].is_none()));
            if drawn.len() == MOST_TIES || nodes.len() + new[0] + new[1] > MOST_NODES {
                continue;
            }
            for node in [tie.a, tie.b] {
                if place_of[node].is_none() {
                    place_of[node] = Some(nodes.len());
                    nodes.push(node);
                }
            }
            if let (Some(a), Some(b)) = (place_of[tie.a], place_of[tie.b]) {
                drawn.push((a, b, length(tie.weight)));
            }
        }
        Selection {
            degrees: nodes.iter().map(|&node| all[node]).collect(),
            nodes,
            ties: drawn,
        }
    }

    fn plot(&self, sheet: &mut Sheet, chosen: &Selection, places: &[(f64, f64)], height: f64) {
        let entries: Vec<_> = self
            .kinds
            .iter()
            .enumerate()
            .filter(|(kind, _)| {
                let mut nodes = chosen.nodes.iter();
                nodes.any(|&node| self.nodes[node].kind == *kind)
            })
            .map(|(kind, name)| (Swatch::Sign(kind), name.clone()))
            .collect();
        let top = key(sheet, 0.0, &entries) + 4.0;
        let (edge, is_narrow) = (18.0, sheet.is_narrow);
        let spots: Vec<(f64, f64)> = places
            .iter()
            .map(|&(x, y)| {
                (
                    edge + x * (sheet.width - 2.0 * edge),
                    top + edge + y * (height - 2.0 * edge),
                )
            })
            .collect();
        let heaviest = chosen.ties.iter().map(|tie| tie.2);
        let heaviest = heaviest.fold(1.0, f64::max);
        for &(a, b, weight) in &chosen.ties {
            let n = crate::number::place;
            let thick = 1.0 + 4.0 * (weight / heaviest).sqrt();
            sheet.body.push_str(&format!(
                r#"<line class="chart-thin" x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{}"/>"#,
                n(spots[a].0),
                n(spots[a].1),
                n(spots[b].0),
                n(spots[b].1),
                n(thick)
            ));
        }
        let most = chosen.degrees.iter().copied().fold(1.0, f64::max);
        let largest = if is_narrow { 9.0 } else { 13.0 };
        let mut taken: Vec<(f64, f64, f64, f64)> = Vec::new();
        for (place, &index) in chosen.nodes.iter().enumerate() {
            let node = &self.nodes[index];
            let (x, y) = spots[place];
            let radius = 4.0 + (largest - 4.0) * (chosen.degrees[place] / most).sqrt();
            taken.push((x - radius, y - radius, x + radius, y + radius));
            let kind = self.kinds.get(node.kind).map_or("", String::as_str);
            let says = if kind.is_empty() {
                node.name.clone()
            } else {
                format!("{} ({kind})", node.name)
            };
            let mark = sheet.open_mark(node.href.as_ref(), &says);
            sign(sheet, node.kind, x, y, radius);
            sheet.close_mark(mark);
        }
        sheet.height = top + height;
        // Those with the most ties are named first.
        let mut by_degree: Vec<usize> = (0..chosen.nodes.len()).collect();
        by_degree.sort_by(|&a, &b| chosen.degrees[b].total_cmp(&chosen.degrees[a]));
        let most_names = if is_narrow { 12 } else { 30 };
        let mut named = 0;
        for place in by_degree {
            let index = chosen.nodes[place];
            if named < most_names
                && name(
                    sheet,
                    &self.nodes[index].name,
                    taken[place],
                    top - 4.0,
                    &mut taken,
                )
            {
                named += 1;
            }
        }
    }
}

/// Names a node where that covers nothing: right, left, below, above.
fn name(
    sheet: &mut Sheet,
    name: &str,
    node: (f64, f64, f64, f64),
    top_edge: f64,
    taken: &mut Vec<(f64, f64, f64, f64)>,
) -> bool {
    let room = if sheet.is_narrow { 120.0 } else { 190.0 };
    let label = Sheet::fit(name, room, 2);
    let lines = index_f64(label.lines.len());
    let long = label
        .lines
        .iter()
        .map(|line| Sheet::measure(line))
        .fold(0.0, f64::max);
    let high = lines * crate::sheet::LINE;
    let (x, y) = (f64::midpoint(node.0, node.2), f64::midpoint(node.1, node.3));
    let tries = [
        (node.2 + 3.0, y - high / 2.0, Anchor::Start, node.2 + 3.0),
        (
            node.0 - 3.0 - long,
            y - high / 2.0,
            Anchor::End,
            node.0 - 3.0,
        ),
        (x - long / 2.0, node.3 + 1.0, Anchor::Middle, x),
        (x - long / 2.0, node.1 - 2.0 - high, Anchor::Middle, x),
    ];
    for (left, top, anchor, at) in tries {
        let frame = (left, top, left + long, top + high);
        let is_inside = frame.0 >= 0.0
            && frame.2 <= sheet.width
            && frame.1 >= top_edge
            && frame.3 <= sheet.height;
        let is_free = taken.iter().all(|other| {
            frame.0 > other.2 || frame.2 < other.0 || frame.1 > other.3 || frame.3 < other.1
        });
        if is_inside && is_free {
            sheet.texts("chart-halo", (at, top + 13.0), anchor, &label, name);
            taken.push(frame);
            return true;
        }
    }
    false
}
