//! Coordinates that no place on earth has, or half of them.

use indigo_model::Value;

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    amounts::{in_words, number_at},
};

pub(super) const CHECK: Check = Check {
    code: "coordinates_impossible",
    title: "Coordinates of no place",
    why: "Latitudes go from -90 to 90 and longitudes from -180 to 180; 0, 0 lies in the sea and is what programs write for \"not known\"; one of the two alone is no place. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Accurate,
    types: &["project", "pipeline"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"delivery_locations": [{"lat_lng": {"lat": {"value": 51.5}, "lng": {"value": -0.1}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"delivery_locations": [{"lat_lng": {"lat": {"value": 151.5}, "lng": {"value": -0.1}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, row) in subject.rows("/delivery_locations").iter().enumerate() {
        let base = format!("/delivery_locations/{index}/lat_lng");
        let (latitude, longitude) = (
            number_at(row, "/lat_lng/lat/value"),
            number_at(row, "/lat_lng/lng/value"),
        );
        let message = match (latitude, longitude) {
            (Some(latitude), Some(_)) if latitude.abs() > 90.0 => {
                format!("The latitude {} is beyond the poles.", in_words(latitude))
            }
            (Some(_), Some(longitude)) if longitude.abs() > 180.0 => {
                format!(
                    "The longitude {} is beyond 180 degrees.",
                    in_words(longitude)
                )
            }
            (Some(latitude), Some(longitude)) if latitude == 0.0 && longitude == 0.0 => {
                "The coordinates are 0, 0, a place in the sea.".to_owned()
            }
            (Some(_), None) => "There is a latitude and no longitude.".to_owned(),
            (None, Some(_)) => "There is a longitude and no latitude.".to_owned(),
            _ => continue,
        };
        findings.add(
            Finding::at(
                base,
                message,
                "Enter both in degrees with decimals, south and west with a minus sign.",
            )
            .value(Value::from(vec![latitude, longitude])),
        );
    }
}
