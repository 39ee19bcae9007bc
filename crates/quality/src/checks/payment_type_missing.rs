//! A payment of which nobody knows whether it was made.

use indigo_model::pointer;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts};

pub(super) const CHECK: Check = Check {
    code: "payment_type_missing",
    title: "Payment neither planned nor actual",
    why: "Plans and payments stand in one list and are told apart by their type; a row without one is in no sum. There are no false alarms.",
    severity: Severity::Warning,
    aspect: Aspect::Useful,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_payments": [{"type": {"value": "Actual"}, "money": {"amount": {"value": 5000}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_payments": [{"money": {"amount": {"value": 5000}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, row) in subject.rows("/outcome_payments").iter().enumerate() {
        let amount = amounts::number_at(row, "/money/amount/value");
        if amount.is_some() && pointer::text(row, "/type/value").is_none() {
            findings.add(Finding::at(
                format!("/outcome_payments/{index}/type/value"),
                format!("Payment {} is neither planned nor actual.", index + 1),
                "Choose \"Planned\" or \"Actual\".",
            ));
        }
    }
}
