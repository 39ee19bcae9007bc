//! Cutting rings at an edge.

/// The part of a closed ring on the good side of a line (Sutherland and Hodgman).
pub(crate) fn cut(ring: &[(f64, f64)], inside: impl Fn((f64, f64)) -> f64) -> Vec<(f64, f64)> {
    let mut out = Vec::with_capacity(ring.len());
    let Some(&last) = ring.last() else {
        return out;
    };
    let mut before = last;
    for &point in ring {
        let (a, b) = (inside(before), inside(point));
        if (a < 0.0) != (b < 0.0) {
            let share = a / (a - b);
            out.push((
                before.0 + (point.0 - before.0) * share,
                before.1 + (point.1 - before.1) * share,
            ));
        }
        if b >= 0.0 {
            out.push(point);
        }
        before = point;
    }
    out
}
