//! A result far above its target.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    amounts::{in_words, number_at},
    targets,
};

/// From which share of the target on a result is doubtful.
const SHARE: f64 = 1.5;

pub(super) const CHECK: Check = Check {
    code: "achieved_far_above_target",
    title: "Achieved far more than was aimed at",
    why: "More than one and a half times the target is rare; more often the target counts people and the result counts payments or hours, or a digit is wrong. Projects do surpass themselves, so this is a hint. Targets below ten are left alone.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_metrics": [{"id": "m1", "targeted_number_of_service_users_or_beneficiaries_total": {"value": 100}}], "results": [{"outcome_metric_id": {"value": "m1"}, "outcomes_achieved": {"value": "120"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_metrics": [{"id": "m1", "targeted_number_of_service_users_or_beneficiaries_total": {"value": 100}}], "results": [{"outcome_metric_id": {"value": "m1"}, "outcomes_achieved": {"value": "1200"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, result) in subject.rows("/results").iter().enumerate() {
        let Some((at, metric)) = targets::metric_of(subject, result) else {
            continue;
        };
        let Some(target) = number_at(metric, targets::TARGET).filter(|target| *target >= 10.0)
        else {
            continue;
        };
        let positive = "/number_with_positive_social_outcomes/value";
        let found = targets::achieved(result)
            .map(|number| (number, "/outcomes_achieved/value"))
            .or_else(|| number_at(result, positive).map(|number| (number, positive)));
        let Some((achieved, place)) = found else {
            continue;
        };
        if achieved > target * SHARE {
            findings.add(
                Finding::at(
                    format!("/results/{index}{place}"),
                    format!(
                        "{} were achieved and {} aimed at, {:.0} % of the target.",
                        in_words(achieved),
                        in_words(target),
                        achieved / target * 100.0
                    ),
                    "Check that target and result count the same; say in the notes what each counts.",
                )
                .with([format!("/outcome_metrics/{at}{}", targets::TARGET)])
                .value(in_words(achieved)),
            );
        }
    }
}
