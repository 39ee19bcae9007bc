//! A list that is there but has fewer rows than the standard asks for.

use indigo_model::pointer;
use indigo_standard::{Kind, Node};

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "list_too_short",
    title: "List with too few rows",
    why: "Where a list is given, the standard asks for at least one row in it (sources, outcome metrics). An empty list is often left behind when the last row is taken away, which harms nobody.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new("project", r#"{"sources": [{"id": "source1"}]}"#),
    fails: Example::new("project", r#"{"sources": []}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    inside(subject, &subject.standard.nodes, findings);
}

fn inside(subject: &Subject<'_>, nodes: &[Node], findings: &mut Findings) {
    for node in nodes {
        match &node.kind {
            Kind::Group { children } => inside(subject, children, findings),
            Kind::List {
                min_items: Some(fewest),
                ..
            } => {
                let rows =
                    pointer::get(subject.data, &node.pointer).and_then(|rows| rows.as_array());
                if let Some(rows) = rows
                    && (rows.len() as u64) < *fewest
                {
                    findings.add(
                        Finding::at(
                            &node.pointer,
                            format!(
                                "The list \"{}\" has {} rows; at least {fewest} are asked for.",
                                node.title,
                                rows.len()
                            ),
                            "Add a row, or take the list away.",
                        )
                        .priority(node.priority),
                    );
                }
            }
            Kind::List { .. } | Kind::Leaf(_) => {}
        }
    }
}
