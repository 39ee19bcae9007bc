//! A planned payment that belongs to no plan.

use indigo_model::pointer;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "planned_without_plan",
    title: "Planned payment in no plan",
    why: "A project has plans that follow one another, and a planned payment counts only within its plan. There are no false alarms.",
    severity: Severity::Warning,
    aspect: Aspect::Useful,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_payments": [{"type": {"value": "Planned"}, "outcome_payment_plan_id": {"value": "plan1"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_payments": [{"type": {"value": "Planned"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const PLAN: &str = "/outcome_payment_plan_id/value";
    for (index, row) in subject.rows("/outcome_payments").iter().enumerate() {
        if pointer::text(row, "/type/value") == Some("Planned")
            && pointer::text(row, PLAN).is_none()
        {
            findings.add(
                Finding::at(
                    format!("/outcome_payments/{index}{PLAN}"),
                    format!("Payment {} is planned and names no plan.", index + 1),
                    "Enter the id of the payment plan.",
                )
                .with([format!("/outcome_payments/{index}/type/value")]),
            );
        }
    }
}
