//! Where the service is, as points on a map.

use indigo_charts::{Caption, Drawing, Place, PointMap};
use indigo_model::{Value, pointer};

use super::metric::plain_number;
use crate::{pages::record::Page, words::count};

/// The places with a point; nothing where there is none.
pub(super) fn drawing(page: &Page<'_>) -> Option<Drawing> {
    let rows: Vec<&Value> = pointer::rows(page.data, "/delivery_locations").collect();
    let points: Vec<Place> = rows.iter().filter_map(|row| place(page, row)).collect();
    if points.is_empty() {
        return None;
    }
    let chart = PointMap {
        caption: Caption::new("places", "Where the service is")
            .described("A point for each place that is recorded with degrees.")
            .sourced("places of this record")
            .noted(format!(
                "{} of {} places have a point",
                count(points.len()),
                count(rows.len())
            )),
        label: "Place".to_owned(),
        points,
    };
    Some(chart.draw())
}

fn place(page: &Page<'_>, row: &Value) -> Option<Place> {
    let degrees = |key: &str, most: f64| {
        let value = pointer::get(row, &format!("/lat_lng/{key}/value"))?;
        // Degrees west and south are below nothing.
        let degrees = value.as_f64().or_else(|| plain_number(value))?;
        (degrees.abs() <= most).then_some(degrees)
    };
    let country = page.cell("/delivery_locations", row, "/location_country");
    Some(Place {
        label: pointer::text(row, "/location_name/value")
            .unwrap_or("Place without a name")
            .to_owned(),
        note: country.map(|shown| shown.plain()).unwrap_or_default(),
        latitude: degrees("lat", 90.0)?,
        longitude: degrees("lng", 180.0)?,
        href: None,
    })
}
