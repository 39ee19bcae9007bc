//! Coordinates that lie outside the country given.

use indigo_model::pointer;

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts::number_at,
    facts::lies_in,
};

pub(super) const CHECK: Check = Check {
    code: "place_outside_country",
    title: "Place outside its country",
    why: "The point on the map lies outside a box around the country, and half a degree beyond. Boxes are generous, territories count for the country that they belong to, and countries across the date line have two, so what is found is far off: mostly latitude and longitude swapped, a minus sign lost, or the wrong country. A place just across a border is not found.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project", "pipeline"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"delivery_locations": [{"location_country": {"value": "FR"}, "lat_lng": {"lat": {"value": 4.9}, "lng": {"value": -52.3}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"delivery_locations": [{"location_country": {"value": "GB"}, "lat_lng": {"lat": {"value": -0.1}, "lng": {"value": 51.5}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, row) in subject.rows("/delivery_locations").iter().enumerate() {
        let (Some(country), Some(latitude), Some(longitude)) = (
            pointer::text(row, "/location_country/value"),
            number_at(row, "/lat_lng/lat/value"),
            number_at(row, "/lat_lng/lng/value"),
        ) else {
            continue;
        };
        let somewhere = latitude.abs() <= 90.0
            && longitude.abs() <= 180.0
            && !(latitude == 0.0 && longitude == 0.0);
        if !somewhere || lies_in(country, latitude, longitude) != Some(false) {
            continue;
        }
        let inside = |latitude, longitude| lies_in(country, latitude, longitude) == Some(true);
        let mend = if inside(longitude, latitude) {
            "Latitude and longitude seem to be swapped."
        } else if inside(latitude, -longitude) || inside(-latitude, longitude) {
            "A minus sign seems to be wrong."
        } else {
            "Correct the coordinates or the country."
        };
        let base = format!("/delivery_locations/{index}");
        findings.add(
            Finding::at(
                format!("{base}/lat_lng"),
                format!(
                    "The point {latitude}, {longitude} lies outside {}.",
                    country_name(subject, country)
                ),
                mend,
            )
            .with([format!("{base}/location_country/value")])
            .value(format!("{latitude}, {longitude}")),
        );
    }
}

/// The name of a country in the codelist, or its code.
pub(super) fn country_name<'a>(subject: &Subject<'a>, code: &'a str) -> &'a str {
    subject
        .standard
        .list("/delivery_locations")
        .and_then(|list| list.field("/location_country/value"))
        .and_then(|field| field.leaf.codelist.as_ref()?.meaning(code))
        .unwrap_or(code)
}
