//! A reference to a record that is not there.

use super::several_ids_in_one_cell::several;
use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, View,
    references::{is_id, references},
};

pub(super) const CHECK: Check = Check {
    code: "unknown_record",
    title: "Reference to a record that is not there",
    why: "The page and the files then show an id without a name. A record that is about to be added in the same file is not known yet, which is a false alarm until then; in public data the record may be withheld.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"outcome_funds": [{"id": "INDIGO-FUND-0012"}]}"#,
    )
    .among(r#"{"fund": {"INDIGO-FUND-0012": {"status": "PUBLIC"}}}"#),
    fails: Example::new(
        "project",
        r#"{"outcome_funds": [{"id": "INDIGO-FUND-0011"}]}"#,
    )
    .among(r#"{"fund": {"INDIGO-FUND-0012": {"status": "PUBLIC"}}}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for reference in references(subject) {
        let cell = reference.cell;
        let one_too_many = reference.separator.is_none() && several(reference.text) > 1;
        if one_too_many || !subject.world.knows(reference.record_type) {
            continue;
        }
        for id in reference.ids() {
            if subject.world.record(reference.record_type, id).is_some() {
                continue;
            }
            let upper = id.to_uppercase();
            let mend = if subject
                .world
                .record(reference.record_type, &upper)
                .is_some()
            {
                format!("Enter \"{upper}\".")
            } else if is_id(id) {
                "Correct the id, or add the record first.".to_owned()
            } else {
                "Enter the id of the record, not its name; add the record first if there is none."
                    .to_owned()
            };
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" names \"{id}\", and no such {} is {}.",
                        cell.title(),
                        reference.record_type.replace('_', " "),
                        if subject.view == View::Public {
                            "public"
                        } else {
                            "known"
                        }
                    ),
                    mend,
                )
                .value(id)
                .priority(cell.field.priority),
            );
        }
    }
}
