//! A jurisdiction in none of the countries where the service is given.

use indigo_model::pointer;

use super::place_outside_country::country_name;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "jurisdiction_elsewhere",
    title: "Jurisdiction in another country than the service",
    why: "The law that governs the contract is mostly that of a country where the service is given. Development projects may rightly be contracted under the law of the payer's country.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"jurisdiction": {"jurisdiction": {"value": "PT"}}, "delivery_locations": [{"location_country": {"value": "PT"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"jurisdiction": {"jurisdiction": {"value": "PT"}}, "delivery_locations": [{"location_country": {"value": "TR"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const AT: &str = "/jurisdiction/jurisdiction/value";
    const COUNTRY: &str = "/location_country/value";
    let Some(jurisdiction) = subject.text(AT) else {
        return;
    };
    let mut places = Vec::new();
    let mut countries: Vec<&str> = Vec::new();
    for (index, row) in subject.rows("/delivery_locations").iter().enumerate() {
        if let Some(country) = pointer::text(row, COUNTRY) {
            places.push(format!("/delivery_locations/{index}{COUNTRY}"));
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
    }
    if countries.is_empty() || countries.contains(&jurisdiction) {
        return;
    }
    let names: Vec<&str> = countries
        .iter()
        .map(|code| country_name(subject, code))
        .collect();
    findings.add(
        Finding::at(
            AT,
            format!(
                "The jurisdiction is {}, and the service is given in {}.",
                country_name(subject, jurisdiction),
                names.join(", ")
            ),
            "Correct the one that is wrong; if both are right, say so in the notes of the jurisdiction.",
        )
        .with(places)
        .value(jurisdiction)
        .priority(subject.standard.field(AT).and_then(|field| field.priority)),
    );
}
