//! Two rows that say the same.

use std::collections::HashMap;

use indigo_model::{Object, Value};

use super::status_missing::holds_value;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "row_doubled",
    title: "Two rows that say the same",
    why: "A row entered twice counts twice in every sum. Ids, statuses and sources are not compared. Two payments of the same amount in the same period for the same metric may rightly be two.",
    severity: Severity::Warning,
    aspect: Aspect::Accurate,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"investments": [{"id": "i1", "organisation_id": {"value": "INDIGO-ORG-0001"}}, {"id": "i2", "organisation_id": {"value": "INDIGO-ORG-0002"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"investments": [{"id": "i1", "organisation_id": {"value": "INDIGO-ORG-0001"}}, {"id": "i2", "organisation_id": {"value": "INDIGO-ORG-0001"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for list in &subject.standard.lists {
        let rows = subject.rows(&list.pointer);
        if rows.len() < 2 {
            continue;
        }
        // A row of ids alone, such as a project's fund, is told by its id.
        let by_id = subject
            .standard
            .profile
            .publication
            .references
            .iter()
            .any(|link| link.list == list.pointer);
        let mut first: HashMap<String, usize> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            let said = row
                .as_object()
                .map(|row| said(row, by_id))
                .unwrap_or_default();
            if said.is_empty() {
                continue;
            }
            if let Some(before) = first.get(&said) {
                findings.add(
                    Finding::at(
                        format!("{}/{index}", list.pointer),
                        format!(
                            "Rows {} and {} of \"{}\" say the same.",
                            before + 1,
                            index + 1,
                            list.title
                        ),
                        "Take one of them out, or enter what tells them apart.",
                    )
                    .with([format!("{}/{before}", list.pointer)]),
                );
            } else {
                first.insert(said, index);
            }
        }
    }
}

/// What a row says, as one text; empty when it says nothing.
fn said(row: &Object, by_id: bool) -> String {
    let mut text = String::new();
    for (key, value) in row {
        let passed = (key == "id" && !by_id)
            || matches!(
                key.as_str(),
                "status" | "source_ids" | "sandboxes" | "organisation_names" | "fund"
            );
        if !passed && holds_value(value) {
            add(&mut text, key, value);
        }
    }
    text
}

fn add(text: &mut String, key: &str, value: &Value) {
    match value {
        Value::Object(object) => {
            for (inner, value) in object.iter().filter(|(inner, _)| *inner != "status") {
                if holds_value(value) {
                    text.push_str(key);
                    text.push('/');
                    add(text, inner, value);
                }
            }
        }
        other => {
            text.push_str(key);
            text.push('=');
            text.push_str(&other.to_string());
            text.push('\n');
        }
    }
}
