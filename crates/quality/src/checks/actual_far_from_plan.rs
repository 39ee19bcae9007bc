//! Payments far from the last plan.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts::in_words, payments,
};

pub(super) const CHECK: Check = Check {
    code: "actual_far_from_plan",
    title: "Payments far from the plan",
    why: "What was paid is less than half of the last plan although the project is complete, or more than one and a half times it. Both happen, when a project fails or surpasses itself; they are worth a second look, because a missing row or a wrong digit looks the same. Plans are never added up.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"stage_development": {"value": "Complete"}, "outcome_payments": [{"outcome_payment_plan_id": {"value": "plan1"}, "type": {"value": "Planned"}, "money": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}, {"type": {"value": "Actual"}, "money": {"currency": {"value": "GBP"}, "amount": {"value": 2500}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"stage_development": {"value": "Complete"}, "outcome_payments": [{"outcome_payment_plan_id": {"value": "plan1"}, "type": {"value": "Planned"}, "money": {"currency": {"value": "GBP"}, "amount": {"value": 3000}}}, {"type": {"value": "Actual"}, "money": {"currency": {"value": "GBP"}, "amount": {"value": 250}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some(plan), Some(paid)) = (payments::last_plan(subject), payments::paid(subject)) else {
        return;
    };
    if plan.amount <= 0.0 || !paid.comparable(plan.currency.as_deref()) {
        return;
    }
    let complete = super::complete_without_result::is_complete(subject);
    let share = paid.amount / plan.amount;
    if share > 1.5 || (complete && share < 0.5) {
        findings.add(
            Finding::at(
                "/outcome_payments",
                format!(
                    "{} was paid, {:.0} % of the last plan \"{}\" ({}).",
                    in_words(paid.amount),
                    share * 100.0,
                    plan.plan,
                    in_words(plan.amount)
                ),
                "Look for rows that are missing or entered twice; if it is right, say why in the notes.",
            )
            .with(paid.places),
        );
    }
}
