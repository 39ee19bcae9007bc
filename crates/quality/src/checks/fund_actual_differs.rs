//! A fund whose figures differ from those of the projects that name it.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    amounts::{in_words, number_at},
};

/// How far the fund's money may be from the projects' together.
const TOLERANCE: f64 = 0.1;

pub(super) const CHECK: Check = Check {
    code: "fund_actual_differs",
    title: "Fund that differs from its projects",
    why: "The actual number of contracts and the actual value of a fund can be told from the projects that name it. They differ when projects are missing from the data, are linked to the wrong fund, or have payers beside the fund, which is common: so it is a hint.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["fund"],
    switchable: true,
    passes: Example::new(
        "fund",
        r#"{"dimensions_of_scale": {"number_of_outcome_contracts": {"actual": {"value": 1}}}}"#,
    )
    .among(r#"{"project": {"INDIGO-POJ-0001": {"outcome_funds": [{"id": "INDIGO-FUND-0001"}]}}}"#),
    fails: Example::new(
        "fund",
        r#"{"dimensions_of_scale": {"number_of_outcome_contracts": {"actual": {"value": 7}}}}"#,
    )
    .among(r#"{"project": {"INDIGO-POJ-0001": {"outcome_funds": [{"id": "INDIGO-FUND-0001"}]}}}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const CONTRACTS: &str = "/dimensions_of_scale/number_of_outcome_contracts/actual/value";
    const VALUE: &str = "/dimensions_of_scale/total_outcome_fund_value_outcomes_funding";
    let Some(projects) = subject.world.projects_of_fund(subject.id) else {
        return;
    };
    if let Some(contracts) = number_at(subject.data, CONTRACTS)
        && (contracts - projects.len() as f64).abs() > 0.5
    {
        findings.add(
            Finding::at(
                CONTRACTS,
                format!(
                    "The fund says {} contracts, and {} projects name it.",
                    in_words(contracts),
                    projects.len()
                ),
                "Link the projects that are missing, or correct the number.",
            )
            .value(in_words(contracts)),
        );
    }
    let value_at = format!("{VALUE}/actual/amount/value");
    let currency = subject.text(&format!("{VALUE}/currency/value"));
    let caps: Vec<f64> = projects
        .iter()
        .filter(|project| project.cap_currency.as_deref() == currency && currency.is_some())
        .filter_map(|project| project.cap)
        .collect();
    let Some(value) = number_at(subject.data, &value_at) else {
        return;
    };
    if caps.is_empty() || caps.len() < projects.len() {
        return;
    }
    let sum: f64 = caps.iter().sum();
    if (value - sum).abs() > sum.abs() * TOLERANCE {
        findings.add(
            Finding::at(
                value_at,
                format!(
                    "The fund's value is {}, and the projects that name it may pay {} together.",
                    in_words(value),
                    in_words(sum)
                ),
                "Check the fund's value and which projects name it; other payers of the projects explain a difference.",
            )
            .with([format!("{VALUE}/currency/value")])
            .value(in_words(value)),
        );
    }
}
