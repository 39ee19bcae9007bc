//! One contracting process named by two projects.

use std::collections::BTreeMap;

use crate::{Aspect, Check, DataSetFindings, Example, Finding, Outline, Severity, Test};

pub(super) const CHECK: Check = Check {
    code: "ocid_shared",
    title: "OCID that two projects name",
    why: "An Open Contracting ID is that of one contracting process. Two projects may come from one tender with several lots; more often one of the ids was copied by mistake.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"INDIGO-POJ-0001": {"open_contracting_datas": [{"ocid": "ocds-b5fd17-1"}]}, "INDIGO-POJ-0002": {"open_contracting_datas": [{"ocid": "ocds-b5fd17-2"}]}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"INDIGO-POJ-0001": {"open_contracting_datas": [{"ocid": "ocds-b5fd17-1"}]}, "INDIGO-POJ-0002": {"open_contracting_datas": [{"ocid": "ocds-b5fd17-1"}]}}"#,
    ),
    test: Test::DataSet(run),
};

fn run(outlines: &[Outline], findings: &mut DataSetFindings) {
    let mut first: BTreeMap<&str, &Outline> = BTreeMap::new();
    for outline in outlines {
        for (row, ocid) in &outline.ocids {
            match first.get(ocid.as_str()) {
                Some(before) if before.key != outline.key => findings.add(
                    &outline.key,
                    Finding::at(
                        format!("/open_contracting_datas/{row}/ocid"),
                        format!("{} names the OCID {ocid} too.", before.key.id),
                        "Check the notice, and correct the id that is wrong.",
                    )
                    .value(ocid),
                ),
                Some(_) => {}
                None => {
                    first.insert(ocid, outline);
                }
            }
        }
    }
}
