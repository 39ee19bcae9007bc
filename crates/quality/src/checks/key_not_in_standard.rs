//! A key that the standard does not know.

use indigo_model::Value;
use indigo_standard::{Kind, Node};

use super::status_missing::holds_value;
use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, View, subject::shown,
};

pub(super) const CHECK: Check = Check {
    code: "key_not_in_standard",
    title: "Key that the standard does not know",
    why: "A key that is misspelt, or that older versions of the standard had, is kept but not shown, counted or published. Public data carry keys that the publication adds, so there this is not looked at.",
    severity: Severity::Hint,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new("project", r#"{"name": {"value": "Bridge to work"}}"#),
    fails: Example::new("project", r#"{"naem": {"value": "Bridge to work"}}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.view == View::Whole {
        inside(&subject.standard.nodes, subject.data, "", findings);
    }
}

fn inside(nodes: &[Node], data: &Value, base: &str, findings: &mut Findings) {
    for (key, value) in data.as_object().into_iter().flatten() {
        let at = format!("{base}/{}", key.replace('~', "~0").replace('/', "~1"));
        match nodes
            .iter()
            .find(|node| node.key == *key)
            .map(|node| &node.kind)
        {
            None if holds_value(value) => findings.add(
                Finding::at(
                    at,
                    format!("The standard knows no \"{key}\" here."),
                    "Correct the key, or move the value to the field that holds it now.",
                )
                .value(shown(value)),
            ),
            None | Some(Kind::Leaf(_)) => {}
            Some(Kind::Group { children }) => inside(children, value, &at, findings),
            Some(Kind::List { children, .. }) => {
                for (index, row) in value.as_array().into_iter().flatten().enumerate() {
                    inside(children, row, &format!("{at}/{index}"), findings);
                }
            }
        }
    }
}
