//! Values that the public will not see because nothing says that they are public.

use indigo_model::{Status, Value};

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, View};

pub(super) const CHECK: Check = Check {
    code: "status_missing",
    title: "Values without a status",
    why: "A block or row without a status is withheld from the public, which is often not meant when the record is public. It is right for values that are to stay private, but then PRIVATE should say so.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"status": "PUBLIC", "stage_development": {"value": "Complete", "status": "PUBLIC"}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"status": "PUBLIC", "stage_development": {"value": "Complete"}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.view == View::Public || !subject.is_public() {
        return;
    }
    let mut look = |block: Option<&Value>, pointer: String, title: &str| {
        let Some(object) = block.and_then(Value::as_object) else {
            return;
        };
        let says = object
            .iter()
            .any(|(key, value)| key != "id" && holds_value(value));
        if says && Status::of(object) == Status::Missing {
            findings.add(Finding::at(
                pointer,
                format!("\"{title}\" has values and no status, so the public does not see it."),
                "Choose PUBLIC, or PRIVATE to say that it is meant.",
            ));
        }
    };
    for block in &subject.standard.blocks {
        let pointer = block.iter().fold(String::new(), |at, key| at + "/" + key);
        let title = block
            .last()
            .map(|key| key.replace('_', " "))
            .unwrap_or_default();
        look(
            indigo_model::pointer::at(subject.data, block),
            pointer,
            &title,
        );
    }
    for list in subject.standard.lists.iter().filter(|list| list.has_status) {
        for (index, row) in subject.rows(&list.pointer).iter().enumerate() {
            let title = format!("{}, row {}", list.title, index + 1);
            look(Some(row), format!("{}/{index}", list.pointer), &title);
        }
    }
}

/// Whether there is anything in a value but blanks and nulls.
pub(super) fn holds_value(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => items.iter().any(holds_value),
        Value::Object(object) => object.values().any(holds_value),
        _ => true,
    }
}
