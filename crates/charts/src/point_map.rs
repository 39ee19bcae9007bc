//! Places on a map that shows just as much of the world as they need.

use crate::number::place;
use crate::sheet::{Anchor, Sheet, index_f64};
use crate::{Caption, Cell, Drawing, Row, Table, clip, projection, shapes};

/// The least that is shown from south to north, in degrees: the shapes are not made for less.
const LEAST: f64 = 5.0;

/// A place with coordinates.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// Its name.
    pub label: String,
    /// More about it; may be empty.
    pub note: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The address of what is behind it.
    pub href: Option<String>,
}

impl Place {
    fn is_sound(&self) -> bool {
        self.latitude.abs() <= 90.0 && self.longitude.abs() <= 180.0
    }
}

/// Places over the shapes of countries; those that would cover each other are one circle with their number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PointMap {
    /// The words around it.
    pub caption: Caption,
    /// What a point stands for, as head of the table.
    pub label: String,
    /// The places.
    pub points: Vec<Place>,
}

/// The part of the world that is shown, without curvature: true at the middle latitude.
struct Window {
    west: f64,
    north: f64,
    /// Units of the sheet to a degree of latitude.
    scale: f64,
    squeeze: f64,
    width: f64,
    height: f64,
}

impl Window {
    fn around(points: &[&Place], width: f64, height: f64) -> Self {
        let range = |value: fn(&Place) -> f64| {
            let values = points.iter().map(|point| value(point));
            let low = values.clone().fold(f64::INFINITY, f64::min);
            (low, values.fold(f64::NEG_INFINITY, f64::max))
        };
        let (south, north) = range(|point| point.latitude);
        let (west, east) = range(|point| point.longitude);
        let middle = (f64::midpoint(south, north), f64::midpoint(west, east));
        let squeeze = middle.0.to_radians().cos().max(0.2);
        // A margin, so that no point stands at the edge.
        let tall = ((north - south) * 1.35).max(LEAST);
        let broad = ((east - west) * 1.25 * squeeze).max(LEAST);
        let scale = (height / tall).min(width / broad);
        // A belt around the globe needs less height.
        let height = (tall * scale).clamp(width * 0.55, height.max(width * 0.55));
        Self {
            west: middle.1 - width / 2.0 / scale / squeeze,
            north: middle.0 + height / 2.0 / scale,
            scale,
            squeeze,
            width,
            height,
        }
    }

    fn place(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        (
            (longitude - self.west) * self.scale * self.squeeze,
            (self.north - latitude) * self.scale,
        )
    }

    /// The part of a ring that is inside, with a little beyond the edge.
    fn clip(&self, ring: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let mut points: Vec<(f64, f64)> = ring.iter().map(|&(x, y)| self.place(x, y)).collect();
        points = clip::cut(&points, |p| p.0 + 4.0);
        points = clip::cut(&points, |p| self.width + 4.0 - p.0);
        points = clip::cut(&points, |p| p.1 + 4.0);
        clip::cut(&points, |p| self.height + 4.0 - p.1)
    }
}

/// Places that would cover each other.
struct Cluster<'a> {
    x: f64,
    y: f64,
    places: Vec<&'a Place>,
}

impl<'a> Cluster<'a> {
    fn meets(&self, other: &Self) -> bool {
        (self.x - other.x).hypot(self.y - other.y) < self.radius() + other.radius()
    }

    /// Holds the places of another as well, and moves to the middle of all of them.
    fn take(&mut self, other: Cluster<'a>) {
        let (m, n) = (index_f64(self.places.len()), index_f64(other.places.len()));
        self.x = (self.x * m + other.x * n) / (m + n);
        self.y = (self.y * m + other.y * n) / (m + n);
        self.places.extend(other.places);
    }

    fn radius(&self) -> f64 {
        match self.places.len() {
            1 => 6.5,
            many => (9.0 + index_f64(many).sqrt() * 1.6).min(26.0),
        }
    }
}

impl PointMap {
    /// Draws the map.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&[&self.label, "Latitude", "Longitude", "Note"]);
        for point in &self.points {
            let cells = vec![
                Cell::text(&point.label),
                Cell::shown(point.latitude, &degrees(point.latitude)),
                Cell::shown(point.longitude, &degrees(point.longitude)),
                Cell::text(&point.note),
            ];
            table.rows.push(Row::linked(cells, point.href.as_ref()));
        }
        if self.points.iter().all(|point| point.note.is_empty()) {
            table.columns.pop();
            for row in &mut table.rows {
                row.cells.pop();
            }
        }
        let sound: Vec<&Place> = self
            .points
            .iter()
            .filter(|place| place.is_sound())
            .collect();
        if sound.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        plot(&mut wide, &sound, 420.0);
        plot(&mut narrow, &sound, 300.0);
        Drawing::new(&self.caption, table, wide, &narrow)
    }
}

fn degrees(value: f64) -> String {
    if value.is_finite() {
        format!("{}", (value * 10_000.0).round() / 10_000.0)
    } else {
        String::new()
    }
}

fn plot(sheet: &mut Sheet, points: &[&Place], height: f64) {
    let window = Window::around(points, sheet.width, height);
    let height = window.height;
    sheet.height = height;
    let (id, wide, high) = (&sheet.id, place(sheet.width), place(height));
    sheet.body = format!(
        r##"<clipPath id="{id}-c"><rect width="{wide}" height="{high}"/></clipPath><g clip-path="url(#{id}-c)"><rect class="chart-sea" width="{wide}" height="{high}"/>"##
    );
    for shape in shapes::all() {
        let rings: Vec<_> = shape.rings.iter().map(|ring| window.clip(ring)).collect();
        let outline = projection::outline(&rings, 1.0);
        if !outline.is_empty() {
            sheet.path("chart-land", &outline);
        }
    }
    let clusters = clusters(points, &window);
    let mut taken: Vec<(f64, f64, f64, f64)> = clusters
        .iter()
        .map(|one| {
            let r = one.radius();
            (one.x - r, one.y - r, one.x + r, one.y + r)
        })
        .collect();
    for cluster in &clusters {
        let target = cluster.places.first().and_then(|place| place.href.as_ref());
        let has_one = cluster
            .places
            .iter()
            .all(|place| place.href.as_ref() == target);
        let mark = sheet.open_mark(target.filter(|_| has_one), &said(cluster));
        let radius = cluster.radius();
        sheet.circle("chart-1 chart-rim", cluster.x, cluster.y, radius);
        if cluster.places.len() > 1 {
            let count = cluster.places.len().to_string();
            sheet.text(
                "chart-on",
                cluster.x,
                cluster.y + 5.0,
                Anchor::Middle,
                &count,
            );
        }
        sheet.close_mark(mark);
    }
    for cluster in &clusters {
        if cluster.places.len() == 1 {
            name(sheet, cluster, height, &mut taken);
        }
    }
    sheet.body.push_str("</g>");
}

/// Names a single place beside its point, where that covers nothing.
fn name(
    sheet: &mut Sheet,
    cluster: &Cluster<'_>,
    height: f64,
    taken: &mut Vec<(f64, f64, f64, f64)>,
) {
    let Some(label) = cluster.places.first().map(|place| &place.label) else {
        return;
    };
    let long = Sheet::measure(label);
    if label.is_empty() || long > 170.0 {
        return;
    }
    for (x, anchor, from) in [
        (cluster.x + 10.0, Anchor::Start, cluster.x + 9.0),
        (cluster.x - 10.0, Anchor::End, cluster.x - 10.0 - long),
    ] {
        let frame = (from, cluster.y - 8.0, from + long + 1.0, cluster.y + 8.0);
        let is_inside =
            frame.0 > 2.0 && frame.2 < sheet.width - 2.0 && frame.1 > 2.0 && frame.3 < height - 2.0;
        let is_free = taken.iter().all(|other| {
            frame.0 > other.2 || frame.2 < other.0 || frame.1 > other.3 || frame.3 < other.1
        });
        if is_inside && is_free {
            sheet.text("chart-halo", x, cluster.y + 5.0, anchor, label);
            taken.push(frame);
            return;
        }
    }
}

fn clusters<'a>(points: &[&'a Place], window: &Window) -> Vec<Cluster<'a>> {
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    for &point in points {
        let (x, y) = window.place(point.longitude, point.latitude);
        let near = clusters
            .iter_mut()
            .find(|cluster| (cluster.x - x).hypot(cluster.y - y) < 15.0);
        match near {
            Some(cluster) => cluster.places.push(point),
            None => clusters.push(Cluster {
                x,
                y,
                places: vec![point],
            }),
        }
    }
    // Circles grow with what they hold; those that meet become one, until none meet.
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        let mut a = 0;
        while a < clusters.len() {
            let (head, rest) = clusters.split_at(a + 1);
            let one = &head[a];
            match rest.iter().position(|other| one.meets(other)) {
                Some(at) => {
                    let other = clusters.remove(a + 1 + at);
                    clusters[a].take(other);
                    has_changed = true;
                }
                None => a += 1,
            }
        }
    }
    clusters
}

/// What a circle stands for: the names, or the first of them.
fn said(cluster: &Cluster<'_>) -> String {
    const MOST: usize = 8;
    let names: Vec<String> = cluster
        .places
        .iter()
        .take(MOST)
        .map(|place| {
            if place.note.is_empty() {
                place.label.clone()
            } else {
                format!("{} ({})", place.label, place.note)
            }
        })
        .collect();
    match cluster.places.len() {
        1 => names.concat(),
        many if many > MOST => format!(
            "{many} places: {} and {} more",
            names.join("; "),
            many - MOST
        ),
        many => format!("{many} places: {}", names.join("; ")),
    }
}
