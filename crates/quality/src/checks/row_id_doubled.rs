//! Two rows of a list with one id.

use std::collections::HashMap;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, row_ids};

pub(super) const CHECK: Check = Check {
    code: "row_id_doubled",
    title: "Two rows with the same id",
    why: "What names the id names both rows, and an upload cannot tell which row it changes. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"sources": [{"id": "source1"}, {"id": "source2"}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"sources": [{"id": "source1"}, {"id": "source1"}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (list, at) in row_ids::lists_with_ids(subject.standard) {
        let mut first: HashMap<String, usize> = HashMap::new();
        for (index, row) in subject.rows(&list.pointer).iter().enumerate() {
            let Some(id) = row_ids::id_of(row, at) else {
                continue;
            };
            let id = id.trim().to_owned();
            if id.is_empty() {
                continue;
            }
            if let Some(before) = first.get(&id) {
                findings.add(
                    Finding::at(
                        format!("{}/{index}{at}", list.pointer),
                        format!(
                            "Rows {} and {} of \"{}\" both have the id \"{id}\".",
                            before + 1,
                            index + 1,
                            list.title
                        ),
                        "Give one of them another id, and correct what names it.",
                    )
                    .with([format!("{}/{before}{at}", list.pointer)])
                    .value(id)
                    .priority(list.field(at).and_then(|field| field.priority)),
                );
            } else {
                first.insert(id, index);
            }
        }
    }
}
