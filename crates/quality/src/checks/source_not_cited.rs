//! A source in the list that nothing cites.

use std::collections::HashSet;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, View, row_ids};

pub(super) const CHECK: Check = Check {
    code: "source_not_cited",
    title: "Source that nothing cites",
    why: "A source in the list that no field or row cites does not say what it is the source of. It may be meant for the record as a whole. Public data do not show what rows cite, so there this is not looked at.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"dates": {"source_ids": "source1"}, "sources": [{"id": "source1"}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"source_ids": "source1"}, "sources": [{"id": "source1"}, {"id": "source2"}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(list) = subject.standard.list("/sources") else {
        return;
    };
    if subject.view == View::Public {
        return;
    }
    let cited: HashSet<&str> = subject
        .texts()
        .filter(|(cell, _)| row_ids::cites_sources(cell))
        .flat_map(|(_, text)| row_ids::parts(text))
        .collect();
    for (index, row) in subject.rows("/sources").iter().enumerate() {
        let Some(id) = row_ids::id_field(list).and_then(|at| row_ids::id_of(row, at)) else {
            continue;
        };
        if !id.trim().is_empty() && !cited.contains(id.trim()) {
            findings.add(
                Finding::at(
                    format!("/sources/{index}"),
                    format!("Nothing cites the source \"{}\".", id.trim()),
                    "Name it at the facts that it is the source of, or take it out.",
                )
                .value(id),
            );
        }
    }
}
