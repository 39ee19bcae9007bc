//! A field that is asked for first and left empty.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, completeness};

pub(super) const CHECK: Check = Check {
    code: "field_missing",
    title: "Field of the first priority left empty",
    why: "The standard asks for some fields first, because a record is of little use without them. Fields that only some records can fill are not asked for: other names, notes, second goals, and what was achieved before a project is over. In public data the value may be withheld.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &[],
    switchable: true,
    passes: Example::new("fund", r#"{"name": {"value": "Fund of outcomes"}}"#),
    fails: Example::new("project", r#"{"name": {"value": "Bridge to work"}}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let name = &subject.standard.profile.name_pointer;
    for asked in completeness::asked(subject) {
        if !asked.filled && asked.priority == Some(1) && !asked.is_list && asked.pointer != *name {
            findings.add(
                Finding::at(
                    asked.pointer,
                    format!("\"{}\" is empty.", asked.title),
                    "Fill it, if it is known.",
                )
                .priority(asked.priority),
            );
        }
    }
}
