//! A value that the field's closed list does not have.

use super::codelist_spelling::alike;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "not_in_codelist",
    title: "Value that is not in the codelist",
    why: "Filters and figures know the values of the list only. Values that differ by capitals or blanks alone, and values that have a new name, are told apart (codelist_spelling, value_renamed). The list of the standard may lack a good value: then say so to those who keep the standard.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new("project", r#"{"stage_development": {"value": "Complete"}}"#),
    fails: Example::new(
        "project",
        r#"{"stage_development": {"value": "Finished last year"}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let Some(list) = &cell.field.leaf.codelist else {
            continue;
        };
        if list.contains(text)
            || alike(list, text).is_some()
            || super::value_renamed::new_name(subject, cell, text).is_some()
        {
            continue;
        }
        let mend = if list.values.len() <= 12 {
            let values: Vec<String> = list
                .values
                .keys()
                .map(|value| format!("\"{value}\""))
                .collect();
            format!("Choose one of {}.", values.join(", "))
        } else if cell.field.leaf.is_country() {
            "Enter the two capital letters of the country's code, such as GB.".to_owned()
        } else {
            "Choose a value of the codelist; the data dictionary lists them.".to_owned()
        };
        findings.add(
            Finding::at(
                cell.pointer(),
                format!(
                    "\"{}\" holds \"{}\", which is not in its list of values.",
                    cell.title(),
                    cell.shown()
                ),
                mend,
            )
            .value(cell.shown())
            .priority(cell.field.priority),
        );
    }
}
