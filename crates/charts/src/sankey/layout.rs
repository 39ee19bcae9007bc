//! Where names and bands stand: layers from left to right, and an order in each that crosses little.

use std::collections::BTreeMap;

use super::Flow;
use crate::number::length;
use crate::sheet::index_f64;

/// Names in layers, and the flows between them.
pub(super) struct Stage<'a> {
    names: Vec<&'a str>,
    layer_of: Vec<usize>,
    /// From, to, and the flow.
    edges: Vec<(usize, usize, &'a Flow)>,
}

impl<'a> Stage<'a> {
    /// Puts names into layers; flows that lead back to where they come from are left out.
    pub(super) fn of(flows: &[&'a Flow]) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut index_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut edges = Vec::new();
        for &flow in flows {
            let mut index = |name: &'a str| {
                *index_of.entry(name).or_insert_with(|| {
                    names.push(name);
                    names.len() - 1
                })
            };
            edges.push((index(&flow.from), index(&flow.to), flow));
        }
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
        edges.retain(|&(from, to, _)| {
            let is_circle = from == to || reaches(&next, to, from);
            if !is_circle {
                next[from].push(to);
            }
            !is_circle
        });
        // Without circles the longest way is shorter than the number of names.
        let mut layer_of = vec![0; names.len()];
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for &(from, to, _) in &edges {
                if layer_of[to] <= layer_of[from] {
                    layer_of[to] = layer_of[from] + 1;
                    has_changed = true;
                }
            }
        }
        Self {
            names,
            layer_of,
            edges,
        }
    }

    /// Whether there is nothing to draw.
    pub(super) fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }

    /// How many layers there are.
    pub(super) fn layers(&self) -> usize {
        self.layer_of.iter().max().map_or(0, |most| most + 1)
    }

    /// How many names the fullest layer has.
    pub(super) fn most_in_a_layer(&self) -> usize {
        (0..self.layers())
            .map(|layer| self.layer_of.iter().filter(|&&of| of == layer).count())
            .max()
            .unwrap_or(0)
    }
}

/// Whether there is a way from one name to another.
fn reaches(next: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; next.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            open.extend(&next[at]);
        }
    }
    false
}

/// A name with its bar.
pub(super) struct Node<'a> {
    pub(super) name: &'a str,
    pub(super) layer: usize,
    pub(super) y: f64,
    pub(super) high: f64,
}

/// A band with where it leaves and where it arrives.
pub(super) struct Band<'a> {
    pub(super) flow: &'a Flow,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) leaves: f64,
    pub(super) arrives: f64,
    pub(super) thick: f64,
}

/// All of them.
pub(super) struct Layout<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) bands: Vec<Band<'a>>,
}

impl<'a> Layout<'a> {
    /// Lays a stage out in a height.
    pub(super) fn new(stage: &Stage<'a>, height: f64, gap: f64) -> Self {
        let count = stage.names.len();
        let (mut ins, mut outs) = (vec![0.0; count], vec![0.0; count]);
        for &(from, to, flow) in &stage.edges {
            outs[from] += length(flow.value);
            ins[to] += length(flow.value);
        }
        let amount = |node: usize| f64::max(ins[node], outs[node]);
        let orders = orders(stage, &amount);
        // The fullest layer decides how thick a unit is.
        let scale = orders
            .iter()
            .map(|order| {
                let total: f64 = order.iter().map(|&node| amount(node)).sum();
                let free = height - gap * index_f64(order.len().saturating_sub(1));
                free.max(20.0) / total.max(f64::MIN_POSITIVE)
            })
            .fold(f64::INFINITY, f64::min);
        let mut nodes: Vec<Node<'a>> = (0..count)
            .map(|index| Node {
                name: stage.names[index],
                layer: stage.layer_of[index],
                y: 0.0,
                high: amount(index) * scale,
            })
            .collect();
        for order in &orders {
            let gaps = gap * index_f64(order.len().saturating_sub(1));
            let used: f64 = order.iter().map(|&node| nodes[node].high).sum::<f64>() + gaps;
            let mut y = (height - used).max(0.0) / 2.0;
            for &node in order {
                nodes[node].y = y;
                y += nodes[node].high + gap;
            }
        }
        let bands = bands(stage, &nodes, scale);
        Self { nodes, bands }
    }
}

/// The order in each layer: the largest first, then moved towards what each is tied to.
fn orders(stage: &Stage<'_>, amount: &impl Fn(usize) -> f64) -> Vec<Vec<usize>> {
    let mut orders: Vec<Vec<usize>> = (0..stage.layers())
        .map(|layer| {
            let mut order: Vec<usize> = (0..stage.names.len())
                .filter(|&node| stage.layer_of[node] == layer)
                .collect();
            order.sort_by(|&a, &b| {
                amount(b)
                    .total_cmp(&amount(a))
                    .then_with(|| stage.names[a].cmp(stage.names[b]))
            });
            order
        })
        .collect();
    let mut rank = vec![0.0; stage.names.len()];
    let layers = orders.len();
    // To the right, to the left, to the right: each layer follows the one that was put in order before.
    let forth = 1..layers;
    let back = (0..layers.saturating_sub(1)).rev();
    let ways = forth.clone().map(|layer| (layer, true));
    let ways = ways.chain(back.map(|layer| (layer, false)));
    let ways = ways.chain(forth.map(|layer| (layer, true)));
    for order in &orders {
        rank_all(order, &mut rank);
    }
    for (layer, is_forth) in ways {
        let order = &mut orders[layer];
        let mut pull = vec![0.0; stage.names.len()];
        for &node in order.iter() {
            let (mut sum, mut total) = (0.0, 0.0);
            for &(from, to, flow) in &stage.edges {
                let (own, other) = if is_forth { (to, from) } else { (from, to) };
                if own == node {
                    sum += rank[other] * length(flow.value);
                    total += length(flow.value);
                }
            }
            pull[node] = if total > 0.0 { sum / total } else { rank[node] };
        }
        order.sort_by(|&a, &b| {
            pull[a]
                .total_cmp(&pull[b])
                .then_with(|| stage.names[a].cmp(stage.names[b]))
        });
        rank_all(order, &mut rank);
    }
    orders
}

/// Notes how far down in its layer each name stands, from 0 to 1.
fn rank_all(order: &[usize], rank: &mut [f64]) {
    for (at, &node) in order.iter().enumerate() {
        rank[node] = (index_f64(at) + 0.5) / index_f64(order.len());
    }
}

/// Bands leave and arrive in the order of where they come from and go to, so that they cross little.
fn bands<'a>(stage: &Stage<'a>, nodes: &[Node<'a>], scale: f64) -> Vec<Band<'a>> {
    let mut bands: Vec<Band<'a>> = stage
        .edges
        .iter()
        .map(|&(from, to, flow)| Band {
            flow,
            from,
            to,
            leaves: 0.0,
            arrives: 0.0,
            thick: length(flow.value) * scale,
        })
        .collect();
    let mut used = vec![0.0; nodes.len()];
    bands.sort_by(|a, b| nodes[a.to].y.total_cmp(&nodes[b.to].y));
    for band in &mut bands {
        band.leaves = nodes[band.from].y + used[band.from];
        used[band.from] += band.thick;
    }
    used.fill(0.0);
    bands.sort_by(|a, b| nodes[a.from].y.total_cmp(&nodes[b.from].y));
    for band in &mut bands {
        band.arrives = nodes[band.to].y + used[band.to];
        used[band.to] += band.thick;
    }
    bands
}
