//! Ids of rows that differ by capitals, blanks or signs alone, or are written unlike the others.

use std::collections::HashMap;

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, folding::fold_id, row_ids,
};

pub(super) const CHECK: Check = Check {
    code: "row_ids_alike",
    title: "Ids that differ by capitals or blanks alone",
    why: "\"plan1\" and \"Plan 1\" are two ids for a program and one for a reader; sooner or later a row names the wrong one. They may rightly be two rows, but should have ids that can be told apart.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"outcome_payment_plans": [{"id": {"value": "plan1"}}, {"id": {"value": "plan2"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_payment_plans": [{"id": {"value": "plan1"}}, {"id": {"value": "Plan 1"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (list, at) in row_ids::lists_with_ids(subject.standard) {
        let mut first: HashMap<String, (String, usize)> = HashMap::new();
        for (index, row) in subject.rows(&list.pointer).iter().enumerate() {
            let Some(id) = row_ids::id_of(row, at).filter(|id| !id.trim().is_empty()) else {
                continue;
            };
            match first.get(&fold_id(&id)) {
                Some((before, of)) if before.trim() != id.trim() => findings.add(
                    Finding::at(
                        format!("{}/{index}{at}", list.pointer),
                        format!(
                            "\"{}\" has rows with the ids \"{before}\" and \"{id}\".",
                            list.title
                        ),
                        "Give one of them an id that reads differently, and correct what names it.",
                    )
                    .with([format!("{}/{of}{at}", list.pointer)])
                    .value(&id),
                ),
                Some(_) => {}
                None => {
                    first.insert(fold_id(&id), (id, index));
                }
            }
        }
    }
}
