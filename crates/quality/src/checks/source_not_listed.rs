//! A source that is cited and not in the list of sources.

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, folding::fold_id, row_ids,
};

pub(super) const CHECK: Check = Check {
    code: "source_not_listed",
    title: "Cited source that is not in the list",
    why: "Nobody can follow a fact to its source when the source is not there. Unlike the first system, this looks at every place that cites sources. In public data the source may be one that is withheld; a record read from a list of records, which leaves sources out, is a false alarm, and gives one finding only.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"dates": {"source_ids": "source1"}, "sources": [{"id": "source1"}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"source_ids": "source1, sourc13"}, "sources": [{"id": "source1"}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.standard.list("/sources").is_none() {
        return;
    }
    let known = row_ids::ids(subject, "/sources");
    let mut alone = known.is_empty();
    for (cell, text) in subject.texts() {
        if !row_ids::cites_sources(cell) {
            continue;
        }
        for id in row_ids::parts(text) {
            if known.iter().any(|known| known == id) {
                continue;
            }
            if known.is_empty() {
                // One finding says it all when there is no source at all.
                if std::mem::take(&mut alone) {
                    findings.add(
                        Finding::at(
                            cell.pointer(),
                            "Sources are cited, and the record lists none.",
                            "Add the sources that are cited to the list.",
                        )
                        .value(id)
                        .priority(cell.field.priority),
                    );
                }
                continue;
            }
            let mend = match known.iter().find(|known| fold_id(known) == fold_id(id)) {
                Some(alike) => format!("Enter \"{alike}\", if that is meant."),
                None => "Add the source to the list, or correct the id.".to_owned(),
            };
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("The source \"{id}\" is cited and is not in the list of sources."),
                    mend,
                )
                .value(id)
                .priority(cell.field.priority),
            );
        }
    }
}
