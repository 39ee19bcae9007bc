//! Where nodes stand: they push each other away, ties pull, and the middle pulls a little.
//!
//! After Fruchterman and Reingold (1991), from a spiral instead of chance.

use crate::sheet::index_f64;

const ROUNDS: u32 = 260;

/// A place from 0 to 1 for each node; ties are between places in the list and have a weight.
pub(super) fn places(count: usize, ties: &[(usize, usize, f64)]) -> Vec<(f64, f64)> {
    // A sunflower's angle spreads any number of points evenly.
    let golden = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    let mut at: Vec<(f64, f64)> = (0..count)
        .map(|index| {
            let far = ((index_f64(index) + 0.5) / index_f64(count)).sqrt() * 0.5;
            let angle = golden * index_f64(index);
            (far * angle.cos(), far * angle.sin())
        })
        .collect();
    let ideal = 0.9 / index_f64(count.max(1)).sqrt();
    let heaviest = ties.iter().map(|tie| tie.2).fold(1.0, f64::max);
    for round in 0..ROUNDS {
        let heat = 0.08 * (1.0 - f64::from(round) / f64::from(ROUNDS)) + 0.001;
        let mut push = vec![(0.0, 0.0); count];
        for a in 0..count {
            for b in a + 1..count {
                let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
                let apart = (dx * dx + dy * dy).max(1e-6);
                let force = ideal * ideal / apart;
                push[a].0 += dx * force;
                push[a].1 += dy * force;
                push[b].0 -= dx * force;
                push[b].1 -= dy * force;
            }
        }
        for &(a, b, weight) in ties {
            let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
            let apart = dx.hypot(dy).max(1e-6);
            let force = apart / ideal * (0.5 + 0.5 * (weight / heaviest).sqrt());
            push[a].0 -= dx * force;
            push[a].1 -= dy * force;
            push[b].0 += dx * force;
            push[b].1 += dy * force;
        }
        for (place, push) in at.iter_mut().zip(&push) {
            let (x, y) = (push.0 - place.0, push.1 - place.1);
            let long = x.hypot(y).max(1e-9);
            let step = long.min(heat);
            place.0 += x / long * step;
            place.1 += y / long * step;
        }
    }
    fitted(&at)
}

/// Stretched so that the places fill the sheet, and loosened where many stand close together.
fn fitted(at: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let xs = loosened(at.iter().map(|place| place.0).collect());
    let ys = loosened(at.iter().map(|place| place.1).collect());
    xs.into_iter().zip(ys).collect()
}

/// Half where a value is between the least and the largest, half where it is in their order.
fn loosened(values: Vec<f64>) -> Vec<f64> {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let last = index_f64(values.len().max(2) - 1);
    let mut out = vec![0.5; values.len()];
    for (rank, &index) in order.iter().enumerate() {
        let share = if high - low > 1e-9 {
            (values[index] - low) / (high - low)
        } else {
            0.5
        };
        out[index] = f64::midpoint(share, index_f64(rank) / last);
    }
    out
}
