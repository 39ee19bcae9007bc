//! An identifier of a contracting process that has not the shape of one.

use indigo_model::pointer;

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "ocid_malformed",
    title: "OCID that is none",
    why: "An Open Contracting ID is \"ocds-\", six letters or digits for the publisher, \"-\", and the publisher's own id; a bare UUID or a note cannot be joined to the contract's notices. Where no OCID is known, the notes may say so.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"open_contracting_datas": [{"ocid": "ocds-b5fd17-48bacc2a"}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"open_contracting_datas": [{"ocid": "845ea5b3-e78f-4833-a61e-5615647c328e"}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, row) in subject.rows("/open_contracting_datas").iter().enumerate() {
        let at = format!("/open_contracting_datas/{index}/ocid");
        match pointer::text(row, "/ocid") {
            None if row.is_object() => findings.add(Finding::at(
                at,
                format!(
                    "Row {} of the open contracting data has no OCID.",
                    index + 1
                ),
                "Enter the OCID, or take the row out and put the note elsewhere.",
            )),
            Some(ocid) if !is_ocid(ocid) => findings.add(
                Finding::at(
                    at,
                    format!("\"{ocid}\" has not the shape of an OCID."),
                    "Copy the OCID from the notice; it begins with \"ocds-\".",
                )
                .value(ocid),
            ),
            _ => {}
        }
    }
}

fn is_ocid(text: &str) -> bool {
    text.strip_prefix("ocds-").is_some_and(|rest| {
        rest.split_once('-').is_some_and(|(publisher, id)| {
            publisher.len() == 6
                && publisher
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
                && !id.is_empty()
        })
    })
}
