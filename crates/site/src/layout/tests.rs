use indigo_standard::Standard;

use super::*;

fn layout(record_type: &str) -> TypeLayout {
    TypeLayout::of(Standard::builtin().unwrap().get(record_type).unwrap())
}

fn labels(items: &[Item]) -> Vec<String> {
    items
        .iter()
        .map(|item| match &item.heading {
            Some(heading) => format!("{heading} / {}", item.label),
            None => item.label.clone(),
        })
        .collect()
}

fn facts<'a>(layout: &'a TypeLayout, pointer: &str) -> &'a [Item] {
    match &layout.section(pointer).unwrap().body {
        Body::Facts(items) => items,
        Body::Rows(_) => panic!("{pointer} is a list"),
    }
}

fn rows<'a>(layout: &'a TypeLayout, pointer: &str) -> &'a Table {
    match &layout.section(pointer).unwrap().body {
        Body::Rows(table) => table,
        Body::Facts(_) => panic!("{pointer} is a group"),
    }
}

#[test]
fn money_is_one_fact() {
    let project = layout("project");
    let finance = facts(&project, "/overall_project_finance");
    assert_eq!(
        labels(finance),
        [
            "Total investment commitment",
            "Maximum potential outcome payment",
            "Maximum potential loss",
            "Maximum potential return type",
            "Maximum potential return",
            "Configuration of the contracting parties",
            "Investor repayment",
            "Total outcome payments made",
            "Note",
        ]
    );
    let Shape::Money(money) = &finance[0].shape else {
        panic!("not money");
    };
    assert!(money.currency.is_some());
    assert!(money.amount.min.is_some() && money.usd.as_ref().unwrap().max.is_some());
}

#[test]
fn headings_stand_over_more_than_one_fact() {
    assert_eq!(
        labels(facts(&layout("project"), "/investment_details")),
        [
            "Total funds invested / Latest",
            "Total funds invested / Latest, date",
            "Internal rate of return / Target",
            "Internal rate of return / Latest",
            "Internal rate of return / Date",
            "Note",
        ]
    );
    assert_eq!(
        labels(facts(&layout("fund"), "/dimensions_of_scale"))[..3],
        [
            "Total outcome fund value (outcomes funding) / Aspiration",
            "Total outcome fund value (outcomes funding) / Actual",
            "Total value of repayable investment linked to outcome fund / Aspiration",
        ]
    );
}

#[test]
fn single_facts_stand_together() {
    assert_eq!(
        labels(&layout("project").overview),
        [
            "Alternative names",
            "Stage of development",
            "Social investment prototype",
            "Jurisdiction",
            "Changes to project due to COVID-19",
            "Notes",
        ]
    );
    let tools = layout("assessment_resource");
    assert_eq!(
        labels(&tools.overview)[..6],
        ["Leader", "Purpose", "Content", "Link", "Notes", "Who?"]
    );
    assert!(tools.sections.is_empty());
}

#[test]
fn rows_are_named_by_what_they_are_about() {
    let project = layout("project");
    let lead = |pointer: &str| {
        let table = rows(&project, pointer);
        table.columns[table.leads[0]].label.clone()
    };
    assert_eq!(lead("/outcome_metrics"), "Outcome definition");
    assert_eq!(lead("/investments"), "Organisation ID");
    assert_eq!(lead("/results"), "Outcome metric id");
    assert_eq!(lead("/outcome_funds"), "Outcome funds");
    assert_eq!(lead("/delivery_locations"), "Location - name");
    assert_eq!(lead("/outcome_payments"), "Outcome payment plan id");
    assert!(rows(&project, "/investments").id.is_some());
    assert!(rows(&project, "/outcome_payment_plans").id.is_some());
    assert_eq!(
        labels(&rows(&project, "/investments").columns)[2],
        "Investment commitment"
    );
    assert_eq!(
        labels(&rows(&project, "/provider_side_cost").columns),
        [
            "Date",
            "Phase of impact bond",
            "Cost classification",
            "Payment: planned",
            "Payment: actual",
            "Cost incurred by",
            "Type",
            "Number of days",
            "Note",
        ]
    );
}

#[test]
fn every_leaf_has_its_place() {
    for one in Standard::builtin().unwrap().types() {
        let layout = TypeLayout::of(one);
        for list in &one.lists {
            assert!(
                layout.section(&list.pointer).is_some(),
                "{} {}",
                one.id,
                list.pointer
            );
        }
    }
}

#[test]
fn untitled_groups_are_what_they_hold() {
    let pipeline = layout("pipeline");
    let labels = labels(&pipeline.overview);
    for label in [
        "Type of instrument and project",
        "Rationale for using outcome based finance",
        "Stage of development",
        "Proposed financing instruments",
    ] {
        assert!(
            labels.iter().any(|known| known == label),
            "{label}: {labels:?}"
        );
    }
    assert!(pipeline.sections.iter().all(|one| !one.title.is_empty()));
}
