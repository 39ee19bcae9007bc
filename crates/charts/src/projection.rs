//! From the globe to the sheet.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::shapes;

/// Steps in the data of a path to one unit of the sheet.
pub(crate) const STEPS: f64 = 4.0;
/// The southernmost latitude shown: Antarctica is left out.
const SOUTH: f64 = -56.5;
/// The northernmost latitude shown.
const NORTH: f64 = 83.7;

/// Equal Earth (Šavrič, Patterson, Jenny 2018): areas keep their proportion, for a globe of radius 1.
fn equal_earth(longitude: f64, latitude: f64) -> (f64, f64) {
    const A1: f64 = 1.340_264;
    const A2: f64 = -0.081_106;
    const A3: f64 = 0.000_893;
    const A4: f64 = 0.003_796;
    let root = 3.0_f64.sqrt();
    let t = (root / 2.0 * latitude.to_radians().sin()).asin();
    let (t2, t6) = (t * t, t.powi(6));
    let x = 2.0 * root * longitude.to_radians() * t.cos()
        / (3.0 * (9.0 * A4 * t6 * t2 + 7.0 * A3 * t6 + 3.0 * A2 * t2 + A1));
    let y = t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2));
    (x, y)
}

/// The map of the world on a sheet of a width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct World {
    scale: f64,
    half: f64,
    top: f64,
    /// How high the map is, in units of the sheet.
    pub(crate) height: f64,
}

impl World {
    /// A map of the world that is `width` units wide.
    pub(crate) fn new(width: f64) -> Self {
        let (half, _) = equal_earth(180.0, 0.0);
        let (_, top) = equal_earth(0.0, NORTH);
        let (_, bottom) = equal_earth(0.0, SOUTH);
        let scale = width / 2.0 / half;
        Self {
            scale,
            half,
            top,
            height: (top - bottom) * scale,
        }
    }

    /// Where a place is on the sheet.
    pub(crate) fn place(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let (x, y) = equal_earth(longitude.clamp(-180.0, 180.0), latitude.clamp(SOUTH, NORTH));
        ((x + self.half) * self.scale, (self.top - y) * self.scale)
    }
}

/// The outline of each country on a map of the world as wide as the wide sheet, in steps.
pub(crate) fn world_outlines() -> &'static BTreeMap<&'static str, String> {
    static OUTLINES: OnceLock<BTreeMap<&'static str, String>> = OnceLock::new();
    OUTLINES.get_or_init(|| {
        let world = World::new(crate::sheet::WIDE);
        let mut outlines = BTreeMap::new();
        for shape in shapes::all() {
            let rings: Vec<Vec<(f64, f64)>> = shape
                .rings
                .iter()
                .map(|ring| ring.iter().map(|&(x, y)| world.place(x, y)).collect())
                .collect();
            outlines.insert(shape.code, outline(&rings, STEPS));
        }
        outlines
    })
}

/// Rings as the data of a path, in whole steps, each relative to the one before.
///
/// Rings that come to less than three corners are left out.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to what fits before"
)]
pub(crate) fn outline(rings: &[Vec<(f64, f64)>], steps: f64) -> String {
    let mut data = String::new();
    for ring in rings {
        let mut points: Vec<(i32, i32)> = Vec::new();
        for &(x, y) in ring {
            let step = |value: f64| (value * steps).clamp(-1e6, 1e6).round() as i32;
            let point = (step(x), step(y));
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
        if points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        if points.len() < 3 {
            continue;
        }
        let mut last = points[0];
        let _ = write!(data, "M{} {}l", last.0, last.1);
        for (index, &(x, y)) in points[1..].iter().enumerate() {
            let (dx, dy) = (x - last.0, y - last.1);
            let first = if index == 0 || dx < 0 { "" } else { " " };
            let second = if dy < 0 { "" } else { " " };
            let _ = write!(data, "{first}{dx}{second}{dy}");
            last = (x, y);
        }
        data.push('z');
    }
    data
}
