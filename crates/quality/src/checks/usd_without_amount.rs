//! US dollars of an amount that is not given.

use indigo_model::pointer;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts};

pub(super) const CHECK: Check = Check {
    code: "usd_without_amount",
    title: "US dollars without the amount they come from",
    why: "US dollars are worked out from the amount in its own currency; without it, nobody can check them or work them out again. The amount may have been withheld, or written as text that is no number.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &["project", "fund", "pipeline"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_payments": [{"money": {"currency": {"value": "GBP"}, "amount": {"value": 1000}, "amount_usd": {"value": 1334}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_payments": [{"money": {"currency": {"value": "GBP"}, "amount_usd": {"value": 1334}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for cell in subject.cells() {
        if !cell.field.keys.iter().any(|key| key == "amount_usd")
            || amounts::number(cell.value).is_none()
        {
            continue;
        }
        let amount = cell.field.pointer.replace("/amount_usd/", "/amount/");
        let given =
            pointer::get(cell.root, &amount).is_some_and(super::status_missing::holds_value);
        if !given {
            findings.add(
                Finding::at(
                    cell.base() + &amount,
                    "There are US dollars, and no amount that they come from.".to_owned(),
                    "Enter the amount in its own currency.",
                )
                .with([cell.pointer()])
                .priority(cell.field.priority),
            );
        }
    }
}
