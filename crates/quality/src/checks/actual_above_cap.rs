//! Payments that come to more than may be paid.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts::in_words, payments,
};

/// How far above the cap the payments may be: single payments are rounded.
const TOLERANCE: f64 = 0.005;

pub(super) const CHECK: Check = Check {
    code: "actual_above_cap",
    title: "Payments above the most that may be paid",
    why: "What was paid should not exceed the contract's cap. A cap that was raised later and not entered is the usual reason, and a grant paid beside the outcomes another.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"overall_project_finance": {"maximum_potential_outcome_payment_v2": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}, "outcome_payments": [{"type": {"value": "Actual"}, "money": {"currency": {"value": "GBP"}, "amount": {"value": 2900}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"overall_project_finance": {"maximum_potential_outcome_payment_v2": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}, "outcome_payments": [{"type": {"value": "Actual"}, "money": {"currency": {"value": "GBP"}, "amount": {"value": 3100}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some((cap, currency)), Some(paid)) = (payments::cap(subject), payments::paid(subject))
    else {
        return;
    };
    if paid.comparable(currency.as_deref()) && paid.amount > cap * (1.0 + TOLERANCE) {
        findings.add(
            Finding::at(
                payments::CAP,
                format!(
                    "Payments of {} were made, above the most that may be paid, {}.",
                    in_words(paid.amount),
                    in_words(cap)
                ),
                "Correct the payments or the cap; payments that are no outcome payments belong among the transactions.",
            )
            .with(paid.places)
            .value(cap),
        );
    }
}
