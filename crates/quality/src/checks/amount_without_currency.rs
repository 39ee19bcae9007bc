//! An amount of money in no currency.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts, money};

pub(super) const CHECK: Check = Check {
    code: "amount_without_currency",
    title: "Amount without a currency",
    why: "Nobody can compare or convert an amount of which the currency is left out. An amount of nothing needs none.",
    severity: Severity::Warning,
    aspect: Aspect::Useful,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_payments": [{"money": {"currency": {"value": "GBP"}, "amount": {"value": 5000}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_payments": [{"money": {"amount": {"value": 5000}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for money in money::amounts_of_money(subject) {
        if money.currency.is_none() && money.amount != 0.0 {
            findings.add(
                Finding::at(
                    money.cell.pointer(),
                    format!(
                        "\"{}\" is {} of no currency.",
                        money.cell.title(),
                        amounts::in_words(money.amount)
                    ),
                    "Enter the code of the currency beside it, such as GBP.",
                )
                .with([money.currency_pointer()])
                .value(money.cell.shown())
                .priority(money.cell.field.priority),
            );
        }
    }
}
