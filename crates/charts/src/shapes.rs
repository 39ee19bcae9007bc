//! The shapes of countries, read from `shapes/countries.txt` (Natural Earth, public domain).

use std::sync::OnceLock;

use crate::clip;

const FILE: &str = include_str!("../shapes/countries.txt");
/// What a step in the file is, in degrees.
const QUANTUM: f64 = 0.02;

/// A country, its outline and its middle, in degrees.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    /// ISO 3166-1 alpha-2, `XK` for Kosovo, or `-` for land that no code stands for.
    pub(crate) code: &'static str,
    /// The middle of its largest piece: longitude and latitude.
    pub(crate) middle: (f64, f64),
    /// Whether it is too small to be seen on a map of the world.
    pub(crate) is_small: bool,
    /// Closed rings of longitude and latitude; holes are rings as well.
    pub(crate) rings: Vec<Vec<(f64, f64)>>,
}

/// All countries, by code.
pub(crate) fn all() -> &'static [Shape] {
    static SHAPES: OnceLock<Vec<Shape>> = OnceLock::new();
    SHAPES.get_or_init(|| read(FILE))
}

/// The middle of a country's largest piece as latitude and longitude, by its code.
#[must_use]
pub fn country_middle(code: &str) -> Option<(f64, f64)> {
    let shape = all().iter().find(|shape| shape.code == code)?;
    Some((shape.middle.1, shape.middle.0))
}

fn read(file: &'static str) -> Vec<Shape> {
    let mut lines = file.lines().filter(|line| !line.starts_with('#'));
    let mut arcs = Vec::new();
    for line in lines.by_ref().skip(1) {
        if line.starts_with("countries") {
            break;
        }
        arcs.push(arc(line));
    }
    lines.filter_map(|line| shape(line, &arcs)).collect()
}

/// A line of steps, each a number with a sign or a space in front.
fn arc(line: &str) -> Vec<(f64, f64)> {
    let spaced = line.replace('-', " -");
    let mut numbers = spaced
        .split_whitespace()
        .map(|word| word.parse::<i32>().unwrap_or_default());
    let (mut x, mut y) = (0, 0);
    let mut points = Vec::new();
    while let (Some(dx), Some(dy)) = (numbers.next(), numbers.next()) {
        x += dx;
        y += dy;
        points.push((f64::from(x) * QUANTUM, f64::from(y) * QUANTUM));
    }
    points
}

fn shape(line: &'static str, arcs: &[Vec<(f64, f64)>]) -> Option<Shape> {
    let mut words = line.splitn(5, ' ');
    let code = words.next()?;
    let middle = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let is_small = words.next()? == "dot";
    let rings = words
        .next()?
        .split(';')
        .map(|ring| {
            let mut points = Vec::new();
            for word in ring.split_whitespace() {
                let (word, is_backwards) = word
                    .strip_prefix('~')
                    .map_or((word, false), |word| (word, true));
                let found = word.parse::<usize>().ok().and_then(|index| arcs.get(index));
                let arc = found.map_or(&[][..], Vec::as_slice);
                // The first point of an arc is the last of the one before.
                let skip = usize::from(!points.is_empty());
                if is_backwards {
                    arc.iter()
                        .rev()
                        .skip(skip)
                        .for_each(|&p| join(&mut points, p));
                } else {
                    arc.iter().skip(skip).for_each(|&p| join(&mut points, p));
                }
            }
            points
        })
        .flat_map(split)
        .collect();
    Some(Shape {
        code,
        middle,
        is_small,
        rings,
    })
}

/// Adds a point where it is nearest to the last: beyond 180 degrees rather than around the globe.
fn join(ring: &mut Vec<(f64, f64)>, (x, y): (f64, f64)) {
    let turn = ring
        .last()
        .map_or(0.0, |last| ((last.0 - x) / 360.0).round() * 360.0);
    ring.push((x + turn, y));
}

/// A ring that leads over the line of 180 degrees becomes two, one at each edge of the map.
fn split(ring: Vec<(f64, f64)>) -> Vec<Vec<(f64, f64)>> {
    let east = ring.iter().any(|point| point.0 > 180.0);
    let west = ring.iter().any(|point| point.0 < -180.0);
    if !east && !west {
        return vec![ring];
    }
    let edge = if east { 180.0 } else { -180.0 };
    let turned = ring.iter().map(|&(x, y)| (x - 2.0 * edge, y)).collect();
    [ring, turned]
        .into_iter()
        .map(|ring| {
            let ring = clip::cut(&ring, |point| point.0 + 180.0);
            clip::cut(&ring, |point| 180.0 - point.0)
        })
        .filter(|ring| ring.len() > 2)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_inside(shape: &Shape, (x, y): (f64, f64)) -> bool {
        let crossings = shape.rings.iter().flat_map(|ring| {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).filter(|(a, b)| {
                (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0)
            })
        });
        crossings.count() % 2 == 1
    }

    #[test]
    fn capitals_lie_in_their_countries_and_in_no_other() {
        for (code, longitude, latitude) in [
            ("GB", -0.6, 51.6),
            ("FR", 2.35, 48.85),
            ("US", -98.0, 39.0),
            ("RU", 37.6, 55.75),
            ("AU", 149.1, -35.3),
            ("LS", 28.2, -29.6),
            ("ZA", 28.0, -26.2),
            ("CO", -74.1, 4.7),
        ] {
            let found: Vec<&str> = all()
                .iter()
                .filter(|shape| is_inside(shape, (longitude, latitude)))
                .map(|shape| shape.code)
                .collect();
            assert_eq!(found, [code]);
        }
    }

    #[test]
    fn outlines_stay_on_the_globe_and_middles_lie_inside() {
        assert!(all().len() > 230, "{}", all().len());
        for shape in all() {
            assert!(!shape.rings.is_empty(), "{}", shape.code);
            for &(x, y) in shape.rings.iter().flatten() {
                assert!(
                    x.abs() <= 180.01 && y.abs() <= 90.0,
                    "{} {x} {y}",
                    shape.code
                );
            }
            let is_across = shape.rings.iter().any(|ring| {
                let next = ring.iter().skip(1);
                ring.iter().zip(next).any(|(a, b)| (a.0 - b.0).abs() > 90.0)
            });
            assert!(!is_across, "{} leads around the globe", shape.code);
            if !shape.is_small {
                assert!(is_inside(shape, shape.middle), "{}", shape.code);
            }
        }
    }

    #[test]
    fn small_states_are_there() {
        for code in ["MT", "SG", "CV", "LI", "BB", "XK", "HK"] {
            assert!(country_middle(code).is_some(), "{code}");
        }
        assert_eq!(country_middle("AQ"), None);
    }
}
