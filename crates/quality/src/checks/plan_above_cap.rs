//! A payment plan that comes to more than may be paid.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts::in_words, payments,
};

/// How far above the cap a plan may be: single payments are rounded.
const TOLERANCE: f64 = 0.01;

pub(super) const CHECK: Check = Check {
    code: "plan_above_cap",
    title: "Payment plan above the most that may be paid",
    why: "The payments of a plan, those already made and those to come, should not exceed the contract's cap. An earlier plan may have been made under an earlier, higher cap, which the record does not hold; and a plan may show what would be earned without the cap.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"overall_project_finance": {"maximum_potential_outcome_payment_v2": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}, "outcome_payments": [{"outcome_payment_plan_id": {"value": "plan1"}, "type": {"value": "Planned"}, "money": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"overall_project_finance": {"maximum_potential_outcome_payment_v2": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}, "outcome_payments": [{"outcome_payment_plan_id": {"value": "plan1"}, "type": {"value": "Planned"}, "money": {"currency": {"value": "GBP"}, "amount": {"value": 4000}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some((cap, currency)) = payments::cap(subject) else {
        return;
    };
    for plan in payments::plans(subject) {
        if plan.comparable(currency.as_deref()) && plan.amount > cap * (1.0 + TOLERANCE) {
            findings.add(
                Finding::at(
                    payments::CAP,
                    format!(
                        "The payments of \"{}\" come to {}, above the most that may be paid, {}.",
                        plan.plan,
                        in_words(plan.amount),
                        in_words(cap)
                    ),
                    "Correct the payments or the cap; if the cap was changed, say so in the notes.",
                )
                .with(plan.places)
                .value(cap),
            );
        }
    }
}
