//! Something for a sandbox, and for none in particular.

use indigo_model::{Status, Value, status::sandboxes_of};

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, View};

pub(super) const CHECK: Check = Check {
    code: "sandbox_not_named",
    title: "Sandbox status without a sandbox",
    why: "What has the status SANDBOX is shown to those who know the password of the sandboxes named beside it; when none is named, nobody sees it. There are no false alarms.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"results": [{"outcomes_achieved": {"value": "96"}, "status": "SANDBOX", "sandboxes": "alpha"}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"results": [{"outcomes_achieved": {"value": "96"}, "status": "SANDBOX", "sandboxes": null}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.view == View::Public {
        return;
    }
    let mut look = |value: Option<&Value>, at: String| {
        let Some(object) = value.and_then(Value::as_object) else {
            return;
        };
        if Status::of(object) == Status::Sandbox && sandboxes_of(object).next().is_none() {
            findings.add(Finding::at(
                at,
                "This is for a sandbox, and no sandbox is named.",
                "Name the sandbox, or choose another status.",
            ));
        }
    };
    for block in &subject.standard.blocks {
        let at = block.iter().fold(String::new(), |at, key| at + "/" + key);
        look(indigo_model::pointer::at(subject.data, block), at);
    }
    for list in &subject.standard.lists {
        for (index, row) in subject.rows(&list.pointer).iter().enumerate() {
            look(Some(row), format!("{}/{index}", list.pointer));
        }
    }
}
