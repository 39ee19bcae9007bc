//! Records of one type with the same name.

use std::collections::BTreeMap;

use crate::{Aspect, Check, DataSetFindings, Example, Finding, Outline, Severity, Test, fold_name};

pub(super) const CHECK: Check = Check {
    code: "names_shared",
    title: "Two records with the same name",
    why: "A project or fund entered twice is counted twice. Several contracts of one programme may rightly share its name, but a reader cannot tell them apart in a list. Organisations have a check of their own.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["project", "fund", "pipeline"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"INDIGO-POJ-0001": {"name": {"value": "Bridge to work, Leeds"}}, "INDIGO-POJ-0002": {"name": {"value": "Bridge to work, York"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"INDIGO-POJ-0001": {"name": {"value": "Bridge to work"}}, "INDIGO-POJ-0002": {"name": {"value": "Bridge to Work"}}}"#,
    ),
    test: Test::DataSet(run),
};

fn run(outlines: &[Outline], findings: &mut DataSetFindings) {
    let mut first: BTreeMap<(&str, String), &Outline> = BTreeMap::new();
    for outline in outlines {
        let Some(name) = &outline.name else { continue };
        let folded = fold_name(name);
        if folded.is_empty() {
            continue;
        }
        match first.get(&(outline.key.record_type.as_str(), folded.clone())) {
            Some(before) => findings.add(
                &outline.key,
                Finding::at(
                    "/name/value",
                    format!("{} is called \"{name}\" too.", before.key.id),
                    "If they are one, withdraw one of them; if not, let their names tell them apart.",
                )
                .value(name),
            ),
            None => {
                first.insert((&outline.key.record_type, folded), outline);
            }
        }
    }
}
