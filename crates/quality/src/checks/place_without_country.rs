//! A place of delivery in no country.

use indigo_model::pointer;

use super::status_missing::holds_value;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "place_without_country",
    title: "Place without a country",
    why: "Maps, lists and figures by country leave the place out. There are no false alarms, as every place of delivery lies in a country.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &["project", "pipeline"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"delivery_locations": [{"location_name": {"value": "Cardiff"}, "location_country": {"value": "GB"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"delivery_locations": [{"location_name": {"value": "Cardiff"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const COUNTRY: &str = "/location_country/value";
    for (index, row) in subject.rows("/delivery_locations").iter().enumerate() {
        let says = ["/location_name", "/location_postcode", "/lat_lng"]
            .iter()
            .any(|at| {
                pointer::get(row, &format!("{at}/value"))
                    .or_else(|| pointer::get(row, at))
                    .is_some_and(holds_value)
            });
        if says && pointer::get(row, COUNTRY).is_none_or(|value| !holds_value(value)) {
            findings.add(
                Finding::at(
                    format!("/delivery_locations/{index}{COUNTRY}"),
                    format!("The place in row {} has no country.", index + 1),
                    "Choose the country.",
                )
                .priority(
                    subject
                        .standard
                        .list("/delivery_locations")
                        .and_then(|list| list.field(COUNTRY)?.priority),
                ),
            );
        }
    }
}
