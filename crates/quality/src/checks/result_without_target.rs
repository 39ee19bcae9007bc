//! A result that cannot be held against a target.

use indigo_model::pointer;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, targets};

pub(super) const CHECK: Check = Check {
    code: "result_without_target",
    title: "Result without a target",
    why: "A number achieved says little when nobody knows how many were aimed at. A metric without a number but with a target in words is taken; so are results of the project as a whole.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_metrics": [{"id": "m1", "targeted_number_of_service_users_or_beneficiaries_total": {"value": 100}}], "results": [{"outcome_metric_id": {"value": "m1"}, "outcomes_achieved": {"value": "96"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_metrics": [{"id": "m1"}], "results": [{"outcome_metric_id": {"value": "m1"}, "outcomes_achieved": {"value": "96"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let mut said = Vec::new();
    for (index, result) in subject.rows("/results").iter().enumerate() {
        let Some((at, metric)) = targets::metric_of(subject, result) else {
            continue;
        };
        let has_target = pointer::get(metric, targets::TARGET)
            .is_some_and(|value| !value.is_null())
            || pointer::text(metric, "/outcome_metric_target/value").is_some()
            || pointer::text(
                metric,
                "/other_target_for_meeting_outcome_metric_target/value",
            )
            .is_some();
        if has_target || said.contains(&at) {
            continue;
        }
        said.push(at);
        let name = pointer::text(metric, "/id").unwrap_or_default();
        findings.add(
            Finding::at(
                format!("/outcome_metrics/{at}{}", targets::TARGET),
                format!("There are results of \"{name}\", and no target to hold them against."),
                "Enter how many people (or other units) the metric aims at.",
            )
            .with([format!("/results/{index}")])
            .priority(
                subject
                    .standard
                    .list("/outcome_metrics")
                    .and_then(|list| list.field(targets::TARGET)?.priority),
            ),
        );
    }
}
