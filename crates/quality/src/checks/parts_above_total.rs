//! Parts that come to more than their total.

use indigo_model::{Value, pointer};

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    amounts::{in_words, number_at},
};

/// How far above the total the parts may be: amounts are rounded.
const TOLERANCE: f64 = 0.005;

pub(super) const CHECK: Check = Check {
    code: "parts_above_total",
    title: "Parts that come to more than the total",
    why: "The commitments of single payers or investors come to more than the project's total says there is. The total counts, and parts need not add up to it, because some may be confidential; they should not exceed it though. Commitments for different stages that replace one another are a false alarm, so this never makes an error.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project", "pipeline"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"overall_project_finance": {"maximum_potential_outcome_payment_v2": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}, "outcome_payment_commitments": [{"maximum_potential_outcome_payment": {"currency": {"value": "GBP"}, "amount": {"value": 2000}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"overall_project_finance": {"maximum_potential_outcome_payment_v2": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}, "outcome_payment_commitments": [{"maximum_potential_outcome_payment": {"currency": {"value": "GBP"}, "amount": {"value": 2000}}}, {"maximum_potential_outcome_payment": {"currency": {"value": "GBP"}, "amount": {"value": 1500}}}]}"#,
    ),
    test: Test::Record(run),
};

/// A total, the list of its parts, and where each part has its money.
const SUMS: [(&str, &str, &str, &str); 3] = [
    (
        "/overall_project_finance/maximum_potential_outcome_payment_v2",
        "/outcome_payment_commitments",
        "/maximum_potential_outcome_payment",
        "the payers' commitments",
    ),
    (
        "/overall_project_finance/total_investment_commitment",
        "/investments",
        "/investment_commitment",
        "the investors' commitments",
    ),
    (
        "/overall_project_finance/total_outcome_payments_made",
        "/outcome_payment_commitments",
        "/total_outcome_payments",
        "the payments of the single payers",
    ),
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (total_at, list, part_at, words) in SUMS {
        let Some(total) = amount(subject.data, total_at, true).filter(|total| *total > 0.0) else {
            continue;
        };
        let currency = subject.text(&format!("{total_at}/currency/value"));
        let mut sum = 0.0;
        let mut places = Vec::new();
        let mut comparable = currency.is_some();
        for (index, row) in subject.rows(list).iter().enumerate() {
            if let Some(part) = amount(row, part_at, false) {
                comparable &= pointer::text(row, &format!("{part_at}/currency/value")) == currency;
                sum += part;
                places.push(format!("{list}/{index}{part_at}/amount"));
            }
        }
        if comparable && sum > total * (1.0 + TOLERANCE) {
            findings.add(
                Finding::at(
                    format!("{total_at}/amount"),
                    format!("Together {words} are {}, more than the total of {}.", in_words(sum), in_words(total)),
                    "Correct the total or the part that is wrong; if parts replace one another, say so in the notes.",
                )
                .with(places)
                .value(total),
            );
        }
    }
}

/// An amount that may be a range: the total at its most, a part at its least.
fn amount(root: &Value, at: &str, most: bool) -> Option<f64> {
    let order = if most {
        ["value", "max/value", "exact/value", "min/value"]
    } else {
        ["value", "exact/value", "min/value", "max/value"]
    };
    order
        .iter()
        .find_map(|end| number_at(root, &format!("{at}/amount/{end}")))
}
