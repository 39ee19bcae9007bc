//! A reference to a row of the record that is not there (sources have a check of their own).

use std::collections::HashMap;

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, folding::fold_id, row_ids,
};

pub(super) const CHECK: Check = Check {
    code: "row_reference_dangling",
    title: "Reference to a row that is not there",
    why: "A result, price or payment that names a metric, plan, investment or technical assistance which the record does not have cannot be joined to it. In public data the row named may be one that is withheld.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"outcome_metrics": [{"id": "outcomemetric1"}], "results": [{"outcome_metric_id": {"value": "outcomemetric1"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"outcome_metrics": [{"id": "outcomemetric1"}], "results": [{"outcome_metric_id": {"value": "OutcomeMetric 1"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let mut lists: HashMap<&str, Vec<String>> = HashMap::new();
    for (cell, text) in subject.texts() {
        let Some(rows) = &cell.field.leaf.rows else {
            continue;
        };
        if row_ids::cites_sources(cell) {
            continue;
        }
        let known = lists
            .entry(&rows.list)
            .or_insert_with(|| row_ids::ids(subject, &rows.list));
        let wanted: Vec<&str> = match &rows.separator {
            Some(separator) => text.split(separator.as_str()).collect(),
            None => vec![text],
        };
        for id in wanted
            .into_iter()
            .map(str::trim)
            .filter(|id| !id.is_empty())
        {
            if known.iter().any(|known| known == id) {
                continue;
            }
            let title = subject
                .standard
                .list(&rows.list)
                .map_or(rows.list.as_str(), |list| list.title.as_str());
            let mend = match known.iter().find(|known| fold_id(known) == fold_id(id)) {
                Some(alike) => format!("Enter \"{alike}\", if that row is meant."),
                None => format!("Enter the id of a row of \"{title}\", or add that row."),
            };
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" names \"{id}\", which is not the id of a row of \"{title}\".",
                        cell.title()
                    ),
                    mend,
                )
                .value(id)
                .priority(cell.field.priority),
            );
        }
    }
}
