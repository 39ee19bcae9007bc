//! A list that the standard asks for and that has no rows.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, completeness};

pub(super) const CHECK: Check = Check {
    code: "list_missing",
    title: "List that is asked for and empty",
    why: "Parties, places, metrics and sources stand in lists. Those that only some projects have (funds, transactions, technical assistance, other data) are not asked for. In public data rows may be withheld.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"delivery_locations": [{}], "sources": [{}], "service_provisions": [{}], "outcome_payment_commitments": [{}], "investments": [{}], "outcome_metrics": [{}], "outcome_pricings": [{}], "results": [{}], "outcome_payment_plans": [{}], "outcome_payments": [{}]}"#,
    ),
    fails: Example::new("project", r#"{"delivery_locations": [{}], "sources": []}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for asked in completeness::asked(subject) {
        if !asked.filled && asked.is_list {
            findings.add(
                Finding::at(
                    asked.pointer,
                    format!("\"{}\" has no rows.", asked.title),
                    "Add what is known.",
                )
                .priority(asked.priority),
            );
        }
    }
}
