use serde_json::json;

use super::{countries::other_names, *};

#[test]
fn texts_have_a_weight_a_label_and_a_place() {
    let standard = Standard::builtin().unwrap();
    let rules = TextRules::of(&standard);
    let data = json!({
        "id": "INDIGO-POJ-0001", "status": null,
        "name": {"value": " Homes first "},
        "dates": {"notes": "late", "source_ids": "s1"},
        "purpose_and_classifications": {"policy_sector": {"value": "Homelessness"}},
        "delivery_locations": [{"location_country": {"value": "GB"}}],
        "outcome_metrics": [{"id": "m1"}, {"id": "m2", "definition": {"value": "Nights"}}],
        "investments": [{"id": "i1", "organisation_id": {"value": "INDIGO-ORG-0001"},
            "organisation_names": {"organisation_id": {"value": "Big Fund"}}}],
        "organisations": [
            {"id": "INDIGO-ORG-0001", "name": {"value": "Big Fund"}, "address": {"value": "Oxford"}},
            {"id": "INDIGO-ORG-0002", "name": {"value": "Other"}, "address": {"value": null}}]
    });
    let document = rules.document("project", "INDIGO-POJ-0001", &data);
    let told: Vec<String> = document
        .texts
        .iter()
        .map(|one| {
            format!(
                "{:?} {} = {} @{}",
                one.weight,
                one.label,
                one.text,
                one.anchor.as_deref().unwrap_or("-")
            )
        })
        .collect();
    for wanted in [
        "Identifier Id = INDIGO-POJ-0001 @-",
        "Name Impact bond name = Homes first @name",
        "Free Dates: notes = late @dates",
        "Class Policy sector = Homelessness @purpose_and_classifications",
        "Place Delivery location 1: location - country = United Kingdom @delivery_locations.1",
        "Metric Outcome metric 2: outcome definition = Nights @outcome_metrics.2",
        "Party Organisation 2: name = Other @-",
        "Source Organisation 1: address = Oxford @-",
    ] {
        assert!(
            told.iter().any(|one| one == wanted),
            "{wanted} is not in {told:#?}"
        );
    }
    assert!(
        !told
            .iter()
            .any(|one| one.contains("= s1") || one.contains("= m1"))
    );
    let names = told
        .iter()
        .filter(|one| one.ends_with("= Big Fund @investments.1"));
    assert_eq!(names.count(), 1, "{told:#?}");
    assert!(
        !told
            .iter()
            .any(|one| one == "Party Organisation 1: name = Big Fund @-")
    );
}

#[test]
fn countries_are_found_by_their_other_names() {
    for (code, name) in [
        ("GB", "UK"),
        ("GB", "Britain"),
        ("NL", "Holland"),
        ("US", "USA"),
        ("IN", "Asia"),
    ] {
        assert!(other_names(code).contains(name), "{code} {name}");
    }
}
