//! A list or an object where a single value belongs, or the other way round.

use indigo_model::Value;
use indigo_standard::{Kind, Node};

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, subject::shown};

pub(super) const CHECK: Check = Check {
    code: "wrong_shape",
    title: "Wrong shape",
    why: "Programs look for a value, a group or a list at a fixed place; with another shape there they find nothing. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"name": {"value": "Bridge to work"}, "sources": []}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"name": "Bridge to work", "sources": "none"}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.data.is_object() {
        return add(
            findings,
            "",
            subject.data,
            "an object with the fields of the record",
        );
    }
    inside(&subject.standard.nodes, subject.data, "", findings);
}

fn inside(nodes: &[Node], data: &Value, base: &str, findings: &mut Findings) {
    for node in nodes {
        let Some(value) = data.get(&node.key).filter(|value| !value.is_null()) else {
            continue;
        };
        let at = format!("{base}/{}", node.key);
        match &node.kind {
            Kind::Group { children } if value.is_object() => inside(children, value, &at, findings),
            Kind::Group { .. } => add(findings, &at, value, "a group of fields"),
            Kind::List { children, .. } => match value.as_array() {
                None => add(findings, &at, value, "a list of rows"),
                Some(rows) => {
                    for (index, row) in rows.iter().enumerate() {
                        let at = format!("{at}/{index}");
                        if row.is_object() {
                            inside(children, row, &at, findings);
                        } else {
                            add(findings, &at, row, "a row with fields");
                        }
                    }
                }
            },
            Kind::Leaf(_) if value.is_object() || value.is_array() => {
                add(findings, &at, value, "a single value");
            }
            Kind::Leaf(_) => {}
        }
    }
}

fn add(findings: &mut Findings, at: &str, value: &Value, wanted: &str) {
    findings.add(
        Finding::at(
            at,
            format!("There should be {wanted} here, but there is something else."),
            format!("Put {wanted} here, or take the value away."),
        )
        .value(shown(value)),
    );
}
