//! A row that says nothing.

use indigo_model::Value;

use super::status_missing::holds_value;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "row_empty",
    title: "Row that says nothing",
    why: "Rows with an id or a status alone are left over from forms; they count as rows in every figure. A row about to be filled is a false alarm.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"investments": [{"id": "investment1", "organisation_id": {"value": "INDIGO-ORG-0001"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"investments": [{"id": "investment1", "status": "PUBLIC"}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for list in &subject.standard.lists {
        // A fund's row is its id.
        let id_alone = subject
            .standard
            .profile
            .publication
            .references
            .iter()
            .any(|link| link.list == list.pointer);
        for (index, row) in subject.rows(&list.pointer).iter().enumerate() {
            let Some(object) = row.as_object() else {
                continue;
            };
            let says = object.iter().any(|(key, value)| {
                (key != "id" || id_alone) && key != "source_ids" && says(key, value)
            });
            if !says {
                findings.add(Finding::at(
                    format!("{}/{index}", list.pointer),
                    format!("Row {} of \"{}\" says nothing.", index + 1, list.title),
                    "Fill it, or take it out.",
                ));
            }
        }
    }
}

/// Whether a value holds something that is no status.
fn says(key: &str, value: &Value) -> bool {
    match value {
        _ if key == "status" || key == "sandboxes" => false,
        Value::Object(object) => object.iter().any(|(key, value)| says(key, value)),
        other => holds_value(other),
    }
}
