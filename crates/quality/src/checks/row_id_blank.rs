//! A row without the id that other rows name it by.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, row_ids};

pub(super) const CHECK: Check = Check {
    code: "row_id_blank",
    title: "Row without an id",
    why: "Sources, metrics, investments and plans are named by their id from other rows; without one, a result or a price cannot be joined to its metric. A row that nothing will ever name gets along without one.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_metrics": [{"id": "outcomemetric1", "definition": {"value": "In work for 13 weeks"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_metrics": [{"id": " ", "definition": {"value": "In work for 13 weeks"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (list, at) in row_ids::lists_with_ids(subject.standard) {
        for (index, row) in subject.rows(&list.pointer).iter().enumerate() {
            let blank = row_ids::id_of(row, at).is_none_or(|id| id.trim().is_empty());
            if row.is_object() && blank {
                findings.add(
                    Finding::at(
                        format!("{}/{index}{at}", list.pointer),
                        format!("Row {} of \"{}\" has no id.", index + 1, list.title),
                        "Give it an id that no other row of the list has.",
                    )
                    .priority(list.field(at).and_then(|field| field.priority)),
                );
            }
        }
    }
}
