//! Far more or far fewer people than the project aimed at.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test,
    amounts::{in_words, number_at},
};

pub(super) const CHECK: Check = Check {
    code: "users_far_from_target",
    title: "Number of people far from the target",
    why: "More than one and a half times the people aimed at, or in a complete project fewer than half. Both happen and are worth knowing; a slip of a digit or another unit looks the same.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"service_and_beneficiaries": {"targeted_number_service_users_or_beneficiaries_total": {"value": 300}, "actual_number_service_users_or_beneficiaries_total": {"value": 280}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"service_and_beneficiaries": {"targeted_number_service_users_or_beneficiaries_total": {"value": 300}, "actual_number_service_users_or_beneficiaries_total": {"value": 2800}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    const AIMED: &str =
        "/service_and_beneficiaries/targeted_number_service_users_or_beneficiaries_total/value";
    const ACTUAL: &str =
        "/service_and_beneficiaries/actual_number_service_users_or_beneficiaries_total/value";
    let unit = |which: &str| {
        subject.text(&format!(
            "/service_and_beneficiaries/unit_type_{which}_service_users_or_beneficiaries/value"
        ))
    };
    if let (Some(one), Some(other)) = (unit("targeted"), unit("actual"))
        && one != other
    {
        return;
    }
    let (Some(aimed), Some(actual)) = (
        number_at(subject.data, AIMED),
        number_at(subject.data, ACTUAL),
    ) else {
        return;
    };
    let complete = super::complete_without_result::is_complete(subject);
    if aimed > 0.0 && (actual > aimed * 1.5 || (complete && actual < aimed * 0.5)) {
        findings.add(
            Finding::at(
                ACTUAL,
                format!("{} took part, and {} were aimed at.", in_words(actual), in_words(aimed)),
                "Check both numbers and that they count the same; if they are right, say why in the notes.",
            )
            .with([AIMED])
            .value(in_words(actual)),
        );
    }
}
