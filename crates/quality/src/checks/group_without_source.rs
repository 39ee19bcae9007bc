//! Facts that no source is given for.

use indigo_model::{Value, pointer};
use indigo_standard::{Kind, Node};

use super::status_missing::holds_value;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "group_without_source",
    title: "Facts without a source",
    why: "Readers trust a fact that they can follow to its source. Each group of facts has a field for the ids of its sources. Facts from those who run the project may have no source that can be cited; a source \"told by\" can say so.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &["project", "pipeline"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"jurisdiction": {"jurisdiction": {"value": "PT"}, "source_ids": "source1"}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"jurisdiction": {"jurisdiction": {"value": "PT"}, "source_ids": ""}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for node in &subject.standard.nodes {
        if let Kind::Group { children } = &node.kind
            && children.iter().any(|child| child.key == "source_ids")
            && let Some(group) = subject.data.get(&node.key)
            && says(children, group)
            && pointer::text(group, "/source_ids").is_none()
        {
            findings.add(
                Finding::at(
                    format!("{}/source_ids", node.pointer),
                    format!("No source is given for \"{}\".", node.title),
                    "Enter the ids of the sources, or add the source first.",
                )
                .priority(node.priority),
            );
        }
    }
}

/// Whether a group holds facts: anything but sources, statuses and notes.
fn says(children: &[Node], group: &Value) -> bool {
    children.iter().any(|child| {
        let fact = !matches!(
            child.key.as_str(),
            "source_ids" | "notes" | "status" | "sandboxes"
        );
        fact && group
            .get(&child.key)
            .is_some_and(|value| match &child.kind {
                Kind::Group { children } => says(children, value),
                Kind::List { .. } | Kind::Leaf(_) => holds_value(value),
            })
    })
}
