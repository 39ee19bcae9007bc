//! A number or a yes/no where text belongs.

use indigo_standard::ValueType;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "value_not_text",
    title: "Number where text belongs",
    why: "Spreadsheets turn codes and years into numbers, and leading zeros are lost on the way. A plain year such as 2020 is easily mended; nothing else is harmed, so this is a warning.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"dates": {"actual_completion_date": {"value": "2020"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"actual_completion_date": {"value": 2020}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for cell in subject.cells() {
        let single = cell.value.is_number() || cell.value.is_boolean();
        if single && cell.field.leaf.value_type == ValueType::Text {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" should be text, but holds {}.",
                        cell.title(),
                        cell.value
                    ),
                    "Enter it as text; in a spreadsheet, format the cell as text first.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}
