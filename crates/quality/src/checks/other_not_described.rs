//! "Other" without a word on what it is.

use indigo_model::pointer;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "other_not_described",
    title: "\"Other\" without a description",
    why: "A unit or a role that is \"Other\" says nothing unless the field beside it tells what it is. The definition of the metric may make it plain, which is a false alarm.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &["project", "pipeline", "fund"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"intermediary_services": [{"organisation_role_category": {"value": "Other"}, "other_role_description": {"value": "Evaluator"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"intermediary_services": [{"organisation_role_category": {"value": "Other"}}]}"#,
    ),
    test: Test::Record(run),
};

/// A field that may be "Other" and the one that then describes it, each below the same place.
const DESCRIBED: [(&str, &str); 4] = [
    (
        "/unit_type_targeted_service_users_or_beneficiaries/value",
        "/unit_description_of_service_user_or_beneficiaries",
    ),
    (
        "/unit_type_actual_service_users_or_beneficiaries/value",
        "/unit_description_of_actual_service_user_or_beneficiaries",
    ),
    (
        "/unit_type_of_targeted_service_users_or_beneficiaries/value",
        "/unit_description_of_service_user_or_beneficiaries",
    ),
    (
        "/organisation_role_category/value",
        "/other_role_description",
    ),
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if text.trim() != "Other" {
            continue;
        }
        for (field, description) in DESCRIBED {
            let Some(base) = cell.field.pointer.strip_suffix(field) else {
                continue;
            };
            let at = format!("{base}{description}/value");
            let known = match cell.row {
                None => subject.standard.field(&at),
                Some((list, _)) => list.field(&at),
            };
            if known.is_some() && pointer::text(cell.root, &at).is_none() {
                findings.add(
                    Finding::at(
                        cell.base() + &at,
                        format!(
                            "\"{}\" is \"Other\", and nothing says what that is.",
                            cell.title()
                        ),
                        "Describe it in a few words.",
                    )
                    .with([cell.pointer()])
                    .priority(cell.field.priority),
                );
            }
        }
    }
}
